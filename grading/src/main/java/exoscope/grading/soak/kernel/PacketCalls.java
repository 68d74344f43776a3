package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.grading.soak.kernel.PacketModel.Bound;
import exoscope.grading.soak.kernel.PacketModel.Packet;
import exoscope.grading.soak.kernel.PacketModel.Sending;
import exoscope.grading.soak.kernel.PacketModel.Wanted;
import exoscope.hw.Machine;
import exoscope.hw.network.Frame;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Capability;
import exoscope.kernel.Cost;
import exoscope.kernel.Exokernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import exoscope.kernel.ebpf.Assembler;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.InstalledFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The calls about packets, made of the kernel and of its model, and the packets themselves. */
final class PacketCalls {
    private static final int MOST_FILTERS = 16;
    private static final int MOST_SENDING = 16;
    private static final int RING_PIECES = 63;
    private static final long MOST_BUDGET = 20_000;
    private static final long LINE_BUSY = 500;
    private static final int TAKEN = 4;
    private static final List<String> VERDICTS = List.of("DROP", "DELIVER", "KEEP");
    /** One for each verdict, which is all that it says. */
    private static final List<Program> HANDLERS = IntStream.range(0, VERDICTS.size())
            .mapToObj(verdict -> new Program("soak", Assembler.assemble("r0 = " + verdict + "\nexit"), List.of()))
            .toList();

    private final KernelModel model;
    private final PacketModel packets;
    private final Machine machine;

    PacketCalls(KernelModel model, Machine machine) {
        this.model = model;
        this.machine = machine;
        packets = model.packets;
        machine.network().attach((frame, now) -> now + LINE_BUSY);
    }

    /** Something wanted of the two bytes, in one of several spellings, some of which make no sense. */
    private record Choice(Filter filter, @Nullable Wanted wanted) {
        static Choice of(int kind, int first, int second) {
            Atom zeros = Atom.equal(PacketModel.FIRST + 2, 2, 0);
            Atom one = Atom.equal(PacketModel.FIRST, 1, first);
            Atom other = Atom.equal(PacketModel.FIRST + 1, 1, second);
            return switch (kind) {
                case 0, 9 -> new Choice(Filter.of(zeros, one), new Wanted(0xff, first, 0, 0));
                case 1 -> new Choice(Filter.of(zeros, other), new Wanted(0, 0, 0xff, second));
                case 2, 11 -> new Choice(Filter.of(one, zeros, other), new Wanted(0xff, first, 0xff, second));
                case 3 ->
                    new Choice(
                            Filter.of(Atom.equal(PacketModel.FIRST, 4, first << 24 | second << 16)),
                            new Wanted(0xff, first, 0xff, second));
                case 4 ->
                    new Choice(
                            Filter.of(zeros, new Atom.Compare(PacketModel.FIRST, 1, 1, first & 1)),
                            new Wanted(1, first & 1, 0, 0));
                case 5 -> new Choice(Filter.of(zeros, one, Atom.equal(PacketModel.FIRST, 1, first + 1)), null);
                case 6 -> new Choice(new Filter(List.of()), null);
                case 7 -> new Choice(Filter.of(zeros, Atom.equal(-first - 1, 1, second)), null);
                case 8 -> new Choice(Filter.of(zeros, new Atom.Compare(PacketModel.FIRST, 1, 1, 2)), null);
                default -> new Choice(Filter.of(other), null); // so few bits that others would be kept out
            };
        }
    }

