package exoscope.hw.trace;

import java.io.Closeable;
import java.io.IOException;
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
public final class TraceReader implements Closeable {
    private final TraceBytes file;
    private final EventCodec events;
    private final TraceHeader header;
    private final long bodyStart;
    private final Body body;

    /** @param end where items end that can be read */
    private record Body(long end, TraceIndex index, Optional<String> warning) {}

    /**
     * @param file not to be changed afterwards
     * @param events must have the schema with which the trace was written
     * @throws MalformedTraceException if the trace is damaged, or of another version or schema
     */
    public TraceReader(byte[] file, EventCodec events) {
        this(TraceBytes.of(file), events);
    }

    TraceReader(TraceBytes file, EventCodec events) {
        this.file = file;
        this.events = events;
        TraceHeader.checkVersion(file.reader(0, file.size()));
        long indexAt = TraceIndex.isAtEndOf(file) ? TraceIndex.locate(file) : -1;
        ByteReader in = file.reader(0, file.size());
        this.header = TraceHeader.read(in);
        this.bodyStart = in.offset();
        requireSameSchema(header.eventSchema(), events.schema(), bodyStart);
        this.body = indexAt < 0 ? scan() : indexed(indexAt);
    }

    /**
     * Opens a file, as the constructor does. It may have any size: what is not being read is not in memory. It must not
     * change before the reader is closed.
     *
     * @throws IOException if the file cannot be read
     */
    public static TraceReader open(Path path, EventCodec events) throws IOException {
        TraceBytes file = TraceBytes.open(path);
        try {
            return new TraceReader(file, events);
        } catch (MalformedTraceException e) {
            file.close();
            throw e;
        }
    }

    /** Lets go of the file; nothing can be read afterwards. A reader of bytes in memory need not be closed. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Size of the trace in bytes. */
    public long size() {
        return file.size();
    }

    /**
     * Copies a part of the trace as it is.
     *
     * @param from offset of its first byte
     * @param length number of bytes, within the trace
     */
    public byte[] bytes(long from, int length) {
        return file.reader(from, from + length).raw(length);
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
        ByteReader stored = file.reader(in.offset(), in.offset() + length);
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
        if (!body.index.contains(keyframe)) {
            throw new IllegalArgumentException("%s is not of this trace.".formatted(keyframe));
        }
        return in(keyframe.offset());
    }

    private ByteReader in(long from) {
        return file.reader(from, body.end);
    }

    private Body indexed(long indexAt) {
        if (indexAt < bodyStart) {
            throw new MalformedTraceException("The index is said to be inside the header", indexAt);
        }
        ByteReader in = file.reader(indexAt, file.size() - TraceIndex.TAIL);
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
        ByteReader in = file.reader(bodyStart, file.size());
        TraceCursor cursor = new TraceCursor(in, events, 0, 0);
        List<Keyframe> keyframes = new ArrayList<>();
        long end = bodyStart;
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

    private String cutOff(TraceCursor cursor, long end) {
        return "The trace was cut off: it has no index and ends after %d whole entries, at cycle %d (byte %d of %d)."
                .formatted(cursor.seq(), cursor.cycle(), end, file.size());
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
