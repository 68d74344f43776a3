package exoscope.hw.cpu;

/**
 * The unit behind HI and LO, which works beside the rest of the CPU.
 *
 * <p>Starting it costs the one cycle of any instruction; the result is there {@link #MULTIPLY_CYCLES} or
 * {@link #DIVIDE_CYCLES} cycles after the start. Any instruction that touches HI or LO before then waits, another
 * multiplication or division included (the R3000 leaves their result undefined; waiting defines it).
 */
final class Multiplier {
    static final int MULTIPLY_CYCLES = 12;
    static final int DIVIDE_CYCLES = 35;

    private static final long UNSIGNED = 0xffff_ffffL;

    /** Cycle at which the operation under way ends. */
    private long ready;

    private long stalled;

    /** Cycles that instructions have spent waiting for this unit, since power-on. */
    long stalled() {
        return stalled;
    }

    /** Executes a HI/LO instruction that wants to start at cycle {@code now}; gives the cycle at which it could. */
    long execute(CpuContext context, long d, long now) {
        long begin = begin(now);
        int a = context.gpr[Decoder.rs(d)];
        int b = context.gpr[Decoder.rt(d)];
        switch (Decoder.op(d)) {
            case Op.MULT -> multiply(context, begin, (long) a * b);
            case Op.MULTU -> multiply(context, begin, (a & UNSIGNED) * (b & UNSIGNED));
            case Op.DIV -> divide(context, begin, a, b);
            case Op.DIVU -> divideUnsigned(context, begin, a, b);
            case Op.MFHI -> write(context.gpr, d, context.hi);
            case Op.MFLO -> write(context.gpr, d, context.lo);
            case Op.MTHI -> context.hi = a;
            default -> context.lo = a;
        }
        return begin;
    }

    private static void write(int[] r, long d, int value) {
        r[Decoder.dest(d)] = value;
        r[0] = 0;
    }

    /** The cycle at which an instruction that wants to start at {@code now} can, having waited until then. */
    long begin(long now) {
        long begin = Math.max(now, ready);
        stalled += begin - now;
        return begin;
    }

    /** Makes the instructions that follow wait until {@code cycle}. */
    void busyUntil(long cycle) {
        ready = cycle;
    }

    private void multiply(CpuContext context, long begin, long product) {
        busyUntil(begin + MULTIPLY_CYCLES);
        context.hi = (int) (product >> 32);
        context.lo = (int) product;
    }

    private void divide(CpuContext context, long begin, int dividend, int divisor) {
        busyUntil(begin + DIVIDE_CYCLES);
        context.hi = remainder(dividend, divisor);
        context.lo = quotient(dividend, divisor);
    }

    private void divideUnsigned(CpuContext context, long begin, int dividend, int divisor) {
        busyUntil(begin + DIVIDE_CYCLES);
        context.hi = unsignedRemainder(dividend, divisor);
        context.lo = unsignedQuotient(dividend, divisor);
    }

    /** Division by zero raises nothing: the R3000's circuit leaves the dividend in HI and 1 or -1 in LO. */
    static int quotient(int dividend, int divisor) {
        return divisor == 0 ? (dividend < 0 ? 1 : -1) : dividend / divisor;
    }

    static int remainder(int dividend, int divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    static int unsignedQuotient(int dividend, int divisor) {
        return divisor == 0 ? -1 : Integer.divideUnsigned(dividend, divisor);
    }

    static int unsignedRemainder(int dividend, int divisor) {
        return divisor == 0 ? dividend : Integer.remainderUnsigned(dividend, divisor);
    }
}
