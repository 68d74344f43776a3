package exoscope.kernel;

import exoscope.kernel.ebpf.ByteRegion;
import exoscope.kernel.ebpf.ContextLayout;
import exoscope.kernel.ebpf.ContextLayout.Field;
import exoscope.kernel.ebpf.ContextLayout.Kind;
import exoscope.kernel.ebpf.KernelHelpers;
import exoscope.kernel.ebpf.KernelServices;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.ProgramType;
import exoscope.kernel.ebpf.Result.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs when a packet of a filter arrives, whether its owner is scheduled or not (SOSP'95 §3.2.1). It may
 * change the packet, answer it, write to its owner's frames, and wake its owner; then it says what becomes of the packet.
 */
final class PacketHandler implements KernelServices {
    /** Most cycles that a run may take: 0.8 ms at 25 MHz. */
    static final long MOST_BUDGET = 20_000;

    private static final int LENGTH = 16;
    private static final int FILTER = 20;
    private static final int CONTEXT_BYTES = 24;

    /** What r1 points to: the packet's first byte, its end, its length, and the filter. */
    static final ContextLayout CONTEXT = new ContextLayout(
            CONTEXT_BYTES,
            List.of(
                    new Field("data", 0, Long.BYTES, Kind.PACKET, false),
                    new Field("end", 8, Long.BYTES, Kind.PACKET_END, false),
                    new Field("length", LENGTH, Integer.BYTES, Kind.NUMBER, false),
                    new Field("filter", FILTER, Integer.BYTES, Kind.NUMBER, false)));

    /** What becomes of the packet. */
    enum Verdict {
        /** Returned as 0: nothing. */
        DROP,
        /** Returned as 1: it goes to the ring and its owner hears of it, as without a handler. */
        DELIVER,
        /** Returned as 2: it goes to the ring, and its owner will look there by itself. */
        KEEP,
        /** Not returned: the program's budget was used up. */
        OUT_OF_BUDGET
    }

    private final Kernel kernel;
    private final Network.Binding binding;
    private final long budget;
    private final List<Integer> frames;
    private @Nullable LoadedProgram program;

    /** @param frames those that the program may reach */
    PacketHandler(Kernel kernel, Network.Binding binding, long budget, List<Integer> frames) {
        this.kernel = kernel;
        this.binding = binding;
        this.budget = budget;
        this.frames = List.copyOf(frames);
    }

    /** What programs must be to be handlers like this one. */
    ProgramType type() {
        return new ProgramType("packet handler", CONTEXT, KernelHelpers.table(this), true, 0, 2);
    }

    /** Says what is run. */
    void load(LoadedProgram loaded) {
        program = loaded;
    }

    List<Integer> frames() {
        return frames;
    }

    boolean uses(int frame) {
        return frames.contains(frame);
    }

    /** Runs on a packet, which it may change; its owner pays. */
    Verdict run(byte[] packet) {
        byte[] context = new byte[CONTEXT_BYTES];
        ByteRegion view = new ByteRegion(context);
        view.store(LENGTH, Integer.BYTES, packet.length);
        view.store(FILTER, Integer.BYTES, binding.filter);
        exoscope.kernel.ebpf.Result result =
                Objects.requireNonNull(program).run(context, new ByteRegion(packet), budget);
        Verdict verdict = verdict(result);
        kernel.chargeCycles(binding.env, result.cycles());
        kernel.tracer()
                .emitFor(binding.env, new KernelEvent.HandlerRan(binding.filter, verdict.name(), result.cycles()));
        return verdict;
    }

    private static Verdict verdict(exoscope.kernel.ebpf.Result result) {
        if (result.outcome() == Outcome.OUT_OF_BUDGET) {
            return Verdict.OUT_OF_BUDGET;
        }
        return switch ((int) result.value()) {
            case 1 -> Verdict.DELIVER;
            case 2 -> Verdict.KEEP;
            default -> Verdict.DROP;
        };
    }

    @Override
    public long now() {
        return kernel.machine().clock().now();
    }

    @Override
    public boolean send(byte[] packet) {
        return kernel.network().reply(binding.env, packet);
    }

    @Override
    public void copied(long bytes) {
        kernel.accounts().countCopied(binding.env, bytes);
    }

    /** Its owner only: whom else it would disturb is not its business. */
    @Override
    public boolean wake(int environment) {
        if (environment != binding.env) {
            return false;
        }
        kernel.network().tell(binding);
        return true;
    }
}
