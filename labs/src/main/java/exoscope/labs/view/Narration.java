package exoscope.labs.view;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded run told to a person: a sentence for each event, and the stops that somebody makes who skims it. A stop
 * follows an interesting event and what the kernel did at once because of it, so that the frame which an
 * environment has given back is seen to be free.
 */
public final class Narration {
    private static final int CHUNK = 256;
    private static final int CHUNKS_KEPT = 16;

    private final Playback playback;
    private final List<Stop> stops;
    private final Map<Long, List<Told>> chunks = new LinkedHashMap<>();

    /**
     * A place worth stopping at.
     *
     * @param entry the interesting event
     * @param place after it and what followed at once
     */
    public record Stop(TraceEntry entry, long place) {}

    private record Told(long cycle, String sentence) {}

    public Narration(Playback playback) {
        this.playback = playback;
        stops = stops(playback);
    }

    private static List<Stop> stops(Playback playback) {
        List<Stop> found = new ArrayList<>();
        Map<Integer, Long> begun = new HashMap<>();
        for (TraceEntry entry : playback.entries()) {
            if (entry.event() instanceof HwEvent.ConsoleWritten written) {
                joinLine(found, begun, entry, written.text());
            }
            Stop last = found.isEmpty() ? null : found.getLast();
            boolean restart = entry.seq() > 0 && entry.event() instanceof HwEvent.MachineStarted;
            if (restart || EventSentence.interesting(entry.event())) {
                found.add(new Stop(entry, entry.seq() + 1));
            } else if (last != null
                    && last.place() == entry.seq()
                    && (last.entry().cycle() == entry.cycle() || consequence(entry.event()))) {
                found.set(found.size() - 1, new Stop(last.entry(), entry.seq() + 1));
            }
        }
        return List.copyOf(found);
    }

    /**
     * A line that a program prints in pieces is one stop, at its last piece.
     *
     * @param begun by environment, the number of the last piece of a line that has not ended
     */
    private static void joinLine(List<Stop> found, Map<Integer, Long> begun, TraceEntry entry, String text) {
        Long piece = begun.remove(entry.env());
        if (piece != null) {
            found.removeIf(stop -> stop.entry().seq() == piece);
        }
        if (!text.endsWith("\n")) {
            begun.put(entry.env(), entry.seq());
        }
    }

    /** Whether an event completes the one before, even if the kernel takes some cycles over it. */
    private static boolean consequence(TraceEvent event) {
        return event instanceof HwEvent.TlbDropped
                || event instanceof KernelEvent.TranslationBroken
                || event instanceof KernelEvent.FrameReleased;
    }

    public Playback playback() {
        return playback;
    }

    /** The interesting places, ascending. */
    public List<Stop> stops() {
        return stops;
    }

    /** The first stop beyond a place. */
    public Optional<Stop> stopAfter(long place) {
        int index = firstBeyond(place);
        return index < stops.size() ? Optional.of(stops.get(index)) : Optional.empty();
    }

    /** The last stop before a place. */
    public Optional<Stop> stopBefore(long place) {
        int index = firstBeyond(place - 1) - 1;
        return index >= 0 ? Optional.of(stops.get(index)) : Optional.empty();
    }

    /** The stops up to and at a place. */
    public List<Stop> stopsUntil(long place) {
        return stops.subList(0, firstBeyond(place));
    }

    /** The place at which an event is shown: after it, and after what followed at once if it is worth a stop. */
    public long placeAfter(long seq) {
        return stopAfter(seq)
                .filter(stop -> stop.entry().seq() == seq)
                .map(Stop::place)
                .orElse(seq + 1);
    }

    private int firstBeyond(long place) {
        int low = 0;
        int high = stops.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stops.get(middle).place() <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A place with what led there: at a stop its event, elsewhere the event just before. */
    public Moment at(long place) {
        if (place == 0) {
            return Moment.NOTHING;
        }
        long seq = stopBefore(place + 1)
                .filter(stop -> stop.place() == place)
                .map(stop -> stop.entry().seq())
                .orElse(place - 1);
        MachineView before = playback.viewAt(seq);
        List<TraceEntry> entries = playback.entries(seq, place);
        MachineFold fold = new MachineFold(before);
        entries.forEach(fold::accept);
        TraceEntry entry = entries.getFirst();
        return new Moment(place, before, fold.view(), Optional.of(entry), EventSentence.of(entry, before));
    }

    /** The sentence about the event with this sequence number. */
    public String sentence(long seq) {
        return told(seq).sentence();
    }

    /** The cycle of the event with this sequence number. */
    public long cycle(long seq) {
        return told(seq).cycle();
    }

    private Told told(long seq) {
        List<Told> chunk = chunks.computeIfAbsent(seq / CHUNK, this::chunk);
        if (chunks.size() > CHUNKS_KEPT) {
            chunks.remove(chunks.keySet().iterator().next());
        }
        return chunk.get((int) (seq % CHUNK));
    }

    private List<Told> chunk(long number) {
        long from = number * CHUNK;
        MachineFold fold = new MachineFold(playback.viewAt(from));
        List<Told> told = new ArrayList<>();
        for (TraceEntry entry : playback.entries(from, from + CHUNK)) {
            told.add(new Told(entry.cycle(), EventSentence.of(entry, fold.view())));
            fold.accept(entry);
        }
        return told;
    }
}
