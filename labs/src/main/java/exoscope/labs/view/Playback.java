package exoscope.labs.view;

import exoscope.hw.trace.Keyframe;
import exoscope.hw.trace.MalformedTraceException;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A recorded run, shown at any place, forwards or back. A place is the number of events that have happened: 0 is
 * before the first, {@link #events()} after the last.
 */
public final class Playback implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final TraceReader reader;

    /**
     * @param trace the bytes of an {@code .exotrace} file, not to be changed afterwards
     * @throws MalformedTraceException if they are no trace, damaged, or of another version
     */
    public Playback(byte[] trace) {
        this(new TraceReader(trace, Recorder.EVENTS));
    }

    private Playback(TraceReader reader) {
        this.reader = reader;
    }

    /**
     * Opens an {@code .exotrace} file of any size, which is read as it is needed and must not change meanwhile.
     *
     * @throws IOException if it cannot be read
     * @throws MalformedTraceException as the constructor does
     */
    public static Playback open(Path file) throws IOException {
        return new Playback(TraceReader.open(file, Recorder.EVENTS));
    }

    /** Lets go of the file, if there is one. */
    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Writes the recording as an {@code .exotrace} file, which may be the one that it was opened from. */
    public void save(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(beside)) {
            for (long at = 0; at < reader.size(); at += BLOCK) {
                out.write(block(at));
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A copy of the bytes of the {@code .exotrace} file, which must be smaller than 2 GiB. */
    public byte[] bytes() {
        return reader.bytes(0, Math.toIntExact(reader.size()));
    }

    /** Whether this is the very same recording, byte for byte. */
    public boolean sameBytesAs(Playback other) {
        if (reader.size() != other.reader.size()) {
            return false;
        }
        for (long at = 0; at < reader.size(); at += BLOCK) {
            if (!Arrays.equals(block(at), other.block(at))) {
                return false;
            }
        }
        return true;
    }

    private byte[] block(long from) {
        return reader.bytes(from, (int) Math.min(BLOCK, reader.size() - from));
    }

    /** What was noted about the run. */
    public SortedMap<String, String> metadata() {
        return reader.metadata();
    }

    /** What is missing, if the file was cut off. */
    public Optional<String> warning() {
        return reader.warning();
    }

    /** Number of events. */
    public long events() {
        return reader.entryCount();
    }

    /** Cycle of the last event. */
    public long lastCycle() {
        return viewAt(events()).cycle();
    }

    /** The state when {@code place} events have happened. */
    public MachineView viewAt(long place) {
        if (place < 0 || place > events()) {
            throw new IllegalArgumentException("place %d of %d events".formatted(place, events()));
        }
        Optional<Keyframe> keyframe = reader.keyframeBeforeSeq(place);
        MachineFold fold = foldFrom(keyframe);
        Iterator<TraceEntry> entries = from(keyframe);
        for (long at = keyframe.map(Keyframe::seq).orElse(0L); at < place; at++) {
            fold.accept(entries.next());
        }
        return fold.view();
    }

    /** The place after everything that happened at or before {@code cycle}. */
    public long placeOf(long cycle) {
        Optional<Keyframe> keyframe = reader.keyframeBeforeCycle(cycle);
        Iterator<TraceEntry> entries = from(keyframe);
        long place = keyframe.map(Keyframe::seq).orElse(0L);
        while (entries.hasNext() && entries.next().cycle() <= cycle) {
            place++;
        }
        return place;
    }

    /** The state after everything that happened at or before {@code cycle}. */
    public MachineView viewAtCycle(long cycle) {
        Optional<Keyframe> keyframe = reader.keyframeBeforeCycle(cycle);
        MachineFold fold = foldFrom(keyframe);
        Iterator<TraceEntry> entries = from(keyframe);
        while (entries.hasNext()) {
            TraceEntry entry = entries.next();
            if (entry.cycle() > cycle) {
                break;
            }
            fold.accept(entry);
        }
        return fold.view();
    }

    /** The entries with sequence numbers {@code from} (inclusive) to {@code to} (exclusive), as far as there are any. */
    public List<TraceEntry> entries(long from, long to) {
        Optional<Keyframe> keyframe = reader.keyframeBeforeSeq(from);
        Iterator<TraceEntry> all = from(keyframe);
        List<TraceEntry> wanted = new ArrayList<>();
        while (all.hasNext()) {
            TraceEntry entry = all.next();
            if (entry.seq() >= to) {
                break;
            }
            if (entry.seq() >= from) {
                wanted.add(entry);
            }
        }
        return wanted;
    }

    /** Every entry, in order. */
    public Iterable<TraceEntry> entries() {
        return reader.entries();
    }

    private MachineFold foldFrom(Optional<Keyframe> keyframe) {
        return keyframe.map(found -> new MachineFold(reader.state(found, Recorder.VIEWS)))
                .orElseGet(MachineFold::new);
    }

    private Iterator<TraceEntry> from(Optional<Keyframe> keyframe) {
        return keyframe.map(reader::entriesFrom).orElseGet(reader::entries).iterator();
    }
}
