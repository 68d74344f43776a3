package exoscope.kernel.xn;

import java.util.HashSet;
import java.util.Set;

/** Which writes wait for which others. */
final class Waits {
    private final Forest forest;
    private final Set<Integer> clear = new HashSet<>();
    private final Set<Integer> path = new HashSet<>();

    Waits(Forest forest) {
        this.forest = forest;
    }

    /** Whether some would wait for themselves. */
    boolean circular() {
        return forest.nodes().stream().anyMatch(this::reachesItself);
    }

    private boolean reachesItself(Node node) {
        if (clear.contains(node.block())) {
            return false;
        }
        if (!path.add(node.block())) {
            return true;
        }
        boolean circular = forest.before(node).stream().anyMatch(this::reachesItself);
        path.remove(node.block());
        clear.add(node.block());
        return circular;
    }
}
