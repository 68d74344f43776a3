package exoscope.hw.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads an {@code .exotrace} file, forwards from any place. A file with an index is checked as a whole when it is
 * opened; one that was cut off is read up to its last whole entry, and {@link #warning()} says so.
 */
public final class TraceReader {
    private final byte[] file;
    private final EventCodec events;
    private final TraceHeader header;
    private final int bodyStart;
    private final Body body;

    /** @param end where items end that can be read */
    private record Body(int end, TraceIndex index, Optional<String> warning) {}

    /**
     * @param file not to be changed afterwards
     * @param events must have the schema with which the trace was written
     * @throws MalformedTraceException if the trace is damaged, or of another version or schema
     */
    public TraceReader(byte[] file, EventCodec events) {
        this.file = file;
        this.events = events;
        ByteReader in = new ByteReader(file, 0, file.length);
        TraceHeader.checkVersion(in);
        int indexAt = TraceIndex.isAtEndOf(file) ? TraceIndex.locate(file) : -1;
        in = new ByteReader(file, 0, file.length);
        this.header = TraceHeader.read(in);
        this.bodyStart = in.offset();
        requireSameSchema(header.eventSchema(), events.schema(), bodyStart);
        this.body = indexAt < 0 ? scan() : indexed(indexAt);
    }

    /**
     * Reads a file, as the constructor does.
     *
     * @throws IOException if the file cannot be read or is larger than 2 GiB
     */
    public static TraceReader open(Path path, EventCodec events) throws IOException {
        long size = Files.size(path);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IOException("The trace %s has %d bytes; at most 2 GiB can be opened.".formatted(path, size));
        }
        return new TraceReader(Files.readAllBytes(path), events);
    }

    /** What the writer noted about the run, in the order of the keys. */
    public SortedMap<String, String> metadata() {
        return header.metadata();
    }

    /** Number of entries that can be read. */
    public long entryCount() {
        return body.index.entries();
    }

    /** What is missing from a trace that was cut off, in one sentence; empty if the trace is complete. */
    public Optional<String> warning() {
        return body.warning;
    }

    /** All entries. Iterating throws a {@link MalformedTraceException} where the trace makes no sense. */
    public Iterable<TraceEntry> entries() {
        return () -> new Entries(new TraceCursor(in(bodyStart), events, 0, 0));
    }

    /** The entries from {@link Keyframe#seq()} on. */
    public Iterable<TraceEntry> entriesFrom(Keyframe keyframe) {
        return () -> new Entries(at(keyframe, in(keyframe)));
    }

    /** The keyframes in order. */
    public List<Keyframe> keyframes() {
        return List.copyOf(body.index.keyframes());
    }

    /** The last keyframe whose state was reached before entry {@code seq}; empty: begin with the first entry. */
    public Optional<Keyframe> keyframeBeforeSeq(long seq) {
        return body.index.last(keyframe -> keyframe.seq() <= seq);
    }

    /** The last keyframe whose state was reached at or before {@code cycle}; empty: begin with the first entry. */
    public Optional<Keyframe> keyframeBeforeCycle(long cycle) {
        return body.index.last(keyframe -> keyframe.cycle() <= cycle);
    }

    /**
     * The state stored in a keyframe of this trace.
     *
     * @throws MalformedTraceException if the keyframe makes no sense, or its state has another schema
     */
    public <S extends Record> S state(Keyframe keyframe, RecordCodec<S> codec) {
        requireSameSchema(header.stateSchema(), codec.schema(), keyframe.offset());
        ByteReader in = in(keyframe);
        TraceCursor cursor = at(keyframe, in);
        if (cursor.tag() != TraceCursor.KEYFRAME) {
            throw new MalformedTraceException("There is no keyframe where the index has one", keyframe.offset());
        }
        cursor.keyframe(keyframe.offset());
        int length = in.count(1);
        ByteReader stored = new ByteReader(file, in.offset(), in.offset() + length);
        S state = codec.read(stored);
        if (stored.remaining() > 0) {
            throw stored.malformed("There are %d bytes after the keyframe's state".formatted(stored.remaining()));
        }
        return state;
    }

    private TraceCursor at(Keyframe keyframe, ByteReader in) {
        return new TraceCursor(in, events, keyframe.seq(), keyframe.cycle());
    }

    private ByteReader in(Keyframe keyframe) {
        if (!body.index.keyframes().contains(keyframe)) {
            throw new IllegalArgumentException("%s is not of this trace.".formatted(keyframe));
        }
        return in(Math.toIntExact(keyframe.offset()));
    }

    private ByteReader in(int from) {
        return new ByteReader(file, from, body.end);
    }

    private Body indexed(int indexAt) {
        if (indexAt < bodyStart) {
            throw new MalformedTraceException("The index is said to be inside the header", indexAt);
        }
        ByteReader in = new ByteReader(file, indexAt, file.length - TraceIndex.TAIL);
        if (in.varint() != TraceCursor.INDEX) {
            throw in.malformed("There is no index where the trace's tail has one");
        }
        TraceIndex index = TraceIndex.read(in);
        for (Keyframe each : index.keyframes()) {
            if (each.offset() < bodyStart || each.offset() >= indexAt) {
                throw in.malformed("The index has a keyframe at byte %d".formatted(each.offset()));
            }
        }
        return new Body(indexAt, index, Optional.empty());
    }

    private Body scan() {
        ByteReader in = new ByteReader(file, bodyStart, file.length);
        TraceCursor cursor = new TraceCursor(in, events, 0, 0);
        List<Keyframe> keyframes = new ArrayList<>();
        int end = bodyStart;
        try {
            while (in.remaining() > 0) {
                int tag = cursor.tag();
                if (tag == TraceCursor.INDEX) {
                    passIndex(in);
                    break;
                }
                if (tag == TraceCursor.KEYFRAME) {
                    Keyframe keyframe = cursor.keyframe(end);
                    cursor.passState();
                    keyframes.add(keyframe);
                } else {
                    cursor.entry(tag);
                }
                end = in.offset();
            }
        } catch (MalformedTraceException e) {
            if (!e.isCutOff()) {
                throw e;
            }
        }
        return new Body(end, new TraceIndex(cursor.seq(), keyframes), Optional.of(cutOff(cursor, end)));
    }

    /** A whole index that was not found from the end of the file means that the end is not what was written. */
    private static void passIndex(ByteReader in) {
        TraceIndex.read(in);
        in.skip(TraceIndex.TAIL);
        throw in.malformed("The trace's tail was damaged");
    }

    private String cutOff(TraceCursor cursor, int end) {
        return "The trace was cut off: it has no index and ends after %d whole entries, at cycle %d (byte %d of %d)."
                .formatted(cursor.seq(), cursor.cycle(), end, file.length);
    }

    private static void requireSameSchema(String found, String expected, long offset) {
        if (!found.equals(expected)) {
            List<String> theirs = found.lines().toList();
            List<String> ours = expected.lines().toList();
            int line = 0;
            while (line < Math.min(theirs.size(), ours.size())
                    && theirs.get(line).equals(ours.get(line))) {
                line++;
            }
            throw new MalformedTraceException(
                    "The trace was written with another schema: it has %s where %s is expected; open it with the Exoscope that wrote it"
                            .formatted(lineOrNothing(theirs, line), lineOrNothing(ours, line)),
                    offset);
        }
    }

    private static String lineOrNothing(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "nothing";
    }

    private final class Entries implements Iterator<TraceEntry> {
        private final TraceCursor cursor;

        Entries(TraceCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean hasNext() {
            return cursor.seq() < entryCount();
        }

        @Override
        public TraceEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The trace has %d entries.".formatted(entryCount()));
            }
            int tag = cursor.tag();
            while (tag == TraceCursor.KEYFRAME) {
                cursor.keyframe(-1);
                cursor.passState();
                tag = cursor.tag();
            }
            if (tag == TraceCursor.INDEX) {
                throw new MalformedTraceException("The index comes before entry " + cursor.seq(), body.end);
            }
            return cursor.entry(tag);
        }
    }
}
