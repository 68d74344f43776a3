package exoscope.labs.view;

import exoscope.kernel.KernelEvent;
import java.util.List;

/**
 * An environment as the trace shows it.
 *
 * @param id its number, from 1
 * @param name what it was called when it was created
 * @param guaranteed frames below which the kernel never revokes
 * @param frames frames it owns
 * @param charged cycles it spent in slices that have ended
 * @param sliceSince cycle at which the slice began that it is in, or -1
 * @param upcalls its code for these upcalls is running or interrupted, the innermost last
 * @param misses hardware TLB misses that its own code had to answer
 * @param stlbHits hardware TLB misses that the kernel answered from the software TLB
 * @param refusals kernel calls that were refused
 * @param ending how it ended; empty while it lives
 * @param account what it used in its life; {@link KernelEvent.AccountClosed#NOT_YET} until that ends
 */
public record EnvView(
        int id,
        String name,
        int guaranteed,
        int frames,
        long charged,
        long sliceSince,
        List<UpcallView> upcalls,
        long misses,
        long stlbHits,
        long refusals,
        String ending,
        KernelEvent.AccountClosed account) {

    /**
     * An upcall whose code has begun and not ended.
     *
     * @param kind such as {@code TlbMiss} or {@code Revoke}
     * @param subject the page, frame or request, or -1
     * @param since cycle at which its code began
     */
    public record UpcallView(String kind, int subject, long since) {}

    public boolean alive() {
        return ending.isEmpty();
    }

    /** Whether the processor is its own at this moment. */
    public boolean running() {
        return sliceSince >= 0;
    }
}
