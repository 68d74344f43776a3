package exoscope.kernel.ebpf;

import java.util.List;
import java.util.Optional;

/**
 * What a program finds where r1 points when it begins.
 *
 * @param size in bytes
 * @param fields in any order, not overlapping
 */
public record ContextLayout(int size, List<Field> fields) {
    /** Nothing at all. */
    public static final ContextLayout EMPTY = new ContextLayout(0, List.of());

    public ContextLayout {
        fields = List.copyOf(fields);
    }

    /** What a field holds. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** The address of the packet's first byte; 8 bytes, written by the kernel. */
        PACKET,
        /** The address behind the packet's last byte; 8 bytes, written by the kernel. */
        PACKET_END
    }

    /**
     * One field, accessed as a whole only.
     *
     * @param offset in bytes from the context's start
     * @param bytes 1, 2, 4 or 8
     * @param writable whether a program may write to it; never for addresses
     */
    public record Field(String name, int offset, int bytes, Kind kind, boolean writable) {}

    /** The field that an access names exactly. */
    Optional<Field> field(int offset, int bytes) {
        return fields.stream()
                .filter(field -> field.offset() == offset && field.bytes() == bytes)
                .findFirst();
    }
}
