package exoscope.labs.view;

import exoscope.hw.trace.Keyframe;
import exoscope.hw.trace.MalformedTraceException;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
public final class Playback {
    private final byte[] trace;
    private final TraceReader reader;

    /**
     * @param trace the bytes of an {@code .exotrace} file, not to be changed afterwards
     * @throws MalformedTraceException if they are no trace, damaged, or of another version
     */
    public Playback(byte[] trace) {
        this.trace = trace;
        reader = new TraceReader(trace, Recorder.eventCodec());
    }

    /**
     * Opens an {@code .exotrace} file.
     *
     * @throws IOException if it cannot be read or is too large
     * @throws MalformedTraceException as the constructor does
     */
    public static Playback open(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IOException("it has %,d bytes, and at most 2 GiB can be opened".formatted(size));
        }
        return new Playback(Files.readAllBytes(file));
    }

    /** Writes the recording as an {@code .exotrace} file. */
    public void save(Path file) throws IOException {
        Files.write(file, trace);
    }

    /** A copy of the bytes of the {@code .exotrace} file. */
    public byte[] bytes() {
        return trace.clone();
    }

    /** Whether this is the very same recording, byte for byte. */
    public boolean sameBytesAs(Playback other) {
        return Arrays.equals(trace, other.trace);
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
        return viewAt(placeOf(cycle));
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
        return keyframe.map(found -> new MachineFold(reader.state(found, Recorder.stateCodec())))
                .orElseGet(MachineFold::new);
    }

    private Iterator<TraceEntry> from(Optional<Keyframe> keyframe) {
        return keyframe.map(reader::entriesFrom).orElseGet(reader::entries).iterator();
    }
}
