package exoscope.hw.cpu;

/** What the instructions with {@link Op#MIPS32} compute. The word, their immediate, tells them apart. */
final class Mips32Arithmetic {
    private static final int SPECIAL = 0;
    private static final int SPECIAL2 = 28;
    private static final long UNSIGNED = 0xffff_ffffL;

    private final Multiplier multiplier;

    Mips32Arithmetic(Multiplier multiplier) {
        this.multiplier = multiplier;
    }

    /** Executes an instruction that wants to start at cycle {@code now}; gives the cycle at which its own cycle begins. */
    long execute(CpuContext context, long d, long now) {
        int word = Decoder.immediate(d);
        int[] gpr = context.gpr;
        int opcode = word >>> 26;
        if (opcode == SPECIAL2 && (word & 63) < 32) {
            return multiply(context, d, word & 63, now);
        }
        int s = gpr[Decoder.rs(d)];
        int t = gpr[Decoder.rt(d)];
        int result = switch (opcode) {
            case SPECIAL -> special(word, s, t, gpr[Decoder.dest(d)]);
            case SPECIAL2 -> Integer.numberOfLeadingZeros((word & 1) == 0 ? s : ~s);
            default -> special3(word, s, t);
        };
        write(gpr, d, result);
        return now;
    }

    private static void write(int[] gpr, long d, int value) {
        gpr[Decoder.dest(d)] = value;
        gpr[0] = 0;
    }

    private static int special(int word, int s, int t, int unchanged) {
        return switch (word & 63) {
            case 2 -> Integer.rotateRight(t, word >>> 6 & 31);
            case 6 -> Integer.rotateRight(t, s);
            case 10 -> t == 0 ? s : unchanged;
            default -> t != 0 ? s : unchanged;
        };
    }

    private static int special3(int word, int s, int t) {
        int low = word >>> 6 & 31;
        int high = word >>> 11 & 31;
        return switch (word & 63) {
            case 0 -> s >>> low & -1 >>> (31 - high);
            case 4 -> {
                int mask = (-1 >>> (31 - (high - low))) << low;
                yield (t & ~mask) | (s << low & mask);
            }
            default -> shuffle(low, t);
        };
    }

    private static int shuffle(int operation, int t) {
        return switch (operation) {
            case 2 -> (t & 0x00ff_00ff) << 8 | (t >>> 8 & 0x00ff_00ff);
            case 16 -> (byte) t;
            default -> (short) t;
        };
    }

    /** {@code mul} waits for its product, as nothing else tells when a general register is ready. */
    private long multiply(CpuContext context, long d, int function, long now) {
        long begin = multiplier.begin(now);
        multiplier.busyUntil(begin + Multiplier.MULTIPLY_CYCLES);
        int s = context.gpr[Decoder.rs(d)];
        int t = context.gpr[Decoder.rt(d)];
        if (function == 2) {
            write(context.gpr, d, s * t);
            return multiplier.begin(begin + 1) - 1;
        }
        boolean unsigned = (function & 1) != 0;
        long product = unsigned ? (s & UNSIGNED) * (t & UNSIGNED) : (long) s * t;
        long old = (long) context.hi << 32 | (context.lo & UNSIGNED);
        long sum = function < 2 ? old + product : old - product;
        context.hi = (int) (sum >> 32);
        context.lo = (int) sum;
        return begin;
    }
}
