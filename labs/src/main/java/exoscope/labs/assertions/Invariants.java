package exoscope.labs.assertions;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's promises, recomputed from the trace without the kernel: one owner a frame, TLB entries only to owned
 * frames, exactly one outcome a revocation, no transfer to another's frame, nothing owned after the end.
 */
final class Invariants {
    /** The entry at which a promise broke. */
    record Broken(TraceEntry entry, String sentence) {}

    /** In place of an owner: a frame in which a block is. */
    private static final int LENT = -1;

    private final Map<Integer, Integer> owners = new HashMap<>();
    private final Map<Integer, Integer> frameOfSlot = new HashMap<>();
    private final Set<Integer> asked = new HashSet<>();
    /** What is asked for and is not a frame. */
    private final Set<Resource> others = new HashSet<>();

    Optional<Broken> firstBroken(List<TraceEntry> entries) {
        for (TraceEntry entry : entries) {
            String sentence = switch (entry.event()) {
                case KernelEvent kernel -> kernel(entry.env(), kernel);
                case HwEvent hw -> hardware(hw);
                default -> "";
            };
            if (!sentence.isEmpty()) {
                return Optional.of(new Broken(entry, sentence));
            }
        }
        return Optional.empty();
    }

    private String kernel(int env, KernelEvent event) {
        return switch (event) {
            case KernelEvent.FrameBound bound ->
                holds(owners.put(bound.frame(), env) == null, "frame %d got a second owner".formatted(bound.frame()));
            case KernelEvent.FrameReleased released -> released(env, released.frame());
            case KernelEvent.TransferSubmitted submitted ->
                holds(
                        owners.getOrDefault(submitted.frame(), 0) == env,
                        "a transfer names frame %d, which is another's".formatted(submitted.frame()));
            case KernelEvent.BlockCached cached ->
                holds(owners.put(cached.frame(), LENT) == null, "frame %d was lent and kept".formatted(cached.frame()));
            case KernelEvent.BlockUncached uncached -> released(LENT, uncached.frame());
            case KernelEvent.RevocationRequested requested ->
                holds(asked.add(requested.frame()), "frame %d was asked for twice".formatted(requested.frame()));
            case KernelEvent.RevocationAcknowledged acknowledged -> ended(acknowledged.frame());
            case KernelEvent.RevocationAborted aborted -> ended(aborted.frame());
            case KernelEvent.ResourceRequested requested -> {
                Resource resource = Resource.of(requested.kind(), requested.first(), requested.units());
                yield holds(others.add(resource), resource.inWords() + " was asked for twice");
            }
            case KernelEvent.ResourceReturned returned ->
                ended(Resource.of(returned.kind(), returned.first(), returned.units()));
            case KernelEvent.ResourceRepossessed taken ->
                ended(Resource.of(taken.kind(), taken.first(), taken.units()));
            case KernelEvent.EnvExited exited ->
                holds(!owners.containsValue(env), "an environment that has ended still owns a frame");
            case KernelEvent.InvariantBroken broken ->
                "Invariant broken: " + broken.invariant() + ", " + broken.detail();
            default -> "";
        };
    }

    private String released(int env, int frame) {
        Integer owner = owners.remove(frame);
        if (owner == null || owner != env) {
            return "Invariant broken: frame %d was released by another than its owner".formatted(frame);
        }
        return holds(!frameOfSlot.containsValue(frame), "the TLB still leads to frame %d".formatted(frame));
    }

    private String ended(int frame) {
        return holds(asked.remove(frame), "the revocation of frame %d ended twice".formatted(frame));
    }

    private String ended(Resource resource) {
        return holds(others.remove(resource), "the revocation of %s ended twice".formatted(resource.inWords()));
    }

    private String hardware(HwEvent event) {
        switch (event) {
            case HwEvent.TlbFilled filled -> {
                frameOfSlot.put(filled.index(), filled.frame());
                return holds(
                        owners.containsKey(filled.frame()), "the TLB leads to free frame %d".formatted(filled.frame()));
            }
            case HwEvent.TlbDropped dropped -> frameOfSlot.remove(dropped.index());
            case HwEvent.MachineStarted started -> {
                owners.clear(); // nobody owns anything in a machine that has been switched on, for the first time or
                // again
                frameOfSlot.clear();
                asked.clear();
                others.clear();
            }
            default -> {}
        }
        return "";
    }

    private static String holds(boolean promise, String otherwise) {
        return promise ? "" : "Invariant broken: " + otherwise;
    }
}
