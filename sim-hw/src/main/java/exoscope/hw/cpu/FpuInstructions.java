package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/** Executes the instructions of coprocessor 1: moves, loads, stores and branches here, operations in {@link Fpu}. */
final class FpuInstructions {
    private static final int SPECIAL = 0;
    private static final int LWC1 = 49;
    private static final int LDC1 = 53;
    private static final int SWC1 = 57;
    private static final int SDC1 = 61;

    private final PhysicalMemory memory;
    private final Mmu mmu;
    private final Fpu fpu;
    private final Isa isa;
    private final RareInstructions completion;

    /** @param completion how an instruction ends */
    FpuInstructions(PhysicalMemory memory, Mmu mmu, Fpu fpu, Isa isa, RareInstructions completion) {
        this.memory = memory;
        this.mmu = mmu;
        this.fpu = fpu;
        this.isa = isa;
        this.completion = completion;
    }

    /** Executes the instruction that the context stands at; gives the exception that it raises instead, or null. */
    @Nullable
    ExceptionCode execute(CpuContext context, int word) {
        int ft = word >>> 16 & 31;
        int address = RareInstructions.address(context, word);
        return switch (word >>> 26) {
            case SPECIAL -> moveOnCondition(context, word);
            case LWC1 -> load(context, ft, mmu.load(address, 3));
            case SWC1 -> store(context, ft, mmu.store(address, 3));
            case LDC1 -> loadDouble(context, ft, aligned(address) ? mmu.load(address, 3) : mmu.slowLoad(address, 7));
            case SDC1 -> storeDouble(context, ft, aligned(address) ? mmu.store(address, 3) : mmu.slowStore(address, 7));
            default -> coprocessor(context, word, ft);
        };
    }

    private static boolean aligned(int address) {
        return (address & 7) == 0;
    }

    private @Nullable ExceptionCode coprocessor(CpuContext context, int word, int general) {
        int fs = word >>> 11 & 31;
        boolean mips32 = isa == Isa.MIPS32_R2;
        int operation = word >>> 21 & 31;
        return switch (operation) {
            case 0 -> completion.load(context, general, fpu.read(fs));
            case 2 -> completion.load(context, general, fpu.readControl(fs));
            case 3 -> mips32 ? completion.load(context, general, fpu.read(fs | 1)) : ExceptionCode.RI;
            case 4 -> write(context, fs, general);
            case 6 -> completed(context, fpu.writeControl(fs, context.gpr[general]));
            case 7 -> mips32 ? write(context, fs | 1, general) : ExceptionCode.RI;
            case 8 -> branch(context, word);
            default -> operation < 16 ? ExceptionCode.RI : completed(context, fpu.operate(word, context.gpr));
        };
    }

    private @Nullable ExceptionCode completed(CpuContext context, boolean quiet) {
        return quiet ? completion.done(context) : ExceptionCode.FPE;
    }

    private @Nullable ExceptionCode write(CpuContext context, int register, int general) {
        fpu.write(register, context.gpr[general]);
        return completion.done(context);
    }

    private @Nullable ExceptionCode branch(CpuContext context, int word) {
        boolean taken = fpu.condition(word >>> 18 & 7) == ((word & 0x1_0000) != 0);
        boolean likely = (word & 0x2_0000) != 0;
        if (likely && isa == Isa.MIPS_I) {
            return ExceptionCode.RI;
        }
        return likely ? completion.branchLikely(context, word, taken) : completion.branch(context, word, taken);
    }

    /** {@code movf} and {@code movt}. */
    private @Nullable ExceptionCode moveOnCondition(CpuContext context, int word) {
        if (fpu.condition(word >>> 18 & 7) == ((word & 0x1_0000) != 0)) {
            context.gpr[word >>> 11 & 31] = context.gpr[word >>> 21 & 31];
            context.gpr[0] = 0;
        }
        return completion.done(context);
    }

    private @Nullable ExceptionCode load(CpuContext context, int register, int at) {
        if (at < 0) {
            return mmu.failure();
        }
        fpu.write(register, memory.word(at));
        return completion.done(context);
    }

    private @Nullable ExceptionCode store(CpuContext context, int register, int at) {
        if (at < 0) {
            return mmu.failure();
        }
        memory.setWord(at, fpu.read(register));
        return completion.done(context);
    }

    private @Nullable ExceptionCode loadDouble(CpuContext context, int register, int at) {
        if (at < 0) {
            return mmu.failure();
        }
        fpu.write(register & ~1, memory.word(at));
        fpu.write(register | 1, memory.word(at + 4));
        return completion.done(context);
    }

    private @Nullable ExceptionCode storeDouble(CpuContext context, int register, int at) {
        if (at < 0) {
            return mmu.failure();
        }
        memory.setWord(at, fpu.read(register & ~1));
        memory.setWord(at + 4, fpu.read(register | 1));
        return completion.done(context);
    }
}
