package exoscope.libos.metered;

import exoscope.hw.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends its code after so many cycles, and bounds depth and memory. */
class CountingMeter implements MeteredEnvironment {
    private final Clock clock = new Clock();
    private final int deepest;
    private final long mostBytes;
    private @Nullable GuestMeter meter;
    private int fullAt;

    CountingMeter(long cycles, int deepest, long mostBytes) {
        clock.setLimit(cycles + 1);
        this.deepest = deepest;
        this.mostBytes = mostBytes;
    }

    /** Enough for an honest test program. */
    static CountingMeter generous() {
        return new CountingMeter(20_000_000, 400, 50_000_000);
    }

    /** Little enough that an endless program is stopped at once. */
    static CountingMeter strict() {
        return new CountingMeter(100_000, 200, 10_000_000);
    }

    long cycles() {
        return clock.now();
    }

    /** Says which meter its code was linked to. */
    void linked(GuestMeter meter) {
        this.meter = meter;
    }

    private GuestMeter meter() {
        return Objects.requireNonNull(meter);
    }

    long bytes() {
        return meter().allocated();
    }

    int depth() {
        return meter().depth();
    }

    /** The depth at which the stack was last full; 0 if it never was. */
    int fullAt() {
        return fullAt;
    }

    @Override
    public Error stackFull(int frames) {
        fullAt = meter().depth();
        return MeteredEnvironment.super.stackFull(frames);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int stackBound() {
        return deepest;
    }

    @Override
    public long heapBound() {
        return mostBytes;
    }

    @Override
    public void preempted() {
        throw new EnvironmentEnded("the budget of cycles is used up");
    }
}
