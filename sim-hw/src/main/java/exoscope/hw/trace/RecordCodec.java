package exoscope.hw.trace;

import java.util.List;

/**
 * Stores and reads the records of one type without knowing it: numbers as variable-length integers, text as UTF-8,
 * enum constants by position, lists by length and elements, nested records in place. Equal records give equal bytes.
 */
public final class RecordCodec<R extends Record> {
    private final Class<R> type;
    private final RecordValue value;

    /**
     * @throws IllegalArgumentException if a component is anything but an {@code int}, {@code long}, {@code boolean},
     *     {@code String}, enum, record, or a {@code List} of these
     */
    public RecordCodec(Class<R> type) {
        this.type = type;
        this.value = RecordValue.of(type, List.of());
    }

    /** The type with the names and types of its components. Codecs with equal schemas understand each other. */
    public String schema() {
        return value.schema();
    }

    /** @throws IllegalArgumentException if a component is or holds a null */
    public byte[] encode(R record) {
        ByteWriter out = new ByteWriter();
        write(record, out);
        return out.toBytes();
    }

    /** @throws MalformedTraceException if the bytes are anything but one record of this type */
    public R decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        R record = read(in);
        if (in.remaining() > 0) {
            throw in.malformed("There are %d bytes after the record".formatted(in.remaining()));
        }
        return record;
    }

    void write(R record, ByteWriter out) {
        value.write(record, out);
    }

    R read(ByteReader in) {
        return type.cast(value.read(in));
    }
}
