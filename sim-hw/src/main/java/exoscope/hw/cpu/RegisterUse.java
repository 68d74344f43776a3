package exoscope.hw.cpu;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** Which guest registers a region needs in local variables, and which it has to write back. */
final class RegisterUse {
    private static final ClassDesc CONTEXT = ClassDesc.of("exoscope.hw.cpu.CpuContext");
    private static final int HI = InstructionCode.HI;
    private static final int LO = InstructionCode.LO;

    private final boolean[] used = new boolean[LO + 1];
    private final boolean[] written = new boolean[LO + 1];

    RegisterUse() {
        used[0] = true;
    }

    void note(long instruction) {
        used[Decoder.rs(instruction)] = true;
        used[Decoder.rt(instruction)] = true;
        used[Decoder.dest(instruction)] = true;
        written[Decoder.dest(instruction)] = true;
        written[0] = false;
        if (Op.usesMultiplier(Decoder.op(instruction))) {
            used[HI] = true;
            used[LO] = true;
            written[HI] = true;
            written[LO] = true;
        }
    }

    void load(CodeBuilder code, int context, int gpr) {
        for (int i = 0; i < HI; i++) {
            if (used[i]) {
                code.aload(gpr).loadConstant(i).iaload().istore(InstructionCode.local(i));
            }
        }
        if (used[HI]) {
            code.aload(context).getfield(CONTEXT, "hi", ConstantDescs.CD_int).istore(InstructionCode.local(HI));
            code.aload(context).getfield(CONTEXT, "lo", ConstantDescs.CD_int).istore(InstructionCode.local(LO));
        }
    }

    void store(CodeBuilder code, int context, int gpr) {
        for (int i = 0; i < HI; i++) {
            if (written[i]) {
                code.aload(gpr).loadConstant(i).iload(InstructionCode.local(i)).iastore();
            }
        }
        if (written[HI]) {
            code.aload(context).iload(InstructionCode.local(HI)).putfield(CONTEXT, "hi", ConstantDescs.CD_int);
            code.aload(context).iload(InstructionCode.local(LO)).putfield(CONTEXT, "lo", ConstantDescs.CD_int);
        }
    }
}
