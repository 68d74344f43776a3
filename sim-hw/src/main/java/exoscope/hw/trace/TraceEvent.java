package exoscope.hw.trace;

/**
 * Something that happened, named in the past tense.
 *
 * <p>Every event is a record whose components are {@code int}, {@code long}, {@code boolean}, {@code String}, an
 * enum, or a {@code List} of one of these, so that {@link RecordCodec} can store it without knowing it. Events hold
 * values, never live objects: whoever reads a trace cannot touch the machine.
 */
public interface TraceEvent {}
