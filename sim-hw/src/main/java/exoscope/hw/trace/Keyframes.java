package exoscope.hw.trace;

import java.util.function.Supplier;

/**
 * How often to store the state along with the events, and where it comes from.
 *
 * @param every events from one keyframe to the next, at least 1
 * @param state asked after every {@code every}-th event. What it gives must contain that event already: a fold over
 *     the trace has to receive each entry before the writer does
 */
public record Keyframes<S extends Record>(int every, RecordCodec<S> codec, Supplier<? extends S> state) {
    public Keyframes {
        if (every < 1) {
            throw new IllegalArgumentException("Keyframes every %d events: must be at least 1.".formatted(every));
        }
    }

    void write(ByteWriter out) {
        codec.write(state.get(), out);
    }
}
