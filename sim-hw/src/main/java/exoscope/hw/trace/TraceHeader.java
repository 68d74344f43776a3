package exoscope.hw.trace;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trace file says about itself.
 *
 * @param metadata in the order of the keys, so that equal metadata give equal bytes
 * @param eventSchema {@link EventCodec#schema()}
 * @param stateSchema {@link RecordCodec#schema()} of the keyframes, or empty if there are none
 */
record TraceHeader(SortedMap<String, String> metadata, String eventSchema, String stateSchema) {
    private static final byte[] MAGIC = "EXOTRACE".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION = 1;

    TraceHeader(Map<String, String> metadata, String eventSchema, String stateSchema) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(metadata)), eventSchema, stateSchema);
    }

    void write(ByteWriter out) {
        out.raw(MAGIC);
        out.varint(VERSION);
        out.varint(metadata.size());
        metadata.forEach((key, value) -> {
            out.string(key);
            out.string(value);
        });
        out.string(eventSchema);
        out.string(stateSchema);
    }

    /** Magic and version come first: without them, nothing else in the file has a known meaning. */
    static void checkVersion(ByteReader in) {
        if (!in.passes(MAGIC)) {
            throw in.malformed("This is not an Exoscope trace: it does not begin with EXOTRACE");
        }
        long version = in.varint();
        if (version != VERSION) {
            throw in.malformed("The trace has format version %s and this Exoscope reads version %d"
                    .formatted(Long.toUnsignedString(version), VERSION));
        }
    }

    static TraceHeader read(ByteReader in) {
        checkVersion(in);
        SortedMap<String, String> metadata = new TreeMap<>();
        int count = in.count(2);
        for (int i = 0; i < count; i++) {
            metadata.put(in.string(), in.string());
        }
        return new TraceHeader(metadata, in.string(), in.string());
    }
}
