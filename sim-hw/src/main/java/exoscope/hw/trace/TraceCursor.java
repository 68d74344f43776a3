package exoscope.hw.trace;

/**
 * Walks over the items of a trace. Each begins with a tag: {@link #INDEX}, {@link #KEYFRAME}, or the event type's
 * number plus {@link #FIRST_EVENT}.
 */
final class TraceCursor {
    static final int INDEX = 0;
    static final int KEYFRAME = 1;
    static final int FIRST_EVENT = 2;

    private final ByteReader in;
    private final EventCodec events;
    private long seq;
    private long cycle;

    TraceCursor(ByteReader in, EventCodec events, long seq, long cycle) {
        this.in = in;
        this.events = events;
        this.seq = seq;
        this.cycle = cycle;
    }

    /** Sequence number of the next entry. */
    long seq() {
        return seq;
    }

    long cycle() {
        return cycle;
    }

    int tag() {
        long tag = in.varint();
        if (Long.compareUnsigned(tag, FIRST_EVENT + events.typeCount()) >= 0) {
            throw in.malformed("There is no event type %s".formatted(Long.toUnsignedString(tag - FIRST_EVENT)));
        }
        return (int) tag;
    }

    /** The entry whose tag was just read. */
    TraceEntry entry(int tag) {
        long later = cycle + in.varint();
        if (later < cycle) {
            throw in.malformed("Entry %d is earlier than the one before it".formatted(seq));
        }
        int env = in.unsignedInt();
        TraceEvent event = events.read(tag - FIRST_EVENT, in);
        cycle = later;
        return new TraceEntry(seq++, cycle, env, event);
    }

    /** The keyframe whose tag stands at {@code offset} and was just read; leaves its state to {@link #passState}. */
    Keyframe keyframe(long offset) {
        Keyframe keyframe = new Keyframe(in.varint(), in.varint(), offset);
        if (keyframe.seq() != seq || keyframe.cycle() != cycle) {
            throw in.malformed("A keyframe for entry %d stands before entry %d".formatted(keyframe.seq(), seq));
        }
        return keyframe;
    }

    void passState() {
        in.skip(in.count(1));
    }
}
