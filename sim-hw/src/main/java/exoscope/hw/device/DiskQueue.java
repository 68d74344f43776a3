package exoscope.hw.device;

import java.util.ArrayList;
import java.util.List;

/** Requests that wait for the disk, in the order in which they came. */
final class DiskQueue {
    private final List<DiskRequest> waiting = new ArrayList<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(DiskRequest request) {
        waiting.add(request);
    }

    /** Forgets a request; returns whether it was there. */
    boolean remove(int id) {
        return waiting.removeIf(request -> request.id() == id);
    }

    void clear() {
        waiting.clear();
    }

    /** Takes the request that is next, of which there is one, with the arm at a sector. */
    DiskRequest next(DiskPolicy policy, int arm) {
        return waiting.remove(policy == DiskPolicy.IN_ORDER ? 0 : nearestFrom(arm));
    }

    private int nearestFrom(int arm) {
        int best = 0;
        for (int i = 1; i < waiting.size(); i++) {
            if (distance(waiting.get(i), arm) < distance(waiting.get(best), arm)) {
                best = i;
            }
        }
        return best;
    }

    /** Sectors ahead of the arm; what lies behind it comes after everything ahead. */
    private static long distance(DiskRequest request, int arm) {
        long ahead = (long) request.first() - arm;
        return ahead >= 0 ? ahead : ahead + (1L << 32);
    }
}
