package exoscope.labs.engine;

import exoscope.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who gives way to whom, where a plan says so: the lower to the higher of those that can run, the stalled to all. */
final class Priorities {
    /** Above every priority that a plan can give. */
    private static final long ABOVE_ALL = Long.MAX_VALUE / 2;

    private final Kernel kernel;
    private final Map<Integer, Long> priorities = new HashMap<>();
    private final Map<Integer, Long> stalledUntil = new HashMap<>();

    /** @param order environments, the highest first; empty for equal ones */
    Priorities(List<Integer> order, Kernel kernel) {
        this.kernel = kernel;
        for (int i = 0; i < order.size(); i++) {
            priorities.put(order.get(i), ABOVE_ALL + order.size() - i);
        }
    }

    /** There is such an environment; unless the order names it, it is as high as any other. */
    void enter(int env) {
        priorities.putIfAbsent(env, ABOVE_ALL);
    }

    void demote(int env, long priority) {
        priorities.put(env, priority);
    }

    /** Has an environment stand back until a cycle, at which the machine will look again. */
    void stall(int env, long cycle) {
        stalledUntil.put(env, cycle);
        kernel.machine().events().schedule(cycle, () -> {});
    }

    boolean givesWay(int env) {
        if (stalled(env)) {
            return true;
        }
        long own = of(env);
        for (Map.Entry<Integer, Long> other : priorities.entrySet()) {
            if (other.getValue() > own && !stalled(other.getKey()) && kernel.canRun(other.getKey())) {
                return true;
            }
        }
        return false;
    }

    private long of(int env) {
        return priorities.getOrDefault(env, ABOVE_ALL);
    }

    private boolean stalled(int env) {
        return stalledUntil.getOrDefault(env, 0L) > kernel.machine().clock().now();
    }
}
