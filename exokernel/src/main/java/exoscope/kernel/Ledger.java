package exoscope.kernel;

import java.util.List;

/**
 * Where the cycles went since power-on: each was charged to one environment, to the kernel, or to nobody because
 * everyone waited. A snapshot.
 *
 * @param elapsed cycles since power-on
 * @param kernel cycles of the kernel's own: interrupts, revocation, changing slices, ending environments
 * @param idle cycles in which nothing ran
 * @param accounts one for every environment, by number, the dead included
 */
public record Ledger(long elapsed, long kernel, long idle, List<Account> accounts) {
    public Ledger(long elapsed, long kernel, long idle, List<Account> accounts) {
        this.elapsed = elapsed;
        this.kernel = kernel;
        this.idle = idle;
        this.accounts = List.copyOf(accounts);
    }

    /**
     * What one environment used.
     *
     * @param env its number
     * @param cycles its code, its kernel calls and its upcalls
     * @param calls kernel calls, the refused ones too
     * @param upcalls upcalls dispatched to it
     * @param crossings times the kernel was entered on its account: calls, TLB exceptions, ends of its slices
     */
    public record Account(int env, long cycles, long calls, long upcalls, long crossings) {}

    /** All that was charged; equals {@link #elapsed}. */
    public long charged() {
        return kernel + idle + accounts.stream().mapToLong(Account::cycles).sum();
    }

    /** The account of an environment. */
    public Account of(int env) {
        return accounts.get(env - 1);
    }
}
