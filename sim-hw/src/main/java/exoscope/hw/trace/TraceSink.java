package exoscope.hw.trace;

/** Receives the events of one run, in order, on the machine's own thread. Must not change the machine. */
@FunctionalInterface
public interface TraceSink {
    /** Keeps nothing. A machine costs the same cycles with this sink as with any other. */
    TraceSink NONE = entry -> {};

    /** Called once for each event, with consecutive {@link TraceEntry#seq()} from 0 and cycles that never decrease. */
    void accept(TraceEntry entry);
}