    @Nullable
    String bind(int env, Exokernel calls, KernelCall call, int ring, Capability key) {
        Choice choice = Choice.of(call.next() % 12, call.next() >>> 4 & 3, call.next() >>> 6 & 3);
        List<Integer> buffers = buffers(env, call, ring);
        KernelError expected = Integer.bitCount(buffers.size()) == 1 ? null : KernelError.BAD_ARGUMENT;
        if (expected == null && packets.filtersOf(env) == MOST_FILTERS) {
            expected = KernelError.QUOTA;
        }
        List<Integer> frames = new ArrayList<>(buffers);
        frames.add(ring);
        if (expected == null && frames.stream().distinct().count() != frames.size()) {
            expected = KernelError.BAD_ARGUMENT;
        }
        expected = expected == null ? badFrames(env, frames, key, Capability.READ_WRITE) : expected;
        if (expected == null && frames.stream().anyMatch(this::inUse)) {
            expected = KernelError.IN_USE;
        }
        Wanted wanted = choice.wanted();
        if (expected != null || wanted == null) {
            KernelError error = expected == null ? KernelError.BAD_ARGUMENT : expected;
            return same(error, calls.bindFilter(choice.filter(), ring, buffers, key));
        }
        long now = machine.clock().now()
                + Cost.SYSTEM_CALL.cycles()
                + (long) Cost.CAPABILITY_CHECK.cycles() * frames.size()
                + (long) Cost.FILTER_INSTALL.cycles() * choice.filter().atoms().size();
        KernelError refusal = refusal(env, wanted);
        boolean kept = model.resources.kept(env, wanted, now);
        List<Integer> inTheWay = inTheWay(env, wanted);
        List<Resource> ask = kept || refusal == null ? null : toAskFor(env, inTheWay, now);
        Result<Integer> result = calls.bindFilter(choice.filter(), ring, buffers, key);
        if (kept) {
            return same(KernelError.IN_USE, result);
        }
        if (ask != null) {
            Resource first = new Resource.Filter(inTheWay.getFirst());
            String difference = model.resources.staked(env, first, wanted, ask);
            return difference == null ? same(KernelError.SHORT, result) : difference;
        }
        if (refusal == null && result.ok()) {
            packets.filters.put(result.get(), new Bound(result.get(), env, wanted, ring, buffers));
            model.resources.met(env, wanted);
        }
        return same(refusal, result);
    }

    private List<Integer> inTheWay(int env, Wanted wanted) {
        return packets.filters.values().stream()
                .filter(bound -> bound.wanted.equals(wanted) || packets.takesFromOthers(env, wanted, bound))
                .map(bound -> bound.id)
                .toList();
    }

    private @Nullable List<Resource> toAskFor(int env, List<Integer> inTheWay, long now) {
        if (inTheWay.stream().anyMatch(id -> own(env, id) != null)) {
            return null;
        }
        List<Resource> filters =
                inTheWay.stream().<Resource>map(Resource.Filter::new).toList();
        return model.resources.toAskFor(env, filters.getFirst(), filters, now);
    }

    private boolean inUse(int frame) {
        return packets.filters.values().stream().anyMatch(bound -> bound.uses(frame));
    }

    /** Mostly frames that belong to the environment, so that not all calls are refused. */
    private List<Integer> buffers(int env, KernelCall call, int ring) {
        List<Integer> own = model.framesOf(env).stream()
                .filter(frame -> frame != ring && sameGuard(frame, ring))
                .limit(1 + (call.next() >>> 9) % 3)
                .toList();
        return call.flag() ? own : Collections.nCopies(call.next() % 3, call.y());
    }

    private boolean sameGuard(int frame, int other) {
        return KernelModel.isFrame(other) && model.guard[frame] == model.guard[other];
    }

    private @Nullable KernelError refusal(int env, Wanted wanted) {
        for (Bound installed : packets.filters.values()) {
            if (installed.wanted.equals(wanted)) {
                return KernelError.IN_USE;
            }
            if (packets.takesFromOthers(env, wanted, installed)) {
                return KernelError.NOT_OWNER;
            }
        }
        return null;
    }

