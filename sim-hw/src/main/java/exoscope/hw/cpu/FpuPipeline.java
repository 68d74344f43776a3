package exoscope.hw.cpu;

import exoscope.hw.Clock;
import java.util.Arrays;

/**
 * When the floating-point unit's results are there. An operation occupies its adder, multiplier or divider for as long
 * as it takes; whoever wants the unit, reads the result or overwrites it before then waits.
 */
final class FpuPipeline {
    /** Number of what comparisons write, beside the registers. */
    static final int CONDITION = 32;

    static final int ADDER = 33;
    static final int MULTIPLIER = 34;
    static final int DIVIDER = 35;

    private final Clock clock;
    private final long[] ready = new long[DIVIDER + 1];

    FpuPipeline(Clock clock) {
        this.clock = clock;
    }

    /** Lets the instruction under way, whose own cycle has been charged, wait for a register or unit. */
    void await(int what) {
        clock.idleUntil(ready[what] + 1);
    }

    /** Waits for one register, or the two of a double. */
    void await(int register, FloatFormat format) {
        await(register);
        if (format == FloatFormat.DOUBLE) {
            await(register | 1);
        }
    }

    /** Waits until nothing is under way. */
    void awaitAll() {
        clock.idleUntil(Arrays.stream(ready).max().orElse(0) + 1);
    }

    /** Makes a register or unit ready {@code cycles} after the instruction under way began. */
    void occupy(int what, int cycles) {
        ready[what] = clock.now() - 1 + cycles;
    }

    void occupy(int register, FloatFormat format, int cycles) {
        occupy(register, cycles);
        if (format == FloatFormat.DOUBLE) {
            occupy(register | 1, cycles);
        }
    }
}
