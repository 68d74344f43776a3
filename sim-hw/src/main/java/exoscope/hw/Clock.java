package exoscope.hw;

/**
 * The machine's only notion of time: cycles since power-on.
 *
 * <p>Time advances when something is charged for, and in no other way. Whoever runs user code charges it here and
 * stops at the first opportunity once {@link #due()} holds: then a device event or the end of a slice is waiting.
 *
 * <p>It counts down to its limit, since that is all that a charge has to look at: charges are by far the most frequent of
 * what the machine does.
 */
public final class Clock {
    private long limit = Long.MAX_VALUE;
    /** Cycles until the limit; 0 or less once it is reached. */
    private long left;

    public Clock() {
        this(0);
    }

    /** A clock that has gone on while the machine was off. */
    public Clock(long cycle) {
        left = limit - cycle;
    }

    /** Cycles since power-on; since the first one, if the machine was off in between. */
    public long now() {
        return limit - left;
    }

    /** Lets {@code cycles} (at least 0) pass. */
    public void charge(long cycles) {
        left -= cycles;
    }

    /** Lets {@code cycles} (at least 0) pass, and says whether the clock is {@link #due() due} then. */
    public boolean chargeUntilDue(int cycles) {
        left -= cycles;
        return left <= 0;
    }

    /** Jumps forward to {@code cycle} when nothing runs; never backwards. */
    public void idleUntil(long cycle) {
        if (cycle > now()) {
            switchTo(cycle);
        }
    }

    /** Shows the time of another CPU, which may be earlier: {@link Interleaver} only. */
    void switchTo(long cycle) {
        left = limit - cycle;
    }

    /** Whether running code must stop so that something can be attended to. */
    public boolean due() {
        return left <= 0;
    }

    /** The cycle at which running code must stop. */
    public long limit() {
        return limit;
    }

    public void setLimit(long cycle) {
        left = cycle - now();
        limit = cycle;
    }
}