    private @Nullable KernelError badFrames(int env, List<Integer> frames, Capability key, int rights) {
        for (int frame : frames) {
            KernelError bad = model.badFrame(env, frame, key, rights, true);
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    @Nullable
    String release(int env, Exokernel calls, KernelCall call) {
        int filter = filter(env, call);
        Bound own = own(env, filter);
        Result<Boolean> result = calls.releaseFilter(filter);
        if (own != null) {
            packets.remove(own, model);
        }
        return same(own == null ? KernelError.NOT_OWNER : null, result);
    }

    @Nullable
    String post(int env, Exokernel calls, KernelCall call) {
        int filter = filter(env, call);
        Bound own = own(env, filter);
        KernelError expected = own == null ? KernelError.NOT_OWNER : null;
        int waiting = own == null ? 0 : waiting(own);
        if (expected == null && (call.y() < 0 || call.y() > waiting)) {
            expected = KernelError.BAD_ARGUMENT;
        }
        Result<Boolean> result = calls.postBuffers(filter, call.y());
        if (expected == null && own != null && waiting(own) != waiting - call.y()) {
            return "%d of %d packets taken, %d are left".formatted(call.y(), waiting, waiting(own));
        }
        return same(expected, result);
    }

    @Nullable
    String attach(int env, Exokernel calls, KernelCall call, Capability key) {
        int filter = filter(env, call);
        Bound own = own(env, filter);
        long budget = call.y();
        int verdict = call.next() % 3;
        Program program = HANDLERS.get(verdict);
        List<Integer> frames = call.next() % 7 == 0 ? List.of(call.x()) : List.of();
        KernelError expected = own == null ? KernelError.NOT_OWNER : null;
        if (expected == null && (budget < 1 || budget > MOST_BUDGET || !frames.isEmpty())) {
            expected = KernelError.BAD_ARGUMENT;
        }
        expected = expected == null ? model.badKey(env, key) : expected;
        Result<Boolean> result = calls.attachHandler(filter, program, frames, budget, key);
        if (expected == null && own != null) {
            own.verdict = VERDICTS.get(verdict);
            own.budget = budget;
        }
        return same(expected, result);
    }

    /** One of those that there are, or any number. */
    private int filter(int env, KernelCall call) {
        List<Integer> all = List.copyOf(packets.filters.keySet());
        List<Integer> own = all.stream().filter(id -> own(env, id) != null).toList();
        List<Integer> some = call.flag() && !own.isEmpty() ? own : all;
        return some.isEmpty() || call.x() < 0 ? call.x() : some.get(call.x() % some.size());
    }

    private @Nullable Bound own(int env, int filter) {
        Bound bound = packets.filters.get(filter);
        return bound == null || bound.env != env ? null : bound;
    }

    @Nullable
    String send(int env, Exokernel calls, KernelCall call, int frame, Capability key) {
        int bytes = call.y() < 0 ? call.y() : 60 + call.y();
        int offset = call.next() % 5 == 0 ? 4096 - bytes / 2 : call.next() % 3 * 2000;
        List<Exokernel.Piece> pieces = Collections.nCopies(call.next() % 4, new Exokernel.Piece(frame, offset, bytes));
        boolean bad = pieces.isEmpty() || bytes < 1 || bytes > 500 || offset > 4096 - bytes;
        List<Integer> frames = pieces.stream().map(Exokernel.Piece::frame).toList();
        KernelError expected = bad ? KernelError.BAD_ARGUMENT : badFrames(env, frames, key, Capability.READ);
        KernelError crowded = expected == null ? crowded(env, pieces.size(), true) : null;
        expected = expected == null ? crowded(env, pieces.size(), false) : expected;
        Result<Integer> result = calls.sendPacket(pieces, key);
        if (expected == null && crowded != null && !result.ok()) {
            expected = crowded; // cancelled packets are still in the ring, or are not
        }
        if (expected == null && result.ok()) {
            packets.sending.put(result.get(), new Sending(env, frames, bytes * pieces.size()));
        }
        return same(expected, result);
    }

    /** Why there is no room for so many pieces, if cancelled packets count or if they do not; or null. */
    private @Nullable KernelError crowded(int env, int more, boolean cancelled) {
        if (packets.piecesOf(env, cancelled) + more > MOST_SENDING) {
            return KernelError.QUOTA;
        }
        return packets.pieces(cancelled) + more > RING_PIECES ? KernelError.SHORT : null;
    }

    /** An owner stores something into the words of its ring. */
    @Nullable
    String scribble(int env, KernelCall call) {
        packets.filters.values().stream()
                .filter(bound -> bound.env == env)
                .forEach(bound -> machine.memory()
                        .setWord(
                                (bound.words << 12) + (call.y() & 15) * Integer.BYTES,
                                call.flag() ? call.x() : bound.put));
        return null;
    }

    /** Packets come from the network, mostly for somebody. */
    @Nullable
    String arrive(KernelCall call) {
        List<Wanted> wanted =
                packets.filters.values().stream().map(bound -> bound.wanted).toList();
        for (int i = 0; i < 1 + call.next() % 5; i++) {
            Packet any = new Packet(call.next() + i & 3, call.next() >>> 2 & 3);
            arrive(
                    wanted.isEmpty() || call.next() < 1 << 14
                            ? any
                            : wanted.get(call.env() % wanted.size()).example(any));
        }
        return null;
    }

    private void arrive(Packet packet) {
        byte[] bytes = new byte[PacketModel.BYTES];
        Arrays.fill(bytes, 0, 6, (byte) -1);
        bytes[PacketModel.FIRST] = (byte) packet.first();
        bytes[PacketModel.FIRST + 1] = (byte) packet.second();
        packets.flying.add(packet);
        machine.network().arrive(Frame.of(bytes), machine.clock().now());
    }

    /** What everybody may know of filters, and owners of their rings. */
    @Nullable
    String exposed(int env, Exokernel calls, KernelCall call) {
        List<String> expected = packets.filters.values().stream()
                .map(bound -> bound.id + " of " + bound.env)
                .toList();
        List<String> found = calls.filters().stream().map(PacketCalls::shown).toList();
        String difference = same(expected, found);
        if (difference == null) {
            difference = same(packets.unclaimed, calls.unclaimedPackets());
        }
        int filter = filter(env, call);
        Bound own = own(env, filter);
        List<Exokernel.RingState> state = calls.ringState(filter);
        if (difference != null || own == null || state.isEmpty()) {
            return difference != null ? difference : same(own == null, state.isEmpty());
        }
        return same(
                own.slots() + "/" + own.put + "/" + waiting(own),
                state.getFirst().slots() + "/" + state.getFirst().put() + "/"
                        + state.getFirst().waiting());
    }

    private static String shown(InstalledFilter filter) {
        return filter.id() + " of " + filter.owner();
    }

    /** Packets in a ring by the words that its owner can write: never more than it has slots. */
    private int waiting(Bound bound) {
        int difference = bound.put - machine.memory().word((bound.words << 12) + TAKEN);
        return Integer.compareUnsigned(difference, bound.slots()) > 0 ? bound.slots() : difference;
    }

    /** Something that happened. Returns what is wrong with that, or null. */
    @Nullable
    String observe(TraceEntry entry) {
        return switch (entry.event()) {
            case HwEvent.PacketReceived received -> packets.leftTheWire(true);
            case HwEvent.PacketDropped dropped -> packets.leftTheWire(false);
            case HwEvent.PacketSent sent -> packets.begun(sent);
            case KernelEvent.FilterInstalled installed -> {
                packets.traced.add(installed.filter());
                yield null;
            }
            case KernelEvent.FilterRemoved removed ->
                packets.traced.remove(removed.filter()) ? null : "a filter went twice: " + removed;
            case KernelEvent.PacketDemuxed demuxed -> packets.demuxed(demuxed, entry.env());
            case KernelEvent.HandlerRan ran -> packets.handled(ran);
            case KernelEvent.PacketDelivered delivered -> delivered(delivered);
            case KernelEvent.PacketDropped dropped -> packets.dropped(dropped, waitingBefore(0));
            case KernelEvent.PacketTransmitted transmitted -> packets.transmitted(transmitted, model);
            default -> null;
        };
    }

    /** Packets in the ring of the packet at hand, of which the kernel may have put {@code more} already. */
    private int waitingBefore(int more) {
        PacketModel.Fate fate = packets.fate();
        return fate == null ? 0 : waiting(fate.bound()) - more;
    }

    private @Nullable String delivered(KernelEvent.PacketDelivered event) {
        PacketModel.Fate fate = packets.fate();
        if (fate == null) {
            return "a packet was delivered that was nobody's: " + event;
        }
        int at = fate.bound().nextAddress() + PacketModel.FIRST;
        Packet found = new Packet(machine.memory().byteAt(at), machine.memory().byteAt(at + 1));
        String difference = packets.delivered(event, waiting(fate.bound()), model);
        return difference == null ? same(fate.packet(), found) : difference;
    }
}
