package exoscope.hw.trace;

import exoscope.hw.Clock;

/** Stamps events with sequence number, cycle and environment, and hands them to the sink. */
public final class Tracer {
    /** Environment number that means "none": the machine at boot, or the kernel on nobody's behalf. */
    public static final int NO_ENV = 0;

    private final Clock clock;
    private final TraceSink sink;
    /** Whether there is anybody to hand events to; where there is not, nothing is spent on them. */
    private final boolean kept;

    private long nextSeq;
    private int env = NO_ENV;

    public Tracer(Clock clock, TraceSink sink) {
        this.clock = clock;
        this.sink = sink;
        kept = !sink.equals(TraceSink.NONE);
    }

    /** Emits an event on behalf of the current environment. */
    public void emit(TraceEvent event) {
        emitFor(env, event);
    }

    /** Emits an event that concerns {@code subject}, whoever is running. */
    public void emitFor(int subject, TraceEvent event) {
        long seq = nextSeq++;
        if (kept) {
            sink.accept(seq, clock.now(), subject, event);
        }
    }

    /** The environment on whose behalf the machine works from now on; the machine itself never looks at it. */
    public void setEnv(int env) {
        this.env = env;
    }

    public int env() {
        return env;
    }

    /** Number of events emitted so far: the {@code seq} of the next one. */
    public long count() {
        return nextSeq;
    }
}
