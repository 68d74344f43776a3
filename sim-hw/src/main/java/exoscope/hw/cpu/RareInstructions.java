package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * Executes the instructions that the interpreter's loop leaves to others: those of the coprocessors, and those of MIPS32
 * that do more than compute. Their own cycle has been charged before.
 */
final class RareInstructions {
    private static final int SPECIAL = 0;
    private static final int REGISTER_IMMEDIATE = 1;
    private static final int COP0 = 16;
    private static final int SPECIAL3 = 31;
    private static final int LL = 48;
    private static final int SC = 56;

    private final Clock clock;
    private final PhysicalMemory memory;
    private final Mmu mmu;
    private final Cp0 cp0;
    private final PendingLoad pending;
    private final LoadDelay loadDelay;
    private final Isa isa;
    private final @Nullable FpuInstructions fpu;
    private int coprocessor;
    /** Physical address of the word that {@code ll} read and nothing has interfered with, or -1. */
    private int linked = -1;

    RareInstructions(
            Clock clock,
            PhysicalMemory memory,
            Mmu mmu,
            Cp0 cp0,
            PendingLoad pending,
            LoadDelay loadDelay,
            Isa isa,
            @Nullable Fpu fpu) {
        this.clock = clock;
        this.memory = memory;
        this.mmu = mmu;
        this.cp0 = cp0;
        this.pending = pending;
        this.loadDelay = loadDelay;
        this.isa = isa;
        this.fpu = fpu == null ? null : new FpuInstructions(memory, mmu, fpu, isa, this);
    }

    /** The coprocessor that the instruction wanted, if the exception was {@link ExceptionCode#CPU}, else 0. */
    int coprocessor() {
        return coprocessor;
    }

    /** Makes the next {@code sc} fail. */
    void unlink() {
        linked = -1;
    }

    /** Executes the instruction that the context stands at; gives the exception that it raises instead, or null. */
    @Nullable
    ExceptionCode execute(CpuContext context, int word) {
        coprocessor = 0;
        return isa == Isa.MIPS_I ? coprocessor(context, word) : mips32(context, word);
    }

    private @Nullable ExceptionCode mips32(CpuContext context, int word) {
        int opcode = word >>> 26;
        return switch (opcode) {
            case SPECIAL ->
                (word & 63) == 1 ? floatingPoint(context, word) : trap(context, word, word & 7, second(context, word));
            case REGISTER_IMMEDIATE -> registerImmediate(context, word, word >>> 16 & 31);
            case 20, 21, 22, 23 -> branchLikely(context, word, holds(context, word, opcode & 3));
            case SPECIAL3 -> readHardware(context, word);
            case LL -> loadLinked(context, word);
            case SC -> storeConditional(context, word);
            default -> coprocessor(context, word);
        };
    }

    private @Nullable ExceptionCode registerImmediate(CpuContext context, int word, int operation) {
        return (operation & 8) != 0
                ? trap(context, word, operation & 7, (short) word)
                : likelyByZero(context, word, operation);
    }

    private @Nullable ExceptionCode coprocessor(CpuContext context, int word) {
        int unit = word >>> 26 & 3;
        if (unit == 1) {
            return floatingPoint(context, word);
        }
        if (!cp0.usable(unit)) {
            return unusable(unit);
        }
        return word >>> 26 == COP0 ? controlInstruction(context, word) : ExceptionCode.RI;
    }

    private @Nullable ExceptionCode floatingPoint(CpuContext context, int word) {
        return fpu == null || !cp0.usable(1) ? unusable(1) : fpu.execute(context, word);
    }

    private ExceptionCode unusable(int unit) {
        coprocessor = unit;
        return ExceptionCode.CPU;
    }

    private @Nullable ExceptionCode controlInstruction(CpuContext context, int word) {
        int operation = word >>> 21 & 31;
        int general = word >>> 16 & 31;
        int control = word >>> 11 & 31;
        boolean userLocal = isa == Isa.MIPS32_R2 && control == 4 && (word & 7) == 2;
        return switch (operation) {
            case 0 -> load(context, general, userLocal ? context.userLocal : cp0.read(control));
            case 4 -> moveToControl(context, control, context.gpr[general], userLocal);
            case 11 -> isa == Isa.MIPS32_R2 ? switchInterrupts(context, word) : ExceptionCode.RI;
            default -> operation >= 16 && cp0.operate(word & 63) ? done(context) : ExceptionCode.RI;
        };
    }

