package exoscope.hw.trace;

import exoscope.hw.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stamps events with sequence number, cycle and environment, and hands them to the sink. */
public final class Tracer {
    /** Environment number that means "none": the machine at boot, or the kernel on nobody's behalf. */
    public static final int NO_ENV = 0;

    private final Clock clock;
    private final TraceSink sink;
    /** Whether there is anybody to hand events to; where there is not, nothing is spent on them. */
    private final boolean kept;

    private final List<TraceEntry> held = new ArrayList<>();
    private boolean holding;
    private long nextSeq;
    private int env = NO_ENV;

    public Tracer(Clock clock, TraceSink sink) {
        this(clock, sink, 0);
    }

    /** @param firstSeq number of the first event: those before it are another's, in the same trace */
    public Tracer(Clock clock, TraceSink sink, long firstSeq) {
        nextSeq = firstSeq;
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
        if (!kept) {
            nextSeq++;
        } else if (holding) {
            held.add(new TraceEntry(0, clock.now(), subject, event));
        } else {
            hand(clock.now(), subject, event);
        }
    }

    /**
     * Keeps events back from now on, because earlier ones may still come: several CPUs share the clock, one behind the
     * other.
     */
    public void hold() {
        holding = true;
    }

    /** Hands on what was kept back from before {@code cycle}, in the order of the cycles; at equal cycles, as emitted. */
    public void releaseBefore(long cycle) {
        held.sort(Comparator.comparingLong(TraceEntry::cycle));
        int count = 0;
        while (count < held.size() && held.get(count).cycle() < cycle) {
            TraceEntry entry = held.get(count++);
            hand(entry.cycle(), entry.env(), entry.event());
        }
        held.subList(0, count).clear();
    }

    /** Hands on all that was kept back, and keeps nothing back any more. */
    public void release() {
        releaseBefore(Long.MAX_VALUE);
        holding = false;
    }

    private void hand(long cycle, int subject, TraceEvent event) {
        sink.accept(nextSeq++, cycle, subject, event);
    }

    /** The environment on whose behalf the machine works from now on; the machine itself never looks at it. */
    public void setEnv(int env) {
        this.env = env;
    }

    public int env() {
        return env;
    }

    /** Number of events in the trace so far: the {@code seq} of the next one. */
    public long count() {
        return nextSeq;
    }
}
