package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.ebpf.KernelHelpers;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.ProgramType;
import exoscope.kernel.ebpf.RefusedProgramException;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.ebpf.VerifiedProgram;
import exoscope.kernel.ebpf.Verifier;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.InstalledFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link EnvironmentCalls} that is about packets and downloaded code; checks come before changes here too. */
final class NetworkCalls extends GuardedCalls {
    /** Filters that an environment may have. */
    static final int MOST_FILTERS = 16;
    /** Pieces of packets that an environment may have on their way out, so that nobody fills the ring alone. */
    static final int MOST_SENDING = 16;
    /**
     * Instructions that a call follows at most when it verifies a program. Nobody else runs meanwhile: it is about a millisecond
     * at 25 MHz, far less than others have to answer a revocation.
     */
    static final int MOST_STEPS = 256;

    NetworkCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    Result<Integer> bindFilter(@Nullable Filter filter, int ring, @Nullable List<Integer> buffers, Capability key) {
        String call = "bindFilter";
        if (filter == null || buffers == null) {
            return refuseNull(call);
        }
        Network network = kernel.network();
        if (network.driver() == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "this kernel has no network");
        }
        int count = buffers.size();
        if (count > ReceiveRing.MOST_FRAMES || Integer.bitCount(count) != 1) {
            return refuse(
                    call,
                    KernelError.BAD_ARGUMENT,
                    count + " frames: must be a power of two, at most " + ReceiveRing.MOST_FRAMES);
        }
        if (network.filters().filtersOf(env.id).size() == MOST_FILTERS) {
            return refuse(call, KernelError.QUOTA, MOST_FILTERS + " filters");
        }
        List<Integer> frames = new ArrayList<>(buffers);
        frames.add(ring);
        Result<Integer> refusal = checkRing(call, frames, key);
        if (refusal != null) {
            return refusal;
        }
        String problem = filter.problem();
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        charge(Cost.FILTER_INSTALL, filter.atoms().size());
        String kept = kernel.claims().keptFrom(env.id, filter);
        if (kept != null) {
            return refuse(call, KernelError.IN_USE, kept);
        }
        Result<Integer> id = network.install(env.id, filter, ring, buffers);
        if (id instanceof Result.Refused<Integer> refused) {
            return claim(call, filter, refused);
        }
        kernel.claims().met(env.id, filter);
        kernel.invariants().checkCall();
        return id;
    }

    /** A filter was refused: if filters of others are in its way, they are asked for, if the kernel's policy lets it. */
    private Result<Integer> claim(String call, Filter filter, Result.Refused<Integer> refused) {
        boolean overlap = refused.error() == KernelError.IN_USE || refused.error() == KernelError.NOT_OWNER;
        List<InstalledFilter> inTheWay = overlap ? kernel.network().filters().inTheWayOf(env.id, filter) : List.of();
        if (inTheWay.isEmpty() || inTheWay.stream().anyMatch(each -> each.owner() == env.id)) {
            return refuse(call, refused.error(), refused.reason());
        }
        List<Resource.Filter> ask =
                inTheWay.stream().map(each -> new Resource.Filter(each.id())).toList();
        String obstacle = kernel.claims().stake(env.id, ask.getFirst(), filter, ask);
        return obstacle == null
                ? refuse(call, KernelError.SHORT, refused.reason() + "; it has been asked for")
                : refuse(call, refused.error(), refused.reason() + "; " + obstacle);
    }

    private <T> @Nullable Result<T> checkRing(String call, List<Integer> frames, Capability key) {
        if (frames.stream().distinct().count() != frames.size()) {
            return refuse(call, KernelError.BAD_ARGUMENT, "a frame is named twice");
        }
        Result<T> refusal = checkFrames(call, frames, key, Capability.READ_WRITE);
        if (refusal != null) {
            return refusal;
        }
        for (int frame : frames) {
            if (kernel.network().uses(frame)) {
                return refuse(call, KernelError.IN_USE, "frame " + frame + " is in another ring");
            }
        }
        return null;
    }

    private <T> @Nullable Result<T> checkFrames(String call, List<Integer> frames, Capability key, int rights) {
        for (int frame : frames) {
            Result<T> refusal = checkFrame(call, frame, key, rights, true);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    Result<Boolean> releaseFilter(int filter) {
        Network.Binding binding = own(filter);
        if (binding == null) {
            return notOwner("releaseFilter", filter);
        }
        charge(Cost.FILTER_INSTALL, 1);
        kernel.network().remove(binding, false);
        return done();
    }

    Result<Boolean> postBuffers(int filter, int n) {
        Network.Binding binding = own(filter);
        if (binding == null) {
            return notOwner("postBuffers", filter);
        }
        if (n < 0 || n > binding.ring.waiting()) {
            return refuse(
                    "postBuffers", KernelError.BAD_ARGUMENT, n + " of " + binding.ring.waiting() + " that are full");
        }
        binding.ring.take(n);
        return done();
    }

    private Network.@Nullable Binding own(int filter) {
        Network.Binding binding = kernel.network().binding(filter);
        return binding == null || binding.env != env.id ? null : binding;
    }

    private <T> Result<T> notOwner(String call, int filter) {
        return refuse(call, KernelError.NOT_OWNER, "filter " + filter);
    }

    Result<Integer> sendPacket(@Nullable List<Exokernel.Piece> pieces, Capability key) {
        String call = "sendPacket";
        if (pieces == null) {
            return refuseNull(call);
        }
        NetworkDriver driver = kernel.network().driver();
        if (driver == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "this kernel has no network");
        }
        String problem = problem(pieces);
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        List<Integer> frames = pieces.stream().map(Exokernel.Piece::frame).toList();
        Result<Integer> refusal = checkFrames(call, frames, key, Capability.READ);
        if (refusal != null) {
            return refusal;
        }
        if (kernel.network().sendingOf(env.id) + pieces.size() > MOST_SENDING) {
            return refuse(call, KernelError.QUOTA, MOST_SENDING + " pieces on their way are the most");
        }
        if (!driver.room(pieces.size())) {
            return refuse(call, KernelError.SHORT, "the interface's ring is full");
        }
        charge(Cost.PACKET_SEND, pieces.size());
        return new Result.Ok<>(kernel.network().send(env.id, driver, pieces));
    }

    private static @Nullable String problem(List<Exokernel.Piece> pieces) {
        if (pieces.isEmpty() || pieces.size() > PacketSizes.MOST_PIECES) {
            return pieces.size() + " pieces: must be 1 to " + PacketSizes.MOST_PIECES;
        }
        int bytes = 0;
        for (Exokernel.Piece piece : pieces) {
            boolean begins = piece.offset() >= 0 && piece.offset() < PhysicalMemory.FRAME_BYTES;
            if (!begins || piece.bytes() < 1 || piece.bytes() > PhysicalMemory.FRAME_BYTES - piece.offset()) {
                return "%d bytes from %d of frame %d are not in it"
                        .formatted(piece.bytes(), piece.offset(), piece.frame());
            }
            bytes += piece.bytes();
        }
        return PacketSizes.sendable(bytes) ? null : "a packet of " + bytes + " bytes";
    }

    Result<Boolean> attachHandler(
            int filter, @Nullable Program program, @Nullable List<Integer> places, long budget, Capability key) {
        String call = "attachHandler";
        if (program == null || places == null) {
            return refuseNull(call);
        }
        Network.Binding binding = own(filter);
        if (binding == null) {
            return notOwner(call, filter);
        }
        if (budget < 1 || budget > PacketHandler.MOST_BUDGET) {
            return refuse(
                    call,
                    KernelError.BAD_ARGUMENT,
                    "a budget of " + budget + " cycles: must be 1 to " + PacketHandler.MOST_BUDGET);
        }
        String problem = DownloadedCode.problem(program, places);
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        Result<Boolean> refusal = checkKey(call, key);
        List<Integer> frames = DownloadedCode.frames(places);
        if (refusal == null) {
            refusal = checkFrames(call, frames, key, Capability.READ_WRITE);
        }
        if (refusal != null) {
            return refusal;
        }
        PacketHandler handler = new PacketHandler(kernel, binding, budget, frames);
        Result<VerifiedProgram> verified = verify(call, program, handler.type());
        if (verified instanceof Result.Refused<VerifiedProgram> refused) {
            return new Result.Refused<>(refused.error(), refused.reason());
        }
        handler.load(DownloadedCode.load(kernel, verified.get(), places));
        binding.handler = handler;
        kernel.tracer()
                .emitFor(
                        env.id,
                        new KernelEvent.HandlerAttached(filter, program.code().size()));
        return done();
    }

    /** Verifies a program, which its environment pays for whatever comes of it: what was followed, and at least each slot. */
    private Result<VerifiedProgram> verify(String call, Program program, ProgramType type) {
        int slots = Math.min(program.code().size(), MOST_STEPS);
        try {
            VerifiedProgram verified = Verifier.verify(program, type, MOST_STEPS);
            charge(Cost.PROGRAM_VERIFY, Math.max(slots, verified.explored()));
            return new Result.Ok<>(verified);
        } catch (RefusedProgramException e) {
            charge(Cost.PROGRAM_VERIFY, Math.max(slots, e.explored()));
            return refuse(call, KernelError.UNSAFE_PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    Result<Boolean> waitUntil(@Nullable Program program, @Nullable List<Integer> places, Capability key) {
        String call = "waitUntil";
        if (program == null || places == null) {
            return refuseNull(call);
        }
        String problem = DownloadedCode.problem(program, places);
        if (problem == null) {
            problem = writes(program, places);
        }
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        Result<Boolean> refusal = checkKey(call, key);
        List<Integer> frames = DownloadedCode.frames(places);
        if (refusal == null) {
            refusal = checkFrames(call, frames, key, Capability.READ);
        }
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        Result<VerifiedProgram> verified =
                verify(call, program, kernel.predicates().type());
        if (verified instanceof Result.Refused<VerifiedProgram> refused) {
            return new Result.Refused<>(refused.error(), refused.reason());
        }
        kernel.tracer()
                .emitFor(env.id, new KernelEvent.PredicateSet(program.code().size()));
        kernel.predicates()
                .set(
                        env.id,
                        new Predicates.Predicate(
                                DownloadedCode.load(kernel, verified.get(), places),
                                frames,
                                verified.get().calls(KernelHelpers.CYCLE)));
        return done();
    }

    private static @Nullable String writes(Program program, List<Integer> places) {
        for (int i = 0; i < places.size(); i++) {
            RegionSpec region = program.regions().get(i);
            if (places.get(i) != DownloadedCode.OWN_MEMORY && region.writable()) {
                return "region " + region.name() + " is for writing, and a predicate only looks";
            }
        }
        return null;
    }
}
