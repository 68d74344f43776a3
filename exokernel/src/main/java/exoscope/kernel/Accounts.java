package exoscope.kernel;

import exoscope.hw.Clock;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the books of the clock. During a slice the environment is charged for whatever passes, but for what somebody
 * else is charged for; outside slices nothing may pass that nobody is charged for, and that is what is checked.
 */
final class Accounts {
    private final Clock clock;
    private final long[] cycles = new long[Kernel.MAX_ENVIRONMENTS + 1];
    private final long[] calls = new long[Kernel.MAX_ENVIRONMENTS + 1];
    private final long[] upcalls = new long[Kernel.MAX_ENVIRONMENTS + 1];
    private final long[] crossings = new long[Kernel.MAX_ENVIRONMENTS + 1];
    private long idle;
    /** Whose slice it is, or nobody's. */
    private int running = Tracer.NO_ENV;

    private long since;
    /** Cycles of this slice that others than its environment have been charged for. */
    private long ofOthers;

    Accounts(Clock clock) {
        this.clock = clock;
        cycles[Tracer.NO_ENV] = clock.now(); // what passed before there was a kernel
    }

    /** Lets time pass on an account; {@link Tracer#NO_ENV} is the kernel's. */
    void charge(int payer, long amount) {
        clock.charge(amount);
        if (running == Tracer.NO_ENV) {
            cycles[payer] += amount;
        } else if (payer != running) {
            cycles[payer] += amount;
            ofOthers += amount;
        }
    }

    /** Lets the time pass until something happens. */
    void idleUntil(long cycle) {
        long before = clock.now();
        clock.idleUntil(cycle);
        idle += clock.now() - before;
    }

    void startSlice(int env) {
        running = env;
        since = clock.now();
        ofOthers = 0;
    }

    /** Ends the slice. Returns the cycles that its environment is charged for. */
    long endSlice() {
        long used = runningSoFar();
        cycles[running] += used;
        crossings[running]++;
        running = Tracer.NO_ENV;
        return used;
    }

    /** Whose slice it is, or {@link Tracer#NO_ENV}. */
    int running() {
        return running;
    }

    void countCall(int env) {
        calls[env]++;
        crossings[env]++;
    }

    void countUpcall(int env) {
        upcalls[env]++;
    }

    void countTlbException(int env) {
        crossings[env]++;
    }

    long chargedTo(int env) {
        return cycles[env] + (env == running ? runningSoFar() : 0);
    }

    /** Cycles that passed outside slices without anybody being charged: 0 unless something is broken. */
    long unaccounted() {
        long sum = idle + (running == Tracer.NO_ENV ? 0 : runningSoFar());
        for (long amount : cycles) {
            sum += amount;
        }
        return clock.now() - sum;
    }

    Ledger snapshot(int environments) {
        List<Ledger.Account> accounts = new ArrayList<>();
        for (int env = 1; env <= environments; env++) {
            accounts.add(new Ledger.Account(env, chargedTo(env), calls[env], upcalls[env], crossings[env]));
        }
        return new Ledger(clock.now(), cycles[Tracer.NO_ENV], idle, accounts);
    }

    private long runningSoFar() {
        return running == Tracer.NO_ENV ? 0 : clock.now() - since - ofOthers;
    }
}
