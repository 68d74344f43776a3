package exoscope.hw.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The end of a trace file: where the keyframes are, and how much there is. A tail of fixed size follows, by which the
 * index is found from the end of the file and any damage is noticed:
 *
 * <pre>
 *   8 bytes  position of the index
 *   4 bytes  CRC-32 of everything before
 *   8 bytes  EXOINDEX
 * </pre>
 *
 * @param entries number of entries in the trace
 * @param keyframes in order
 */
record TraceIndex(long entries, List<Keyframe> keyframes) {
    static final int TAIL = 20;

    private static final byte[] MAGIC = "EXOINDEX".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AND_CRC = MAGIC.length + 4;

    void write(ByteWriter out) {
        out.varint(entries);
        out.varint(keyframes.size());
        Keyframe before = new Keyframe(0, 0, 0);
        for (Keyframe each : keyframes) {
            out.varint(each.seq() - before.seq());
            out.varint(each.cycle() - before.cycle());
            out.varint(each.offset() - before.offset());
            before = each;
        }
    }

    static TraceIndex read(ByteReader in) {
        long entries = in.varint();
        int count = in.count(3);
        List<Keyframe> keyframes = new ArrayList<>();
        Keyframe before = new Keyframe(0, 0, 0);
        for (int i = 0; i < count; i++) {
            Keyframe next = new Keyframe(
                    before.seq() + in.varint(), before.cycle() + in.varint(), before.offset() + in.varint());
            if (next.seq() <= before.seq() || next.cycle() < before.cycle() || next.offset() <= before.offset()) {
                throw in.malformed("Keyframe %d of the index does not come after the one before it".formatted(i));
            }
            keyframes.add(next);
            before = next;
        }
        if (entries < before.seq() || before.offset() >= in.offset()) {
            throw in.malformed("The index promises a keyframe beyond the last entry");
        }
        return new TraceIndex(entries, keyframes);
    }

    static void writeTailMagic(ByteWriter out) {
        out.raw(MAGIC);
    }

    static boolean isAtEndOf(TraceBytes file) {
        return file.size() >= TAIL
                && file.reader(file.size() - MAGIC.length, file.size()).passes(MAGIC);
    }

    /** Position of the index of a file that {@linkplain #isAtEndOf has one}, after checking the whole file. */
    static long locate(TraceBytes file) {
        long sealed = file.size() - MAGIC_AND_CRC;
        ByteReader tail = file.reader(file.size() - TAIL, file.size());
        long position = tail.fixed(8);
        if (tail.fixed(4) != file.crc(sealed)) {
            throw new MalformedTraceException("The trace was damaged: its checksum does not match", sealed);
        }
        if (position < 0 || position > file.size() - TAIL) {
            throw new MalformedTraceException("The index is said to be outside the trace", file.size() - TAIL);
        }
        return position;
    }

    /** Whether a keyframe is one of these. */
    boolean contains(Keyframe keyframe) {
        return last(each -> each.offset() <= keyframe.offset())
                .filter(keyframe::equals)
                .isPresent();
    }

    /** Keyframes are ordered by seq and cycle alike, so those that fit are the first ones. */
    Optional<Keyframe> last(Predicate<Keyframe> fits) {
        int low = 0;
        int high = keyframes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fits.test(keyframes.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(keyframes.get(low - 1));
    }
}
