package exoscope.hw.cpu;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes bytecode for one guest instruction that is not a branch. Guest registers are local variables. */
final class InstructionCode {
    /** Local variable with the cycle at which the block under way began, moved by what it has waited since. */
    static final int NOW = 3;
    /** Numbers of HI and LO beside the general registers. */
    static final int HI = 32;

    static final int LO = 33;

    private static final int KEY = 7;
    private static final int AT = 8;
    private static final int FIRST_REGISTER = 14;
    /** Local variables with the physical addresses of a block's groups of accesses. */
    private static final int FIRST_GROUP = FIRST_REGISTER + LO + 1;

    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc ACCESS = ClassDesc.of("exoscope.hw.cpu.TranslatedAccess");
    private static final ClassDesc UNALIGNED = ClassDesc.of("exoscope.hw.cpu.Unaligned");
    private static final MethodTypeDesc INT_OF_TWO = MethodTypeDesc.of(INT, INT, INT);
    private static final MethodTypeDesc INT_OF_THREE = MethodTypeDesc.of(INT, INT, INT, INT);
    private static final MethodTypeDesc LOAD =
            MethodTypeDesc.of(INT, RegionClass.ENTRIES, RegionClass.MMU, INT, INT, INT);
    private static final MethodTypeDesc STORE =
            MethodTypeDesc.of(INT, RegionClass.ENTRIES, RegionClass.MMU, RegionClass.MEMORY, INT, INT, INT);

    private static final MethodTypeDesc WORD = MethodTypeDesc.of(INT, RegionClass.BYTES, INT);

    private final CodeBuilder code;

    InstructionCode(CodeBuilder code) {
        this.code = code;
    }

    /** Local variable that holds a guest register. */
    static int local(int register) {
        return FIRST_REGISTER + register;
    }

    /**
     * Writes an instruction.
     *
     * @param done instructions of the block before it
     * @param shared the translation that it shares with other accesses, or null
     * @param refused makes the way out for the case that the instruction cannot be completed
     */
    void write(long d, int done, AccessGroups.@Nullable Member shared, Supplier<Label> refused) {
        int op = Decoder.op(d);
        if (shared != null) {
            access(d, op, shared, refused);
        } else if (op <= Op.SRA) {
            arithmetic(d, op, refused);
        } else if (Op.usesMultiplier(op)) {
            multiplier(d, op, done);
        } else if (Op.isLoad(op)) {
            load(d, op, refused);
        } else if (Op.isStore(op)) {
            store(d, op, refused);
        } else {
            throw new IllegalArgumentException("operation " + op + " has no translation");
        }
    }

    private void access(long d, int op, AccessGroups.Member shared, Supplier<Label> refused) {
        boolean store = op == Op.SW;
        int at = FIRST_GROUP + shared.group().number();
        if (shared.first()) {
            lookUp(store);
            rs(d).code.loadConstant(Decoder.immediate(d) - shared.distance()).iadd();
            code.iload(KEY).loadConstant(shared.group().span());
            code.invokestatic(ACCESS, store ? "storeSpan" : "loadSpan", store ? STORE : LOAD);
            code.istore(at).iload(at).iflt(refused.get());
        }
        code.loadConstant(RegionClass.MEMORY_BYTES).iload(at);
        code.loadConstant(shared.distance()).iadd();
        if (store) {
            rt(code, d).invokestatic(ACCESS, "setWord", setter(INT));
        } else {
            code.invokestatic(ACCESS, "word", WORD);
            intoDestination(d);
        }
    }

    /** Begins a look-up: what it looks in. */
    private void lookUp(boolean store) {
        code.loadConstant(store ? RegionClass.STORES : RegionClass.LOADS).loadConstant(RegionClass.THE_MMU);
        if (store) {
            code.loadConstant(RegionClass.THE_MEMORY);
        }
    }

