package exoscope.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who asked for frames that were not free, and how many. What others give back is kept for the one it was asked for;
 * otherwise whoever is quickest takes it, and a victim that faults its page back in starves the one who waits.
 */
final class Demands {
    /** Cycles after which a demand that is not repeated lapses: 80 ms at 25 MHz. */
    static final long LAPSES_AFTER = 2_000_000;

    private record Demand(int frames, long until, long order) {}

    private final Map<Integer, Demand> open = new TreeMap<>();
    private long nextOrder;

    /** Notes that {@code env} could not get {@code frames}, in place of what it wanted before; it keeps its turn. */
    void note(int env, int frames, long now) {
        Demand before = open.get(env);
        long order = before == null ? nextOrder++ : before.order();
        open.put(env, new Demand(frames, now + LAPSES_AFTER, order));
    }

    /** Forgets what an environment wanted: it got it, or is no more. */
    void forget(int env) {
        open.remove(env);
    }

    /** Frames that are kept for others than {@code env}: for those who asked before it did. */
    int ofOthers(int env, long now) {
        open.values().removeIf(demand -> demand.until() <= now);
        Demand own = open.get(env);
        long turn = own == null ? Long.MAX_VALUE : own.order();
        return open.entrySet().stream()
                .filter(entry -> entry.getKey() != env && entry.getValue().order() < turn)
                .mapToInt(entry -> entry.getValue().frames())
                .sum();
    }
}
