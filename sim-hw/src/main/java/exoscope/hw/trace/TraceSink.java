package exoscope.hw.trace;

/** Receives the events of one run, in order, on the machine's own thread. Must not change the machine. */
@FunctionalInterface
public interface TraceSink {
    /** Keeps nothing. A machine costs the same cycles with this sink as with any other. */
    TraceSink NONE = entry -> {};

    /** Called once for each event, with consecutive {@link TraceEntry#seq()} from 0 and cycles that never decrease. */
    void accept(TraceEntry entry);

    /**
     * The same, for an entry in parts, which is how the machine calls it. A sink that needs no entry object saves one an
     * event by overriding this.
     */
    default void accept(long seq, long cycle, int env, TraceEvent event) {
        accept(new TraceEntry(seq, cycle, env, event));
    }
}
