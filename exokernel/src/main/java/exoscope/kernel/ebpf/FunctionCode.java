package exoscope.kernel.ebpf;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JVM method of one function: jumps, calls and memory. {@link ArithmeticCode} writes the rest. */
final class FunctionCode {
    private static final int EXECUTION = 0;
    private static final MethodTypeDesc LOAD =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_int);
    private static final MethodTypeDesc STORE = MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_int, ConstantDescs.CD_long);
    private static final MethodTypeDesc ATOMIC = MethodTypeDesc.of(
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long);
    private static final MethodTypeDesc CHARGE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);
    private static final MethodTypeDesc HELPER = MethodTypeDesc.of(
            ConstantDescs.CD_long,
            ProgramClass.EXECUTION,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long);

    private final List<Instruction> program;
    private final Blocks blocks;
    private final ProgramClass home;
    private final CodeBuilder code;
    private final ArithmeticCode arithmetic;
    private final Map<Integer, Label> labels = new TreeMap<>();

    FunctionCode(List<Instruction> program, Blocks blocks, ProgramClass home, CodeBuilder code) {
        this.program = program;
        this.blocks = blocks;
        this.home = home;
        this.code = code;
        arithmetic = new ArithmeticCode(code);
    }

    /** The JVM local variable of a register: r1 to r5 and r10 are the method's parameters. */
    static int local(int register) {
        return switch (register) {
            case 0 -> 13;
            case 10 -> 11;
            default -> register <= 5 ? 2 * register - 1 : 2 * register + 3;
        };
    }

    void write(int entry, int end) {
        for (int i = entry; i < end; i++) {
            if (blocks.isLeader(i)) {
                labels.put(i, code.newLabel());
            }
        }
        for (int register : new int[] {0, 6, 7, 8, 9}) {
            code.lconst_0().lstore(local(register));
        }
        for (int i = entry; i < end; i++) {
            if (blocks.isLeader(i)) {
                code.labelBinding(label(i));
                code.aload(EXECUTION)
                        .loadConstant((long) blocks.cycles(i))
                        .invokevirtual(ProgramClass.EXECUTION, "charge", CHARGE);
            }
            if (program.get(i).opcode() != Opcode.TAIL) {
                instruction(i, program.get(i));
            }
        }
    }

    private Label label(int index) {
        Label label = labels.get(index);
        if (label == null) {
            throw new IllegalStateException("no block begins at instruction " + index);
        }
        return label;
    }

    private void instruction(int index, Instruction i) {
        switch (i.kind()) {
            case Opcode.ALU, Opcode.ALU64 -> arithmetic.write(i);
            case Opcode.LD -> code.loadConstant(Interpreter.constant(i)).lstore(local(i.dst()));
            case Opcode.LDX -> load(i);
            case Opcode.ST -> {
                address(i.dst(), i);
                code.loadConstant((long) i.imm()).invokevirtual(ProgramClass.EXECUTION, "store", STORE);
            }
            case Opcode.STX -> store(i);
            default -> jump(index, i);
        }
    }

    /** Pushes the execution, an address and the size. */
    private void address(int base, Instruction i) {
        code.aload(EXECUTION).lload(local(base));
        if (i.offset() != 0) {
            code.loadConstant((long) i.offset()).ladd();
        }
        code.loadConstant(i.size());
    }

    private void load(Instruction i) {
        address(i.src(), i);
        code.invokevirtual(ProgramClass.EXECUTION, "load", LOAD);
        if (i.mode() == Opcode.MEMSX) {
            arithmetic.signExtend(i.size() * Byte.SIZE);
        }
        code.lstore(local(i.dst()));
    }

    private void store(Instruction i) {
        address(i.dst(), i);
        if (!i.isAtomic()) {
            code.lload(local(i.src())).invokevirtual(ProgramClass.EXECUTION, "store", STORE);
            return;
        }
        code.loadConstant(i.imm()).lload(local(i.src())).lload(local(0));
        code.invokevirtual(ProgramClass.EXECUTION, "atomic", ATOMIC);
        if (i.imm() == Opcode.CMPXCHG) {
            code.lstore(local(0));
        } else if ((i.imm() & Opcode.FETCH) != 0) {
            code.lstore(local(i.src()));
        } else {
            code.pop2();
        }
    }

    private void jump(int index, Instruction i) {
        if (i.isConditional()) {
            arithmetic.branch(i, label(i.target(index)));
        } else if (i.isGoto()) {
            code.goto_(label(i.target(index)));
        } else if (i.isExit()) {
            code.lload(local(0)).lreturn();
        } else if (i.isLocalCall()) {
            code.aload(EXECUTION);
            arguments();
            code.lload(local(10)).loadConstant((long) Execution.FRAME_BYTES).ladd();
            code.invokestatic(ProgramClass.NAME, ProgramClass.functionName(i.target(index)), ProgramClass.FUNCTION);
            code.lstore(local(0));
        } else {
            code.loadConstant(home.helper(i.imm())).aload(EXECUTION);
            arguments();
            code.invokeinterface(ProgramClass.HELPER, "call", HELPER).lstore(local(0));
        }
    }

    private void arguments() {
        for (int register = 1; register <= 5; register++) {
            code.lload(local(register));
        }
    }
}
