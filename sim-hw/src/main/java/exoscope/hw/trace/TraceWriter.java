package exoscope.hw.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
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
    /** Bytes handed to the stream at once, roughly. */
    private static final int BLOCK = 1 << 16;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final EventCodec events;
    private final @Nullable Keyframes<?> keyframes;
    private final List<Keyframe> written = new ArrayList<>();
    /** What is not in the stream yet; whole items only. */
    private final ByteWriter block = new ByteWriter();

    private final ByteWriter state = new ByteWriter();
    /** Bytes that are in the stream. */
    private long flushed;
    /** Where a keyframe may come at the earliest. */
    private long nextKeyframeAt;

    private long nextKeyframeSeq;
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
        this.out = out;
        this.events = events;
        this.keyframes = keyframes;
        nextKeyframeSeq = keyframes == null ? Long.MAX_VALUE : keyframes.every();
        String stateSchema = keyframes == null ? "" : keyframes.codec().schema();
        new TraceHeader(metadata, events.schema(), stateSchema).write(block);
        flush();
    }

    /**
     * @throws IllegalArgumentException if the entry does not follow the one before it, its event is of an unknown type
     *     or holds a null; the file is then as if the call had not been made
     * @throws UncheckedIOException if the stream fails; the file then ends without an index
     * @throws IllegalStateException if the stream failed before, or the writer is closed
     */
    @Override
    public void accept(TraceEntry entry) {
        accept(entry.seq(), entry.cycle(), entry.env(), entry.event());
    }

    @Override
    public void accept(long seq, long cycle, int env, TraceEvent event) {
        if (closed || failed) {
            throw new IllegalStateException(
                    "Entry %d came after the trace had %s.".formatted(seq, closed ? "been closed" : "failed"));
        }
        if (seq != this.seq || cycle < this.cycle) {
            throw new IllegalArgumentException("Entry %d at cycle %d cannot follow %d entries up to cycle %d."
                    .formatted(seq, cycle, this.seq, this.cycle));
        }
        writeEntry(cycle - this.cycle, env, event);
        this.seq++;
        this.cycle = cycle;
        if (this.seq >= nextKeyframeSeq && keyframes != null && offset() >= nextKeyframeAt) {
            writeKeyframe(keyframes);
        }
        if (block.size() >= BLOCK) {
            flush();
        }
    }

    private void writeEntry(long later, int env, TraceEvent event) {
        int number = events.number(event);
        int start = block.size();
        byte[] into = block.room(3 * ByteWriter.LONGEST_VARINT);
        int at = ByteWriter.put(into, start, TraceCursor.FIRST_EVENT + number);
        at = ByteWriter.put(into, at, later);
        block.setSize(ByteWriter.put(into, at, Integer.toUnsignedLong(env)));
        try {
            events.write(number, event, block);
        } catch (RuntimeException e) {
            block.setSize(start);
            throw e;
        }
    }

    private void writeKeyframe(Keyframes<?> source) {
        state.clear();
        source.write(state);
        written.add(new Keyframe(seq, cycle, offset()));
        block.varint(TraceCursor.KEYFRAME);
        block.varint(seq);
        block.varint(cycle);
        block.varint(state.size());
        block.append(state);
        nextKeyframeSeq = seq + source.every();
        nextKeyframeAt = offset() + (long) source.dilution() * state.size();
    }

    /** Bytes of the file so far. */
    public long offset() {
        return flushed + block.size();
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
        long position = offset();
        block.varint(TraceCursor.INDEX);
        new TraceIndex(seq, written).write(block);
        block.fixed(position, 8);
        block.addTo(crc);
        block.fixed(crc.getValue(), 4);
        TraceIndex.writeTailMagic(block);
        block.writeTo(out);
    }

    private void flush() {
        try {
            block.addTo(crc);
            block.writeTo(out);
            flushed += block.size();
            block.clear();
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException(e);
        }
    }
}
