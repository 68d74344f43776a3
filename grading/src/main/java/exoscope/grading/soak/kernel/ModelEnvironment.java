package exoscope.grading.soak.kernel;

import exoscope.kernel.Exokernel;
import exoscope.kernel.Resource;
import exoscope.kernel.Upcall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the model knows of an environment. */
final class ModelEnvironment {
    final int id;
    final int guaranteed;
    final Deque<Upcall> upcalls = new ArrayDeque<>();
    final List<Exokernel.Repossession> repossessions = new ArrayList<>();
    /** Blocks by the frames that are to be saved there. */
    final Map<Integer, Integer> destinations = new HashMap<>();

    /** First blocks by the extents that are to be saved from there on. */
    final Map<Resource.Extent, Integer> places = new HashMap<>();
    /** Physical addresses of save areas, and where handlers begin, by cause. */
    final Map<Integer, Integer> handlers = new HashMap<>();

    final Map<Integer, Integer> pcs = new HashMap<>();
    /** Where the interrupt words are, or -1 for in the kernel: as the two fields after it say. */
    int words = -1;

    boolean off;
    int missed;

    boolean alive = true;
    /** Whether it was looked at after its end. */
    boolean found;

    ModelEnvironment(int id, int guaranteed) {
        this.id = id;
        this.guaranteed = guaranteed;
    }

    void post(Upcall upcall) {
        if (alive) {
            upcalls.add(upcall);
        }
    }

    /** A frame is gone, and what was in it. */
    void lose(int frame) {
        handlers.values().removeIf(area -> area >>> 12 == frame);
        if (words >= 0 && words >>> 12 == frame) {
            loseWords();
        }
    }

    void forget() {
        handlers.clear();
        loseWords();
    }

    private void loseWords() {
        words = -1;
        off = false;
        missed = 0;
    }

    /** Whether something else is to be saved to one of these blocks. */
    boolean destinedFor(int first, int n, Resource resource) {
        boolean frames = destinations.entrySet().stream()
                .filter(each -> !new Resource.Frame(each.getKey()).equals(resource))
                .anyMatch(each -> each.getValue() >= first && each.getValue() - first < n);
        boolean extents = places.entrySet().stream()
                .filter(each -> !ResourceModel.shared(each.getKey(), resource))
                .anyMatch(each ->
                        each.getValue() - n < first && first - each.getKey().blocks() < each.getValue());
        return frames || extents;
    }

    /** How many control transfers wait to be taken. */
    long called() {
        return upcalls.stream().filter(Upcall.Called.class::isInstance).count();
    }
}
