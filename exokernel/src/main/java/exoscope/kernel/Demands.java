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

    private record Demand(int frames, long until) {}

    private final Map<Integer, Demand> open = new TreeMap<>();

    /** Notes that {@code env} could not get {@code frames}, in place of what it wanted before. */
    void note(int env, int frames, long now) {
        open.put(env, new Demand(frames, now + LAPSES_AFTER));
    }

    /** Forgets what an environment wanted: it got it, or is no more. */
    void forget(int env) {
        open.remove(env);
    }

    /** Frames that are kept for others than {@code env}. */
    int ofOthers(int env, long now) {
        open.values().removeIf(demand -> demand.until() <= now);
        return open.entrySet().stream()
                .filter(entry -> entry.getKey() != env)
                .mapToInt(entry -> entry.getValue().frames())
                .sum();
    }
}
