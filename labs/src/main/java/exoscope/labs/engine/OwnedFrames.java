package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import java.util.SortedSet;
import java.util.TreeSet;

/** Frames of the student's environment that the kernel could ask for, as the trace says. */
final class OwnedFrames {
    private final SortedSet<Integer> owned = new TreeSet<>();
    private final SortedSet<Integer> asked = new TreeSet<>();

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
            case KernelEvent.FrameBound bound -> owned.add(bound.frame());
            case KernelEvent.FrameReleased released -> owned.remove(released.frame());
            case KernelEvent.RevocationRequested requested -> asked.add(requested.frame());
            case KernelEvent.RevocationAcknowledged given -> asked.remove(given.frame());
            case KernelEvent.RevocationAborted taken -> asked.remove(taken.frame());
            default -> {}
        }
    }

    /** Those that it has and is not asked for yet. */
    SortedSet<Integer> unasked() {
        SortedSet<Integer> rest = new TreeSet<>(owned);
        rest.removeAll(asked);
        return rest;
    }
}
