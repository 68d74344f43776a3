package exoscope.hw.cpu;

/**
 * Cycles until the R3010's results are there, as GCC's description of the processor has them
 * (gcc/config/mips/3000.md of GCC 12). It is silent on conversions, which are taken for additions here, and on the square
 * root, which the R3010 does not have and which is taken for a division.
 */
final class FpuLatency {
    /** Addition, subtraction, comparison. */
    static final int ADD = 2;

    private FpuLatency() {}

    /** Latency of the operation with this function code, 0 to 7. */
    static int of(int function, FloatFormat format) {
        boolean single = format == FloatFormat.SINGLE;
        return switch (function) {
            case 0, 1 -> ADD;
            case 2 -> single ? 4 : 5;
            case 3, 4 -> single ? 12 : 19;
            default -> 1;
        };
    }
}
