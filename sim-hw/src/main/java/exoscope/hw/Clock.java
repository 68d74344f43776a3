package exoscope.hw;

/**
 * The machine's only notion of time: cycles since power-on.
 *
 * <p>Time advances when something is charged for, and in no other way. Whoever runs user code charges it here and
 * stops at the first opportunity once {@link #due()} holds: then a device event or the end of a slice is waiting.
 */
public final class Clock {
    private long now;
    private long limit = Long.MAX_VALUE;

    public Clock() {
        this(0);
    }

    /** A clock that has gone on while the machine was off. */
    public Clock(long cycle) {
        now = cycle;
    }

    /** Cycles since power-on; since the first one, if the machine was off in between. */
    public long now() {
        return now;
    }

    /** Lets {@code cycles} (at least 0) pass. */
    public void charge(long cycles) {
        now += cycles;
    }

    /** Jumps forward to {@code cycle} when nothing runs; never backwards. */
    public void idleUntil(long cycle) {
        if (cycle > now) {
            now = cycle;
        }
    }

    /** Shows the time of another CPU, which may be earlier: {@link Interleaver} only. */
    void switchTo(long cycle) {
        now = cycle;
    }

    /** Whether running code must stop so that something can be attended to. */
    public boolean due() {
        return now >= limit;
    }

    /** The cycle at which running code must stop. */
    public long limit() {
        return limit;
    }

    public void setLimit(long cycle) {
        limit = cycle;
    }
}
