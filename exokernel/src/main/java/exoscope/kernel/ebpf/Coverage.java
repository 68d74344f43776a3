package exoscope.kernel.ebpf;

import java.util.HashMap;
import java.util.Map;

/**
 * Compares what was known when a path was found safe with what is known on another path. Identifiers differ between paths;
 * what matters is that registers that were known to be equal are again.
 */
final class Coverage {
    private final Map<Integer, Integer> identifiers = new HashMap<>();
    private int fresh = -1;

    /** Whether the old register stands for all that the new one does. */
    boolean covers(Register old, Register now) {
        if (old.kind() == Register.Kind.NOTHING) {
            return true;
        }
        return old.kind() == now.kind()
                && old.offset() == now.offset()
                && old.index() == now.index()
                && old.range() <= now.range()
                && old.scalar().contains(now.scalar())
                && sameIdentifier(old.id(), now.id());
    }

    private boolean sameIdentifier(int old, int now) {
        if (old == 0) {
            return true;
        }
        int other = now == 0 ? fresh-- : now;
        Integer known = identifiers.putIfAbsent(old, other);
        return known == null || known == other;
    }
}
