package exoscope.hw.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@code .exotrace} file. Equal events and metadata give equal bytes.
 *
 * <pre>
 *   EXOTRACE  version  metadata  event schema  state schema
 *   entry:     type + 2   cycles since the entry before   env   the event's components
 *   keyframe:  1          seq   cycle   length in bytes   the state's components
 *   index:     0          entries   keyframes   for each: distance in seq, cycle and bytes to the one before
 *   tail:      see {@link TraceIndex}
 * </pre>
 *
 * <p>Numbers are variable-length. A file that lacks its end, because the host stopped, can be read without it.
 */
public final class TraceWriter implements TraceSink, AutoCloseable {
    private final CheckedOutputStream out;
    private final EventCodec events;
    private final @Nullable Keyframes<?> keyframes;
    private final List<Keyframe> written = new ArrayList<>();
    private final ByteWriter item = new ByteWriter();
    private final ByteWriter state = new ByteWriter();
    private long offset;
    private long seq;
    private long cycle;
    private boolean closed;
    private boolean failed;

    /** A trace without keyframes; otherwise as the other constructor. */
    public TraceWriter(OutputStream out, EventCodec events, Map<String, String> metadata) {
        this(out, events, metadata, null);
    }

    /**
     * Writes the header.
     *
     * @param out closed with the writer
     * @param metadata whatever describes the run, such as its ticket
     * @param keyframes what to store besides events, or null
     * @throws UncheckedIOException if {@code out} fails
     */
    public TraceWriter(
            OutputStream out, EventCodec events, Map<String, String> metadata, @Nullable Keyframes<?> keyframes) {
        this.out = new CheckedOutputStream(new BufferedOutputStream(out), new CRC32());
        this.events = events;
        this.keyframes = keyframes;
        String stateSchema = keyframes == null ? "" : keyframes.codec().schema();
        new TraceHeader(metadata, events.schema(), stateSchema).write(item);
        flushItem();
    }

    /**
     * @throws IllegalArgumentException if the entry does not follow the one before it, its event is of an unknown type
     *     or holds a null; the file is then as if the call had not been made
     * @throws UncheckedIOException if the stream fails; the file then ends without an index
     * @throws IllegalStateException if the stream failed before, or the writer is closed
     */
    @Override
    public void accept(TraceEntry entry) {
        if (closed || failed) {
            throw new IllegalStateException(
                    "Entry %d came after the trace had %s.".formatted(entry.seq(), closed ? "been closed" : "failed"));
        }
        if (entry.seq() != seq || entry.cycle() < cycle) {
            throw new IllegalArgumentException("Entry %d at cycle %d cannot follow %d entries up to cycle %d."
                    .formatted(entry.seq(), entry.cycle(), seq, cycle));
        }
        writeEntry(entry);
        if (keyframes != null && seq % keyframes.every() == 0) {
            writeKeyframe(keyframes);
        }
    }

    private void writeEntry(TraceEntry entry) {
        int number = events.number(entry.event());
        item.clear();
        item.varint(TraceCursor.FIRST_EVENT + number);
        item.varint(entry.cycle() - cycle);
        item.varint(Integer.toUnsignedLong(entry.env()));
        events.write(number, entry.event(), item);
        flushItem();
        seq++;
        cycle = entry.cycle();
    }

    private void writeKeyframe(Keyframes<?> source) {
        state.clear();
        source.write(state);
        written.add(new Keyframe(seq, cycle, offset));
        item.clear();
        item.varint(TraceCursor.KEYFRAME);
        item.varint(seq);
        item.varint(cycle);
        item.varint(state.size());
        item.append(state);
        flushItem();
    }

    /** Writes the index, unless the stream failed before, and closes the stream. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (!failed) {
                writeIndex();
            }
        }
    }

    private void writeIndex() throws IOException {
        long position = offset;
        item.clear();
        item.varint(TraceCursor.INDEX);
        new TraceIndex(seq, written).write(item);
        item.fixed(position, 8);
        item.writeTo(out);
        item.clear();
        item.fixed(out.getChecksum().getValue(), 4);
        TraceIndex.writeTailMagic(item);
        item.writeTo(out);
    }

    private void flushItem() {
        try {
            item.writeTo(out);
            offset += item.size();
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException(e);
        }
    }
}
