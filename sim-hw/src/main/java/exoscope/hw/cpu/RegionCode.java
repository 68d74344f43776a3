package exoscope.hw.cpu;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the body of {@link Region#run} for one region: a block after the other, with the ways out behind them and one
 * common tail that writes the registers back.
 */
final class RegionCode {
    static final MethodTypeDesc RUN = MethodTypeDesc.of(
            ConstantDescs.CD_long,
            ClassDesc.of("exoscope.hw.cpu.CpuContext"),
            ConstantDescs.CD_int.arrayType(),
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int);

    private static final ClassDesc CONTEXT = ClassDesc.of("exoscope.hw.cpu.CpuContext");
    private static final int CONTEXT_LOCAL = 1;
    private static final int GPR_LOCAL = 2;
    private static final int LIMIT_LOCAL = 5;
    private static final int PC_LOCAL = 9;
    private static final int NEXT_LOCAL = 10;
    private static final int SLOT_LOCAL = 11;
    private static final int SAVED_A = 12;
    private static final int SAVED_B = 13;

    private final RegionShape shape;
    private final int head;
    private final RegisterUse registers = new RegisterUse();
    private final List<Runnable> waysOut = new ArrayList<>();
    private final Map<Integer, Label> labels = new TreeMap<>();

    RegionCode(RegionShape shape, int head) {
        this.shape = shape;
        this.head = head;
        for (int leader : shape.leaders()) {
            RegionShape.Block block = shape.block(leader);
            for (int i = 0; i < block.length(); i++) {
                registers.note(shape.instruction(leader + i));
            }
        }
    }

    void write(CodeBuilder code) {
        new Writing(code).region();
    }

    /** One pass over the region. */
    private final class Writing {
        private final CodeBuilder code;
        private final InstructionCode instructions;
        private final Label tail;

        Writing(CodeBuilder code) {
            this.code = code;
            instructions = new InstructionCode(code);
            tail = code.newLabel();
            waysOut.clear();
            labels.clear();
            shape.leaders().forEach(leader -> labels.put(leader, code.newLabel()));
        }

        void region() {
            registers.load(code, CONTEXT_LOCAL, GPR_LOCAL);
            code.goto_(label(DecodedFrame.index(head)));
            shape.leaders().forEach(leader -> block(shape.block(leader)));
            waysOut.forEach(Runnable::run);
            code.labelBinding(tail);
            registers.store(code, CONTEXT_LOCAL, GPR_LOCAL);
            code.aload(CONTEXT_LOCAL).iload(PC_LOCAL).putfield(CONTEXT, "pc", ConstantDescs.CD_int);
            code.aload(CONTEXT_LOCAL).iload(NEXT_LOCAL).putfield(CONTEXT, "nextPc", ConstantDescs.CD_int);
            code.aload(CONTEXT_LOCAL).iload(SLOT_LOCAL).putfield(CONTEXT, "inDelaySlot", ConstantDescs.CD_boolean);
            code.lload(InstructionCode.NOW).lreturn();
        }

        private Label label(int index) {
            Label label = labels.get(index);
            if (label == null) {
                throw new IllegalStateException("no block begins at instruction " + index);
            }
            return label;
        }

        private void block(RegionShape.Block block) {
            code.labelBinding(label(block.first()));
            leaveUnlessInTime(block);
            AccessGroups groups = new AccessGroups(shape, block);
            for (int i = block.first(); i < block.end(); i++) {
                int done = i - block.first();
                int pc = shape.address(i);
                instructions.write(shape.instruction(i), done, groups.of(i), () -> wayOut(done, pc));
            }
            if (block.branch()) {
                branch(block, groups);
            } else {
                spend(block.length());
                goTo(shape.address(block.end()));
            }
        }

        private void leaveUnlessInTime(RegionShape.Block block) {
            long cycles = block.length();
            for (int i = 0; i < block.length(); i++) {
                if (Op.usesMultiplier(Decoder.op(shape.instruction(block.first() + i)))) {
                    cycles += Multiplier.DIVIDE_CYCLES;
                }
            }
            code.lload(InstructionCode.NOW).loadConstant(cycles).ladd();
            code.lload(LIMIT_LOCAL).lcmp().ifgt(wayOut(0, shape.address(block.first())));
        }

        /** A branch reads its registers, then writes its link, then comes the slot, then it jumps. */
        private void branch(RegionShape.Block block, AccessGroups groups) {
            long branch = shape.instruction(block.end());
            long slot = shape.instruction(block.end() + 1);
            int pc = shape.address(block.end());
            int link = Decoder.dest(branch);
            int a = save(Decoder.rs(branch), slot, link, SAVED_A);
            int b = save(Decoder.rt(branch), slot, link, SAVED_B);
            if (link != 0) {
                code.loadConstant(pc + 8).istore(InstructionCode.local(link));
            }
            int done = block.length() - 1;
            instructions.write(slot, done, groups.of(block.end() + 1), () -> wayOutOfSlot(done, branch, pc, a, b));
            spend(block.length());
            jump(branch, pc, a, b);
        }

        /** Where the register's value is found after the slot: copied if the slot or the link overwrites it. */
        private int save(int register, long slot, int link, int saved) {
            boolean overwritten = register != 0 && (register == Decoder.dest(slot) || register == link);
            if (!overwritten) {
                return InstructionCode.local(register);
            }
            code.iload(InstructionCode.local(register)).istore(saved);
            return saved;
        }

        private void jump(long branch, int pc, int a, int b) {
            int op = Decoder.op(branch);
            if (op == Op.JR || op == Op.JALR) {
                code.iload(a).istore(PC_LOCAL);
                code.iload(a).iconst_4().iadd().istore(NEXT_LOCAL);
                code.iconst_0().istore(SLOT_LOCAL).goto_(tail);
            } else if (op == Op.J || op == Op.JAL) {
                goTo(Decoder.target(branch, pc));
            } else {
                Label taken = code.newLabel();
                compare(op, a, b, taken);
                goTo(pc + 8);
                code.labelBinding(taken);
                goTo(Decoder.target(branch, pc));
            }
        }

        private void compare(int op, int a, int b, Label taken) {
            code.iload(a);
            switch (op) {
                case Op.BEQ -> code.iload(b).if_icmpeq(taken);
                case Op.BNE -> code.iload(b).if_icmpne(taken);
                case Op.BLEZ -> code.ifle(taken);
                case Op.BGTZ -> code.ifgt(taken);
                case Op.BLTZ, Op.BLTZAL -> code.iflt(taken);
                default -> code.ifge(taken);
            }
        }

        private void goTo(int address) {
            Label label = shape.holds(address) ? labels.get(DecodedFrame.index(address)) : null;
            if (label != null) {
                code.goto_(label);
            } else {
                leave(address, address + 4, false);
            }
        }

        private void spend(int cycles) {
            code.lload(InstructionCode.NOW).loadConstant((long) cycles).ladd().lstore(InstructionCode.NOW);
        }

        private void leave(int pc, int next, boolean inSlot) {
            code.loadConstant(pc).istore(PC_LOCAL).loadConstant(next).istore(NEXT_LOCAL);
            code.loadConstant(inSlot ? 1 : 0).istore(SLOT_LOCAL).goto_(tail);
        }

        /** A way out before the instruction at {@code pc}, when {@code done} of its block are complete. */
        private Label wayOut(int done, int pc) {
            Label label = code.newLabel();
            waysOut.add(() -> {
                code.labelBinding(label);
                spend(done);
                leave(pc, pc + 4, false);
            });
            return label;
        }

        /** A way out before the instruction in the slot of the branch at {@code pc}. */
        private Label wayOutOfSlot(int done, long branch, int pc, int a, int b) {
            Label label = code.newLabel();
            waysOut.add(() -> {
                code.labelBinding(label);
                spend(done);
                int op = Decoder.op(branch);
                if (op == Op.JR || op == Op.JALR) {
                    code.iload(a).istore(NEXT_LOCAL);
                    code.loadConstant(pc + 4).istore(PC_LOCAL);
                    code.iconst_1().istore(SLOT_LOCAL).goto_(tail);
                } else if (op == Op.J || op == Op.JAL) {
                    leave(pc + 4, Decoder.target(branch, pc), true);
                } else {
                    Label taken = code.newLabel();
                    compare(op, a, b, taken);
                    leave(pc + 4, pc + 8, true);
                    code.labelBinding(taken);
                    leave(pc + 4, Decoder.target(branch, pc), true);
                }
            });
            return label;
        }
    }
}
