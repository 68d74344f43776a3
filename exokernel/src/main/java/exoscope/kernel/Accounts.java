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
    /** By environment; the first is the kernel's. */
    private final List<Account> accounts = new ArrayList<>();
    /** All that is on the accounts, so that adding up takes no longer when there are many. */
    private long charged;

    private long idle;
    /** Whose slice it is, or nobody's. */
    private int running = Tracer.NO_ENV;

    private long since;
    /** Cycles of this slice that others than its environment have been charged for. */
    private long ofOthers;

    private static final class Account {
        private long cycles;
        private long calls;
        private long upcalls;
        private long crossings;
        private long copied;
    }

    Accounts(Clock clock) {
        this.clock = clock;
        open();
        add(Tracer.NO_ENV, clock.now()); // what passed before there was a kernel
    }

    /** An account for the next environment. */
    void open() {
        accounts.add(new Account());
    }

    private void add(int payer, long amount) {
        accounts.get(payer).cycles += amount;
        charged += amount;
    }

    /** Lets time pass on an account; {@link Tracer#NO_ENV} is the kernel's. */
    void charge(int payer, long amount) {
        clock.charge(amount);
        if (running == Tracer.NO_ENV) {
            add(payer, amount);
        } else if (payer != running) {
            add(payer, amount);
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
        add(running, used);
        accounts.get(running).crossings++;
        running = Tracer.NO_ENV;
        return used;
    }

    /** Whose slice it is, or {@link Tracer#NO_ENV}. */
    int running() {
        return running;
    }

    void countCall(int env) {
        Account account = accounts.get(env);
        account.calls++;
        account.crossings++;
    }

    void countUpcall(int env) {
        accounts.get(env).upcalls++;
    }

    /** Bytes that the kernel copied for an environment, or, by {@link Tracer#NO_ENV}, for itself. */
    void countCopied(int payer, long bytes) {
        accounts.get(payer).copied += bytes;
    }

    void countTlbException(int env) {
        accounts.get(env).crossings++;
    }

    long chargedTo(int env) {
        return accounts.get(env).cycles + (env == running ? runningSoFar() : 0);
    }

    /** Cycles that passed outside slices without anybody being charged: 0 unless something is broken. */
    long unaccounted() {
        return clock.now() - idle - runningSoFar() - charged;
    }

    /** How far the accounts are from what was entered in them: 0 unless something is broken. */
    long misentered() {
        long sum = 0;
        for (Account account : accounts) {
            sum += account.cycles;
        }
        return sum - charged;
    }

    /** All accounts, with the frames that {@code frames} says. */
    Ledger snapshot(int environments, FrameTable frames) {
        List<Ledger.Account> all = new ArrayList<>();
        for (int env = 1; env <= environments; env++) {
            all.add(of(env, frames));
        }
        Account kernel = accounts.getFirst();
        return new Ledger(clock.now(), kernel.cycles, idle, kernel.copied, all);
    }

    /** One account. */
    Ledger.Account of(int env, FrameTable frames) {
        Account account = accounts.get(env);
        return new Ledger.Account(
                env,
                chargedTo(env),
                frames.countOwnedBy(env),
                frames.mostOwnedBy(env),
                account.copied,
                account.calls,
                account.upcalls,
                account.crossings);
    }

    /** Cycles that the environment whose slice it is will be charged for, so far. */
    long runningSoFar() {
        return running == Tracer.NO_ENV ? 0 : clock.now() - since - ofOthers;
    }
}
