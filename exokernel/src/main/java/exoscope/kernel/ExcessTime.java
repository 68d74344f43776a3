package exoscope.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * What environments have taken past the end of their slices and not paid back yet: the excess-time counter of SOSP'95
 * §5.1.1, in cycles. Each whole slice that is owed is paid by forfeiting one; who owes more than a bound is destroyed.
 *
 * <p>Invariants: a debt is what was taken less what was forfeited; nobody alive owes more than the bound; the dead owe nothing.
 */
final class ExcessTime {
    /** Slices that an environment may owe; Xok allows 330 ticks, which are 41 slices. */
    static final int MOST_SLICES = 4;

    private static final class Debt {
        private long owed;
        private long taken;
        private long forfeited;
        /** What calls took past the ends of slices, so far less than a slice: not owed yet. */
        private long overrun;
    }

    private final Kernel kernel;
    private final Map<Integer, Debt> debts = new TreeMap<>();
    /** The bound in cycles; without a processor nobody can take anything. */
    private long bound;

    private long slice = Long.MAX_VALUE;

    ExcessTime(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Says how long slices are. */
    void setSlice(long cycles) {
        bound = MOST_SLICES * cycles;
        slice = cycles;
    }

    /** Cycles that an environment owes. */
    long owedBy(int env) {
        Debt debt = debts.get(env);
        return debt == null ? 0 : debt.owed;
    }

    /** Cycles that an environment may still take past the end of a slice. */
    long allowance(int env) {
        return Math.max(0, bound - owedBy(env));
    }

    /** Enters what an environment has taken. */
    void take(int env, long cycles) {
        if (cycles > 0) {
            Debt debt = debts.computeIfAbsent(env, key -> new Debt());
            debt.owed += cycles;
            debt.taken += cycles;
            kernel.tracer().emitFor(env, new KernelEvent.ExcessTimeTaken(cycles, debt.owed));
        }
    }

    /**
     * Enters what a call took past the end of a slice. It is owed as soon as it adds up to whole slices, as much of it as may be
     * owed: nobody is destroyed for it.
     */
    void overrun(int env, long cycles) {
        if (cycles > 0) {
            Debt debt = debts.computeIfAbsent(env, key -> new Debt());
            debt.overrun += cycles;
            long whole = debt.overrun - debt.overrun % slice;
            debt.overrun -= whole;
            take(env, Math.min(whole, allowance(env)));
        }
    }

    /** Has an environment that owes a slice forfeit the one at this position. Returns whether it does. */
    boolean forfeit(int env, int position, long sliceCycles) {
        Debt debt = debts.get(env);
        if (debt == null || debt.owed < sliceCycles) {
            return false;
        }
        debt.owed -= sliceCycles;
        debt.forfeited += sliceCycles;
        kernel.tracer().emitFor(env, new KernelEvent.SliceForfeited(position, debt.owed));
        return true;
    }

    /** The environment has ended. */
    void forget(int env) {
        debts.remove(env);
    }

    boolean anythingOf(int env) {
        return debts.containsKey(env);
    }

    void checkAll() {
        debts.forEach(this::check);
    }

    private void check(int env, Debt debt) {
        if (!kernel.environment(env).alive()) {
            kernel.invariants().stop(Invariants.EXITED, "environment " + env + " owes " + debt.owed + " cycles");
        }
        if (debt.owed < 0 || debt.owed != debt.taken - debt.forfeited) {
            kernel.invariants()
                    .stop(
                            Invariants.EXCESS,
                            "environment %d owes %d cycles, having taken %d and forfeited %d"
                                    .formatted(env, debt.owed, debt.taken, debt.forfeited));
        }
        if (debt.owed > bound) {
            kernel.invariants()
                    .stop(
                            Invariants.BORROWING,
                            "environment %d lives and owes %d cycles of at most %d".formatted(env, debt.owed, bound));
        }
    }

    /** For tests, which spoil it. */
    void miscount(int env, long cycles) {
        debts.computeIfAbsent(env, key -> new Debt()).owed += cycles;
    }
}
