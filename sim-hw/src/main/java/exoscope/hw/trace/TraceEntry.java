package exoscope.hw.trace;

/**
 * An event with its place in the run.
 *
 * @param seq position in the trace, from 0, without gaps
 * @param cycle machine time at which it happened; never decreases along a trace
 * @param env environment on whose behalf the machine was working, or {@link Tracer#NO_ENV}
 * @param event what happened
 */
public record TraceEntry(long seq, long cycle, int env, TraceEvent event) {}
