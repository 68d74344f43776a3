package exoscope.kernel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Protected control transfer (SOSP'95 §5.5): who has given all its slices to whom, until that one transfers back.
 *
 * <p>Invariants: an environment waits for one other at most, which lives; following those leads to one that waits for
 * nobody. At most one transfer to an environment is waiting to be taken, and one that returns to it besides: nobody's call keeps
 * another from returning, and callers cannot fill the kernel.
 */
final class ControlTransfers {
    private final Kernel kernel;
    /** Callee by caller, for synchronous transfers that have not returned. */
    private final Map<Integer, Integer> callees = new TreeMap<>();

    ControlTransfers(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Whether an environment has given its slices away, and does not run until they come back. */
    boolean waits(int env) {
        return callees.containsKey(env);
    }

    /** Who runs in the slices of an environment: itself, or the one that it waits for in the end. */
    int runnerFor(int env) {
        int runner = env;
        for (Integer next = callees.get(env); next != null; next = callees.get(next)) {
            runner = next;
        }
        return runner;
    }

    /** Why a transfer cannot be begun, or null if it can. A callee that waits can only be returned to. */
    @Nullable
    String obstacle(int from, int to, boolean synchronous) {
        Integer awaited = callees.get(to);
        boolean isReturn = awaited != null && awaited == from && !synchronous;
        if (waits(from)) {
            return "environment " + from + " has given its slices away";
        }
        if (awaited != null && !isReturn) {
            return "environment " + to + " waits for environment " + awaited;
        }
        if (synchronous && kernel.environment(from).called() > 1) {
            return "environment " + from + " has not taken the last return yet";
        }
        return !isReturn && kernel.environment(to).called() > 0
                ? "environment " + to + " has not taken the last call yet"
                : null;
    }

    /** Carries a transfer out that nothing is in the way of: from here on it cannot fail. */
    void begin(int from, int to, boolean synchronous, Message message) {
        if (synchronous) {
            callees.put(from, to);
        } else if (callees.getOrDefault(to, 0) == from) {
            callees.remove(to);
        }
        kernel.environment(to).call(new Upcall.Called(from, synchronous, message));
        kernel.tracer().emitFor(from, new KernelEvent.ControlTransferred(to, synchronous));
        kernel.handOver(from, to);
    }

    /** An environment has ended: who waited for it goes on, and is told. */
    void forget(int env) {
        callees.remove(env);
        List<Integer> callers = callees.entrySet().stream()
                .filter(entry -> entry.getValue() == env)
                .map(Map.Entry::getKey)
                .toList();
        for (int caller : callers) {
            callees.remove(caller);
            kernel.environment(caller).post(new Upcall.CalleeEnded(env));
        }
    }

    /** Goes through all transfers that have not returned. */
    void checkAll() {
        callees.forEach((caller, callee) -> {
            if (!kernel.environment(caller).alive()
                    || !kernel.environment(callee).alive()) {
                kernel.invariants().stop(Invariants.EXITED, "environment %d waits for %d".formatted(caller, callee));
            }
        });
    }
}
