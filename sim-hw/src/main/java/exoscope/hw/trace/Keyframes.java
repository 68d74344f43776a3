package exoscope.hw.trace;

import java.util.function.Supplier;

/**
 * How often to store the state along with the events, and where it comes from.
 *
 * @param every events from one keyframe to the next, at least 1
 * @param dilution bytes of events that must have come for each byte of the keyframe before, or there is no keyframe
 *     yet: the states of a large machine would else make up the file. 0: exactly {@code every} events
 * @param state asked when a keyframe is due. What it gives must contain the event before it already: a fold over the
 *     trace has to receive each entry before the writer does
 */
public record Keyframes<S extends Record>(int every, int dilution, RecordCodec<S> codec, Supplier<? extends S> state) {
    public Keyframes {
        if (every < 1 || dilution < 0) {
            throw new IllegalArgumentException("Keyframes every %d events, diluted %d times: must be at least 1 and 0."
                    .formatted(every, dilution));
        }
    }

    void write(ByteWriter out) {
        codec.write(state.get(), out);
    }
}