    private @Nullable ExceptionCode moveToControl(CpuContext context, int control, int value, boolean userLocal) {
        if (userLocal) {
            context.userLocal = value;
        } else {
            cp0.write(control, value);
        }
        return done(context);
    }

    /** {@code di} and {@code ei}. */
    private @Nullable ExceptionCode switchInterrupts(CpuContext context, int word) {
        int status = cp0.read(Cp0.STATUS);
        boolean enable = (word & 32) != 0;
        cp0.write(Cp0.STATUS, enable ? status | Cp0.STATUS_IEC : status & ~Cp0.STATUS_IEC);
        return load(context, word >>> 16 & 31, status);
    }

    /** Traps if the register compares with {@code b} as {@code condition} says: ge, geu, lt, ltu, eq, -, ne. */
    private @Nullable ExceptionCode trap(CpuContext context, int word, int condition, int b) {
        int a = first(context, word);
        boolean traps = switch (condition) {
            case 0 -> a >= b;
            case 1 -> Integer.compareUnsigned(a, b) >= 0;
            case 2 -> a < b;
            case 3 -> Integer.compareUnsigned(a, b) < 0;
            case 4 -> a == b;
            default -> a != b;
        };
        return traps ? ExceptionCode.TR : done(context);
    }

    private static boolean holds(CpuContext context, int word, int condition) {
        int a = first(context, word);
        return switch (condition) {
            case 0 -> a == second(context, word);
            case 1 -> a != second(context, word);
            case 2 -> a <= 0;
            default -> a > 0;
        };
    }

    private @Nullable ExceptionCode likelyByZero(CpuContext context, int word, int operation) {
        boolean taken = ((operation & 1) != 0) == (first(context, word) >= 0);
        int returnAddress = context.nextPc + 4;
        branchLikely(context, word, taken);
        if ((operation & 16) != 0) {
            context.gpr[31] = returnAddress;
        }
        return null;
    }

    /** Branches if {@code taken}; skips the delay slot if not. */
    @Nullable
    ExceptionCode branchLikely(CpuContext context, int word, boolean taken) {
        if (taken) {
            return branch(context, word, true);
        }
        context.nextPc += 4;
        return done(context);
    }

    /** Goes on with the delay slot, and then, if {@code taken}, where the word's offset leads. */
    @Nullable
    ExceptionCode branch(CpuContext context, int word, boolean taken) {
        int slot = context.nextPc;
        done(context);
        context.nextPc = taken ? slot + ((short) word << 2) : slot + 4;
        context.inDelaySlot = true;
        return null;
    }

    private @Nullable ExceptionCode readHardware(CpuContext context, int word) {
        int register = word >>> 11 & 31;
        int value = switch (register) {
            case 2 -> (int) clock.now();
            case 3 -> 1;
            case 29 -> context.userLocal;
            default -> 0;
        };
        return register > 3 && register != 29 ? ExceptionCode.RI : load(context, word >>> 16 & 31, value);
    }

    private @Nullable ExceptionCode loadLinked(CpuContext context, int word) {
        int at = mmu.load(address(context, word), 3);
        if (at < 0) {
            return mmu.failure();
        }
        linked = at;
        return load(context, word >>> 16 & 31, memory.word(at));
    }

    private @Nullable ExceptionCode storeConditional(CpuContext context, int word) {
        int at = mmu.store(address(context, word), 3);
        if (at < 0) {
            return mmu.failure();
        }
        boolean stores = at == linked;
        if (stores) {
            memory.setWord(at, second(context, word));
        }
        unlink();
        return load(context, word >>> 16 & 31, stores ? 1 : 0);
    }

    static int address(CpuContext context, int word) {
        return first(context, word) + (short) word;
    }

    private static int first(CpuContext context, int word) {
        return context.gpr[word >>> 21 & 31];
    }

    private static int second(CpuContext context, int word) {
        return context.gpr[word >>> 16 & 31];
    }

    /** Completes an instruction whose result reaches a general register as that of a load does. */
    @Nullable
    ExceptionCode load(CpuContext context, int register, int value) {
        pending.arrive(context.gpr, register);
        pending.set(register, value);
        if (loadDelay == LoadDelay.INTERLOCKED) {
            pending.arrive(context.gpr, 0);
        }
        context.jumpTo(context.nextPc);
        return null;
    }

    /** Completes an instruction that writes no general register. */
    @Nullable
    ExceptionCode done(CpuContext context) {
        pending.arrive(context.gpr, 0);
        context.jumpTo(context.nextPc);
        return null;
    }
}