    private void arithmetic(long d, int op, Supplier<Label> refused) {
        switch (op) {
            case Op.NOP -> {
                return;
            }
            case Op.LOAD_IMMEDIATE -> immediate(d);
            case Op.ADD ->
                checked(rs(d).rt(d), "addOverflows", refused).rs(d).rt(d).code.iadd();
            case Op.ADDI ->
                checked(rs(d).immediate(d), "addOverflows", refused)
                        .rs(d)
                        .immediate(d)
                        .code
                        .iadd();
            case Op.SUB ->
                checked(rs(d).rt(d), "subtractOverflows", refused)
                        .rs(d)
                        .rt(d)
                        .code
                        .isub();
            case Op.ADDU -> rs(d).rt(d).code.iadd();
            case Op.SUBU -> rs(d).rt(d).code.isub();
            case Op.AND -> rs(d).rt(d).code.iand();
            case Op.OR -> rs(d).rt(d).code.ior();
            case Op.XOR -> rs(d).rt(d).code.ixor();
            case Op.NOR -> rs(d).rt(d).code.ior().iconst_m1().ixor();
            case Op.SLT -> rs(d).rt(d).code.invokestatic(ACCESS, "less", INT_OF_TWO);
            case Op.SLTU -> rs(d).rt(d).code.invokestatic(ACCESS, "lessUnsigned", INT_OF_TWO);
            case Op.SLLV -> rt(d).rs(d).code.ishl();
            case Op.SRLV -> rt(d).rs(d).code.iushr();
            case Op.SRAV -> rt(d).rs(d).code.ishr();
            case Op.ADDIU -> rs(d).immediate(d).code.iadd();
            case Op.SLTI -> rs(d).immediate(d).code.invokestatic(ACCESS, "less", INT_OF_TWO);
            case Op.SLTIU -> rs(d).immediate(d).code.invokestatic(ACCESS, "lessUnsigned", INT_OF_TWO);
            case Op.ANDI -> rs(d).immediate(d).code.iand();
            case Op.ORI -> rs(d).immediate(d).code.ior();
            case Op.XORI -> rs(d).immediate(d).code.ixor();
            case Op.SLL -> rt(d).immediate(d).code.ishl();
            case Op.SRL -> rt(d).immediate(d).code.iushr();
            default -> rt(d).immediate(d).code.ishr();
        }
        intoDestination(d);
    }

    private InstructionCode checked(InstructionCode operands, String overflows, Supplier<Label> refused) {
        operands.code.invokestatic(ACCESS, overflows, INT_OF_TWO).ifne(refused.get());
        return operands;
    }

    private void multiplier(long d, int op, int done) {
        code.loadConstant(RegionClass.THE_MULTIPLIER)
                .lload(NOW)
                .loadConstant((long) done)
                .ladd();
        code.invokevirtual(RegionClass.MULTIPLIER, "begin", MethodTypeDesc.ofDescriptor("(J)J"));
        code.loadConstant((long) done).lsub().lstore(NOW);
        switch (op) {
            case Op.MULT -> multiply(d, done, ~0L);
            case Op.MULTU -> multiply(d, done, 0xffff_ffffL);
            case Op.DIV -> divide(d, done, "quotient", "remainder");
            case Op.DIVU -> divide(d, done, "unsignedQuotient", "unsignedRemainder");
            case Op.MFHI -> {
                code.iload(local(HI));
                intoDestination(d);
            }
            case Op.MFLO -> {
                code.iload(local(LO));
                intoDestination(d);
            }
            case Op.MTHI -> rs(d).code.istore(local(HI));
            default -> rs(d).code.istore(local(LO));
        }
    }

    private void multiply(long d, int done, long mask) {
        busy(done + Multiplier.MULTIPLY_CYCLES);
        rs(d).code.i2l().loadConstant(mask).land();
        rt(d).code.i2l().loadConstant(mask).land();
        code.lmul().dup2().l2i().istore(local(LO));
        code.loadConstant(32).lshr().l2i().istore(local(HI));
    }

    private void divide(long d, int done, String quotient, String remainder) {
        busy(done + Multiplier.DIVIDE_CYCLES);
        rs(d).rt(d)
                .code
                .invokestatic(RegionClass.MULTIPLIER, quotient, INT_OF_TWO)
                .istore(local(LO));
        rs(d).rt(d)
                .code
                .invokestatic(RegionClass.MULTIPLIER, remainder, INT_OF_TWO)
                .istore(local(HI));
    }

