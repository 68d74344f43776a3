package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;

/** An interval timer: counts down once, then raises its interrupt. Setting it again forgets what it was set to. */
public final class Timer {
    private final Clock clock;
    private final EventQueue events;
    private final Tracer tracer;
    private Runnable interrupt = () -> {};
    private EventQueue.Event expiry;

    public Timer(Clock clock, EventQueue events, Tracer tracer) {
        this.clock = clock;
        this.events = events;
        this.tracer = tracer;
        expiry = events.schedule(0, () -> {});
        expiry.cancel();
    }

    /** Who is told when it expires. */
    public void onExpiry(Runnable handler) {
        interrupt = handler;
    }

    /** Sets it to expire after {@code cycles}, at least 1. */
    public void set(long cycles) {
        if (cycles < 1) {
            throw new IllegalArgumentException("a timer of " + cycles + " cycles: must be 1 or more");
        }
        expiry.cancel();
        expiry = events.schedule(clock.now() + cycles, this::expire);
    }

    /** Stops it; nothing happens if it has expired. */
    public void stop() {
        expiry.cancel();
    }

    /** Whether it is counting. */
    public boolean running() {
        return expiry.scheduled();
    }

    private void expire() {
        tracer.emit(new HwEvent.InterruptRaised(HwEvent.Device.TIMER));
        interrupt.run();
    }
}
