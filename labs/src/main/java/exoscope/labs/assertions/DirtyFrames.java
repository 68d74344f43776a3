package exoscope.labs.assertions;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which frames of an environment may differ from the disk. A frame is dirty from the moment it is mapped for stores;
 * it is clean when it is new, and after a transfer from or to the disk has ended.
 */
final class DirtyFrames {
    private final int env;
    private final Set<Integer> dirty = new HashSet<>();

    DirtyFrames(int env) {
        this.env = env;
    }

    /** The first request to write a clean frame. */
    Optional<TraceEntry> firstCleanWrite(List<TraceEntry> entries) {
        for (TraceEntry entry : entries) {
            if (entry.event() instanceof HwEvent.MachineStarted) {
                dirty.clear();
            }
            if (entry.env() == env && entry.event() instanceof KernelEvent event && isCleanWrite(event)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private boolean isCleanWrite(KernelEvent event) {
        switch (event) {
            case KernelEvent.FrameBound bound -> dirty.remove(bound.frame());
            case KernelEvent.TranslationBound bound -> {
                if (bound.writable()) {
                    dirty.add(bound.frame());
                }
            }
            case KernelEvent.TransferSubmitted submitted -> {
                boolean clean = !dirty.remove(submitted.frame());
                return submitted.write() && clean;
            }
            default -> {}
        }
        return false;
    }
}
