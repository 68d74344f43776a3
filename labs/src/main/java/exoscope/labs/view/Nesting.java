package exoscope.labs.view;

import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of a run in which an upcall's code was at work on top of another's, such as a revocation inside a fault handler.
 *
 * @param env whose upcalls
 * @param from number of the event with which the inner one began
 * @param to number of the event with which it ended, or how many events the run has
 * @param depth upcalls on top of one another, this one included: 2 or more
 */
public record Nesting(int env, long from, long to, int depth) {

    /** Every such stretch of a run, by its beginning: a fold over the trace. */
    public static List<Nesting> of(Playback playback) {
        Map<Integer, Deque<Long>> open = new HashMap<>();
        List<Nesting> found = new ArrayList<>();
        for (TraceEntry entry : playback.entries()) {
            Deque<Long> begun = open.computeIfAbsent(entry.env(), env -> new ArrayDeque<>());
            switch (entry.event()) {
                case KernelEvent.UpcallStarted started -> begun.push(entry.seq());
                case KernelEvent.UpcallEnded ended -> end(begun, entry.env(), entry.seq(), found);
                case KernelEvent.EnvExited exited -> endAll(begun, entry.env(), entry.seq(), found);
                default -> {}
            }
        }
        open.forEach((env, begun) -> endAll(begun, env, playback.events(), found));
        found.sort(Comparator.comparingLong(Nesting::from).thenComparingInt(Nesting::env));
        return List.copyOf(found);
    }

    private static void endAll(Deque<Long> begun, int env, long at, List<Nesting> found) {
        while (!begun.isEmpty()) {
            end(begun, env, at, found);
        }
    }

    private static void end(Deque<Long> begun, int env, long at, List<Nesting> found) {
        int depth = begun.size();
        if (depth >= 2) {
            found.add(new Nesting(env, begun.getFirst(), at, depth));
        }
        begun.poll();
    }
}
