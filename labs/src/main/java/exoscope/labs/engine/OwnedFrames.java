package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Frames of the student's environment that the kernel can ask for, as the trace says: none that it owes to its guarantee. */
final class OwnedFrames {
    private final SortedSet<Integer> owned = new TreeSet<>();
    private final SortedSet<Integer> asked = new TreeSet<>();
    private int guaranteed;

    /**
     * Numbers of the student's events after which it can be asked for a frame, and lives long enough to hear of it.
     *
     * @param wanted which events to look at
     */
    static List<Long> placesToAsk(LabRun run, Predicate<TraceEntry> wanted) {
        List<Long> places = new ArrayList<>();
        OwnedFrames frames = new OwnedFrames();
        long lastSlice = 0;
        for (TraceEntry entry : run.playback().entries()) {
            frames.accept(entry);
            if (entry.env() != ScenarioRun.STUDENT) {
                continue;
            }
            if (entry.event() instanceof KernelEvent.SliceEnded) {
                lastSlice = entry.seq();
            } else if (entry.event() instanceof KernelEvent.EnvExited) {
                long over = lastSlice; // what follows the last slice is the kernel, which clears up
                places.removeIf(place -> place >= over);
            }
            if (wanted.test(entry) && !frames.askable().isEmpty()) {
                places.add(entry.seq());
            }
        }
        return places;
    }

    void accept(TraceEntry entry) {
        if (entry.event() instanceof HwEvent.MachineStarted) {
            owned.clear();
            asked.clear();
        } else if (entry.env() == ScenarioRun.STUDENT && entry.event() instanceof KernelEvent event) {
            accept(event);
        }
    }

    private void accept(KernelEvent event) {
        switch (event) {
            case KernelEvent.EnvCreated created -> guaranteed = created.guaranteed();
            case KernelEvent.FrameBound bound -> owned.add(bound.frame());
            case KernelEvent.FrameReleased released -> owned.remove(released.frame());
            case KernelEvent.RevocationRequested requested -> asked.add(requested.frame());
            case KernelEvent.RevocationAcknowledged given -> asked.remove(given.frame());
            case KernelEvent.RevocationAborted taken -> asked.remove(taken.frame());
            default -> {}
        }
    }

    /** Those that it has and is not asked for yet, if it may have fewer. */
    SortedSet<Integer> askable() {
        SortedSet<Integer> rest = new TreeSet<>(owned);
        rest.removeAll(asked);
        return rest.size() > guaranteed ? rest : Collections.emptySortedSet();
    }
}
