package exoscope.hw.trace;

/**
 * A place in a trace from which reading can begin, with the state at that place.
 *
 * @param seq the entry that follows; the state holds the effects of all before it and of no other
 * @param cycle cycle of the entry before it
 * @param offset position in the file, in bytes
 */
public record Keyframe(long seq, long cycle, long offset) {}
