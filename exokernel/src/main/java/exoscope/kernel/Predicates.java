package exoscope.kernel;

import exoscope.kernel.ebpf.ContextLayout;
import exoscope.kernel.ebpf.HelperTable;
import exoscope.kernel.ebpf.KernelHelpers;
import exoscope.kernel.ebpf.KernelServices;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.ProgramType;
import exoscope.kernel.ebpf.Result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What environments wait for beside upcalls: programs that look at words of their frames and at the clock. One is evaluated
 * when it is set, and, while its environment waits, whenever a slice of that environment's is about to begin: after others
 * have run, and after each event when nobody runs. Whatever became true before one of these moments is seen there. Whoever yields
 * to it has it evaluated too, and pays: it would be somebody else's to spend otherwise.
 */
final class Predicates {
    /** Most cycles that an evaluation may take. */
    static final long BUDGET = 1_000;

    private static final byte[] NOTHING = new byte[0];

    private final Kernel kernel;
    /** By environment, which has one at most. */
    private final Map<Integer, Predicate> waiting = new TreeMap<>();

    /**
     * A predicate.
     *
     * @param frames those that it looks at
     * @param timed whether it may become true because time passes and nothing else happens
     */
    record Predicate(LoadedProgram program, List<Integer> frames, boolean timed) {}

    Predicates(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What programs must be to be waited for: no packet, no context, and nothing that they could change. */
    ProgramType type() {
        HelperTable all = KernelHelpers.table(new Looking());
        HelperTable some = HelperTable.NONE;
        for (int helper : new int[] {KernelHelpers.LOOKUP, KernelHelpers.CYCLE}) {
            HelperTable.Entry entry = all.find(helper).orElseThrow();
            some = some.with(entry.signature(), entry.function());
        }
        return new ProgramType("wakeup predicate", ContextLayout.EMPTY, some, false, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Has an environment wait for a predicate, instead of what it waited for before. */
    void set(int env, Predicate predicate) {
        kernel.invariants().checkAlive(env);
        check(env, predicate);
        waiting.put(env, predicate);
        evaluate(env, env);
    }

    /** Evaluates an environment's predicate, if it has one. Returns whether that ended it, with an upcall. */
    boolean evaluate(int env, int payer) {
        Predicate predicate = waiting.get(env);
        if (predicate == null) {
            return false;
        }
        exoscope.kernel.ebpf.Result result = predicate.program().run(NOTHING, BUDGET);
        kernel.chargeCycles(payer, result.cycles());
        boolean returned = result.outcome() == Outcome.RETURNED;
        if (returned && result.value() == 0) {
            return false;
        }
        end(env, returned);
        return true;
    }

    private void end(int env, boolean held) {
        waiting.remove(env);
        kernel.tracer().emitFor(env, new KernelEvent.PredicateEnded(held));
        kernel.environment(env).expectAnswer();
        kernel.environment(env).post(new Upcall.PredicateEnded(held));
    }

    /** Whether a predicate of somebody who has slices depends on the time. */
    boolean anyTimed() {
        return waiting.entrySet().stream()
                .anyMatch(entry -> entry.getValue().timed() && kernel.vector().anythingOf(entry.getKey()));
    }

    /** A frame is about to leave its owner: whoever waits for a word of it will not wait for ever. */
    void breakFrame(int frame) {
        waiting.entrySet().stream()
                .filter(entry -> entry.getValue().frames().contains(frame))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(env -> end(env, false));
    }

    void forget(int env) {
        waiting.remove(env);
    }

    boolean anythingOf(int env) {
        return waiting.containsKey(env);
    }

    /** Goes through all predicates. */
    void checkAll() {
        waiting.forEach(this::check);
    }

    private void check(int env, Predicate predicate) {
        for (int frame : predicate.frames()) {
            int owner = kernel.frames().owner(frame);
            if (owner != env) {
                kernel.invariants()
                        .stop(Invariants.PREDICATES, env + " waits for words of frame " + frame + " of " + owner);
            }
        }
    }

    /** Predicates look at the clock and can do nothing else. */
    private final class Looking implements KernelServices {
        @Override
        public long now() {
            return kernel.machine().clock().now();
        }

        @Override
        public boolean send(byte[] packet) {
            return false;
        }

        @Override
        public boolean wake(int environment) {
            return false;
        }
    }
}
