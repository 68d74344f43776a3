package exoscope.kernel.ebpf;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes arithmetic and comparisons as JVM instructions. What it writes computes what {@link Arithmetic} does. */
final class ArithmeticCode {
    private static final ClassDesc ARITHMETIC = ClassDesc.of("exoscope.kernel.ebpf.Arithmetic");
    private static final ClassDesc LONG = ConstantDescs.CD_Long;
    private static final ClassDesc INTEGER = ConstantDescs.CD_Integer;
    private static final MethodTypeDesc WIDE =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);
    private static final MethodTypeDesc NARROW =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc COMPARE_WIDE =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long);

    private final CodeBuilder code;

    ArithmeticCode(CodeBuilder code) {
        this.code = code;
    }

    void write(Instruction i) {
        int dst = FunctionCode.local(i.dst());
        if (i.operation() == Opcode.END) {
            code.lload(dst);
            swap(i);
        } else if (i.kind() == Opcode.ALU64) {
            wide(i, dst);
        } else {
            narrow(i, dst);
            zeroExtend();
        }
        code.lstore(dst);
    }

    private void zeroExtend() {
        code.i2l().loadConstant(0xffff_ffffL).land();
    }

    private void swap(Instruction i) {
        boolean reverse = i.kind() == Opcode.ALU64 || i.usesSource();
        switch (i.imm()) {
            case 16 -> {
                code.l2i();
                if (reverse) {
                    code.i2s()
                            .invokestatic(
                                    ConstantDescs.CD_Short,
                                    "reverseBytes",
                                    MethodTypeDesc.of(ConstantDescs.CD_short, ConstantDescs.CD_short));
                }
                code.loadConstant(0xffff).iand().i2l();
            }
            case 32 -> {
                code.l2i();
                if (reverse) {
                    code.invokestatic(
                            INTEGER, "reverseBytes", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
                }
                zeroExtend();
            }
            default -> {
                if (reverse) {
                    code.invokestatic(
                            LONG, "reverseBytes", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
                }
            }
        }
    }

    private void wide(Instruction i, int dst) {
        if (i.operation() == Opcode.MOV) {
            wideOperand(i);
            if (i.offset() != 0) {
                signExtend(i.offset());
            }
            return;
        }
        code.lload(dst);
        if (i.operation() == Opcode.NEG) {
            code.lneg();
            return;
        }
        wideOperand(i);
        switch (i.operation()) {
            case Opcode.ADD -> code.ladd();
            case Opcode.SUB -> code.lsub();
            case Opcode.MUL -> code.lmul();
            case Opcode.OR -> code.lor();
            case Opcode.AND -> code.land();
            case Opcode.XOR -> code.lxor();
            case Opcode.LSH -> code.l2i().lshl();
            case Opcode.RSH -> code.l2i().lushr();
            case Opcode.ARSH -> code.l2i().lshr();
            default -> code.invokestatic(ARITHMETIC, division(i), WIDE);
        }
    }

    private void narrow(Instruction i, int dst) {
        if (i.operation() == Opcode.MOV) {
            narrowOperand(i);
            switch (i.offset()) {
                case 8 -> code.i2b();
                case 16 -> code.i2s();
                default -> {}
            }
            return;
        }
        code.lload(dst).l2i();
        if (i.operation() == Opcode.NEG) {
            code.ineg();
            return;
        }
        narrowOperand(i);
        switch (i.operation()) {
            case Opcode.ADD -> code.iadd();
            case Opcode.SUB -> code.isub();
            case Opcode.MUL -> code.imul();
            case Opcode.OR -> code.ior();
            case Opcode.AND -> code.iand();
            case Opcode.XOR -> code.ixor();
            case Opcode.LSH -> code.ishl();
            case Opcode.RSH -> code.iushr();
            case Opcode.ARSH -> code.ishr();
            default -> code.invokestatic(ARITHMETIC, division(i), NARROW);
        }
    }

    private static String division(Instruction i) {
        if (i.operation() == Opcode.DIV) {
            return i.offset() == 0 ? "divide" : "signedDivide";
        }
        return i.offset() == 0 ? "remainder" : "signedRemainder";
    }

    private void wideOperand(Instruction i) {
        if (i.usesSource()) {
            code.lload(FunctionCode.local(i.src()));
        } else {
            code.loadConstant((long) i.imm());
        }
    }

    private void narrowOperand(Instruction i) {
        if (i.usesSource()) {
            code.lload(FunctionCode.local(i.src())).l2i();
        } else {
            code.loadConstant(i.imm());
        }
    }

    /** Extends the sign of the low bits of the long on the JVM's stack. */
    void signExtend(int bits) {
        code.l2i();
        switch (bits) {
            case 8 -> code.i2b();
            case 16 -> code.i2s();
            default -> {}
        }
        code.i2l();
    }

    /** Jumps if the comparison holds. */
    void branch(Instruction i, Label target) {
        boolean wide = i.kind() == Opcode.JMP;
        code.lload(FunctionCode.local(i.dst()));
        if (wide) {
            wideOperand(i);
        } else {
            code.l2i();
            narrowOperand(i);
        }
        if (i.operation() == Opcode.JSET) {
            commonBits(wide, target);
            return;
        }
        if (!wide && !isUnsigned(i.operation())) {
            compareNarrow(i.operation(), target);
            return;
        }
        compare(wide, isUnsigned(i.operation()));
        switch (i.operation()) {
            case Opcode.JEQ -> code.ifeq(target);
            case Opcode.JNE -> code.ifne(target);
            case Opcode.JGT, Opcode.JSGT -> code.ifgt(target);
            case Opcode.JGE, Opcode.JSGE -> code.ifge(target);
            case Opcode.JLT, Opcode.JSLT -> code.iflt(target);
            default -> code.ifle(target);
        }
    }

    private void commonBits(boolean wide, Label target) {
        if (wide) {
            code.land().lconst_0().lcmp();
        } else {
            code.iand();
        }
        code.ifne(target);
    }

    private static boolean isUnsigned(int operation) {
        return switch (operation) {
            case Opcode.JGT, Opcode.JGE, Opcode.JLT, Opcode.JLE -> true;
            default -> false;
        };
    }

    private void compareNarrow(int operation, Label target) {
        switch (operation) {
            case Opcode.JEQ -> code.if_icmpeq(target);
            case Opcode.JNE -> code.if_icmpne(target);
            case Opcode.JSGT -> code.if_icmpgt(target);
            case Opcode.JSGE -> code.if_icmpge(target);
            case Opcode.JSLT -> code.if_icmplt(target);
            default -> code.if_icmple(target);
        }
    }

    private void compare(boolean wide, boolean unsigned) {
        if (unsigned) {
            code.invokestatic(wide ? LONG : INTEGER, "compareUnsigned", wide ? COMPARE_WIDE : NARROW);
        } else {
            code.lcmp();
        }
    }
}