    private void busy(long cycles) {
        code.loadConstant(RegionClass.THE_MULTIPLIER)
                .lload(NOW)
                .loadConstant(cycles)
                .ladd();
        code.invokevirtual(RegionClass.MULTIPLIER, "busyUntil", MethodTypeDesc.ofDescriptor("(J)V"));
    }

    private void load(long d, int op, Supplier<Label> refused) {
        lookUp(false);
        address(d).code.iload(KEY).loadConstant(alignment(op));
        code.invokestatic(ACCESS, "load", LOAD).istore(AT).iload(AT).iflt(refused.get());
        switch (op) {
            case Op.LB -> memoryAt().baload();
            case Op.LBU -> memoryAt().baload().loadConstant(0xff).iand();
            case Op.LH -> read("half", ConstantDescs.CD_short);
            case Op.LHU ->
                read("half", ConstantDescs.CD_short).loadConstant(0xffff).iand();
            case Op.LW -> read("word", INT);
            case Op.LWL -> merge(Decoder.dest(d), "loadLeft");
            default -> merge(Decoder.dest(d), "loadRight");
        }
        intoDestination(d);
    }

    private void store(long d, int op, Supplier<Label> refused) {
        lookUp(true);
        address(d).code.iload(KEY).loadConstant(alignment(op));
        code.invokestatic(ACCESS, "store", STORE).istore(AT).iload(AT).iflt(refused.get());
        switch (op) {
            case Op.SB -> rt(memoryAt(), d).bastore();
            case Op.SH -> rt(memoryAt(), d).i2s().invokestatic(ACCESS, "setHalf", setter(ConstantDescs.CD_short));
            case Op.SW -> rt(memoryAt(), d).invokestatic(ACCESS, "setWord", setter(INT));
            default -> {
                alignedMemoryAt();
                merge(Decoder.rt(d), op == Op.SWL ? "storeLeft" : "storeRight");
                code.invokestatic(ACCESS, "setWord", setter(INT));
            }
        }
    }

    private CodeBuilder read(String accessor, ClassDesc type) {
        return memoryAt().invokestatic(ACCESS, accessor, MethodTypeDesc.of(type, RegionClass.BYTES, INT));
    }

    /** Puts a register and the aligned word around the address together. */
    private void merge(int register, String how) {
        code.iload(local(register));
        alignedMemoryAt().invokestatic(ACCESS, "word", WORD);
        code.iload(AT).invokestatic(UNALIGNED, how, INT_OF_THREE);
    }

    private CodeBuilder memoryAt() {
        return code.loadConstant(RegionClass.MEMORY_BYTES).iload(AT);
    }

    private CodeBuilder alignedMemoryAt() {
        return memoryAt().loadConstant(~3).iand();
    }

    private CodeBuilder rt(CodeBuilder after, long d) {
        return after.iload(local(Decoder.rt(d)));
    }

    private static MethodTypeDesc setter(ClassDesc type) {
        return MethodTypeDesc.of(ConstantDescs.CD_void, RegionClass.BYTES, INT, type);
    }

    private static int alignment(int op) {
        return switch (op) {
            case Op.LH, Op.LHU, Op.SH -> 1;
            case Op.LW, Op.SW -> 3;
            default -> 0;
        };
    }

    private InstructionCode address(long d) {
        rs(d).immediate(d).code.iadd();
        return this;
    }

    private InstructionCode rs(long d) {
        code.iload(local(Decoder.rs(d)));
        return this;
    }

    private InstructionCode rt(long d) {
        code.iload(local(Decoder.rt(d)));
        return this;
    }

    private InstructionCode immediate(long d) {
        code.loadConstant(Decoder.immediate(d));
        return this;
    }

    /** Register 0 is never written. */
    private void intoDestination(long d) {
        if (Decoder.dest(d) == 0) {
            code.pop();
        } else {
            code.istore(local(Decoder.dest(d)));
        }
    }
}
