package exoscope.labs.view;

import java.util.List;
import java.util.Optional;

/**
 * Machine, kernel and environments after the first {@code events} events of a trace. Immutable, and made of values
 * only: whoever draws it cannot touch what it shows.
 *
 * @param events how many events of the trace it contains
 * @param cycle cycle of the last of them
 * @param envs by number, the dead included
 * @param frames by number
 * @param tlb the hardware TLB by slot
 * @param spaces who has which address-space identifier, as far as that is not the one of its own number
 * @param revocations in the order of their requests; of those that have ended only the last {@link #REMEMBERED}
 * @param transfers disk transfers that have not ended, in the order submitted
 * @param console the end of what was written to the console, at most {@link #CONSOLE} characters
 * @param panics libOSes that panicked, in the order of events
 * @param invariant the invariant that broke and how, or empty
 */
public record MachineView(
        long events,
        long cycle,
        List<EnvView> envs,
        List<FrameView> frames,
        List<TlbSlotView> tlb,
        List<SpaceView> spaces,
        List<RevocationView> revocations,
        List<TransferView> transfers,
        String console,
        List<PanicView> panics,
        String invariant) {
    /** Panics kept: an environment panics once, but a trace that was tampered with may say anything. */
    static final int MOST_PANICS = 64;

    /** Ended revocations kept. */
    public static final int REMEMBERED = 24;

    /** Characters of console output kept. */
    public static final int CONSOLE = 4000;

    /** A machine of which nothing is known yet. */
    public static final MachineView BEFORE_POWER_ON =
            new MachineView(0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of(), "");

    /**
     * An address-space identifier.
     *
     * @param asid 1 to 63
     * @param env the environment that got it last
     */
    public record SpaceView(int asid, int env) {}

    /** The environment that has, or had last, an address-space identifier; 0 for none. */
    public int envOfAsid(int asid) {
        return spaces.stream()
                .filter(space -> space.asid() == asid)
                .mapToInt(SpaceView::env)
                .findFirst()
                .orElse(asid);
    }

    /** The environment whose slice it is. */
    public Optional<EnvView> running() {
        return envs.stream().filter(EnvView::running).findFirst();
    }

    /** The environment with this number; empty for 0 and for numbers not given out yet. */
    public Optional<EnvView> env(int id) {
        return id < 1 || id > envs.size() ? Optional.empty() : Optional.of(envs.get(id - 1));
    }

    /** The name of an environment, or how nobody is called. */
    public String nameOf(int id) {
        return env(id).map(EnvView::name).orElse(id == 0 ? "kernel" : "environment " + id);
    }

    public long freeFrames() {
        return frames.stream().filter(FrameView::free).count();
    }
}
