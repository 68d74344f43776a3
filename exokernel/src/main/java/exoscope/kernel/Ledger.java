package exoscope.kernel;

import java.util.List;

/**
 * What everybody used since power-on. Each cycle was charged to one environment, to the kernel, or to nobody because
 * everyone waited. A snapshot.
 *
 * @param elapsed cycles since power-on
 * @param kernel cycles of the kernel's own: interrupts, revocation, changing slices, ending environments
 * @param idle cycles in which nothing ran
 * @param copied bytes that the kernel copied for itself: frames that it took by force, and saved
 * @param accounts one for every environment, by number, the dead included
 */
public record Ledger(long elapsed, long kernel, long idle, long copied, List<Account> accounts) {
    public Ledger(long elapsed, long kernel, long idle, long copied, List<Account> accounts) {
        this.elapsed = elapsed;
        this.kernel = kernel;
        this.idle = idle;
        this.copied = copied;
        this.accounts = List.copyOf(accounts);
    }

    /**
     * What one environment used.
     *
     * @param env its number
     * @param cycles its code, its kernel calls and its upcalls
     * @param frames it owns now
     * @param mostFrames it owned at once
     * @param copied bytes that the kernel copied on its account: packets to its rings, what its handlers put, pull and send,
     *     patches and copies of its metadata. What a device reads or writes in its frames is not copied
     * @param calls kernel calls, the refused ones too
     * @param upcalls upcalls dispatched to it
     * @param crossings times the kernel was entered on its account: calls, TLB exceptions, ends of its slices
     */
    public record Account(
            int env, long cycles, int frames, int mostFrames, long copied, long calls, long upcalls, long crossings) {}

    /** All that was charged; equals {@link #elapsed}. */
    public long charged() {
        return kernel + idle + accounts.stream().mapToLong(Account::cycles).sum();
    }

    /** The account of an environment. */
    public Account of(int env) {
        return accounts.get(env - 1);
    }
}
