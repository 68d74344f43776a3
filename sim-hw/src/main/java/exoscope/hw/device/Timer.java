package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;

/**
 * An interval timer: counts down once, or again and again, and raises its interrupt each time. Setting it again forgets
 * what it was set to.
 */
public final class Timer {
    private final Clock clock;
    private final EventQueue events;
    private final InterruptController interrupts;
    private long period;
    private EventQueue.Event expiry;

    public Timer(Clock clock, EventQueue events, InterruptController interrupts) {
        this.clock = clock;
        this.events = events;
        this.interrupts = interrupts;
        expiry = events.schedule(0, () -> {});
        expiry.cancel();
    }

    /** Who is told when it expires. */
    public void onExpiry(Runnable handler) {
        interrupts.connect(InterruptSource.TIMER, handler);
    }

    /** Sets it to expire after {@code cycles}, at least 1. */
    public void set(long cycles) {
        if (cycles < 1) {
            throw new IllegalArgumentException("a timer of " + cycles + " cycles: must be 1 or more");
        }
        expiry.cancel();
        period = 0;
        expiry = events.schedule(clock.now() + cycles, this::expire);
    }

    /** Sets it to expire every {@code cycles}, at least 1, without drifting; expiries that nobody could attend to are one. */
    public void setPeriodic(long cycles) {
        set(cycles);
        period = cycles;
    }

    /** Has it expire now, ahead of time if it is counting. */
    public void expireNow() {
        expiry.cancel();
        expiry = events.schedule(clock.now(), this::expire);
    }

    /** Stops it; nothing happens if it has expired. */
    public void stop() {
        expiry.cancel();
    }

    /** Whether it is counting. */
    public boolean running() {
        return expiry.scheduled();
    }

    /** Cycles until it expires, or 0 if it is not counting. */
    public long remaining() {
        return running() ? Math.max(0, expiry.cycle() - clock.now()) : 0;
    }

    private void expire() {
        if (period > 0) {
            long missed = (clock.now() - expiry.cycle()) / period;
            expiry = events.schedule(expiry.cycle() + (missed + 1) * period, this::expire);
        }
        interrupts.raise(InterruptSource.TIMER);
    }
}
