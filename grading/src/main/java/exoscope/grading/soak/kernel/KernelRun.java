package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.NetworkedKernel;
import exoscope.kernel.Processor;
import exoscope.kernel.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A kernel and its model, side by side, to which the same happens. */
final class KernelRun {
    private static final int MOST_ENVIRONMENTS = 60;

    private final KernelModel model = new KernelModel();
    private final MemoryCalls memory;
    private final OtherCalls rest = new OtherCalls(model);
    private final PacketCalls packets;
    private final ProcessorCalls processor;
    private final Machine machine;
    private final Kernel kernel;
    private final NetworkedKernel time;
    private final List<Exokernel> calls = new ArrayList<>();
    private final List<Capability> capabilities = new ArrayList<>();
    private final List<Integer> requested = new ArrayList<>();
    /** The first thing that was wrong in the trace. */
    private @Nullable String wrong;

    KernelRun(long seed) {
        machine = new Machine(
                new MachineConfig(KernelModel.ALL_FRAMES, KernelModel.BLOCKS, new DiskTiming(0, 0, 0, 700)),
                this::trace);
        memory = new MemoryCalls(model, machine, requested);
        packets = new PacketCalls(model, machine);
        processor = new ProcessorCalls(model, machine.memory());
        kernel = new Kernel(
                machine,
                new KernelConfig(seed, KernelModel.DEADLINE, KernelModel.SLICES)
                        .withNetwork(KernelModel.PACKET_BUFFERS)
                        .withEngine((seed & 1) == 0 ? Engine.INTERPRETER : Engine.TRANSLATOR));
        time = new NetworkedKernel(kernel, new Processor(kernel, 1000));
        for (int i = 0; i < 4; i++) {
            create(i);
        }
    }

    private void create(int guaranteed) {
        int id = kernel.createEnvironment("hostile", guaranteed);
        model.environments.add(new ModelEnvironment(id, guaranteed));
        calls.add(kernel.callsOf(id));
        issue(calls.getLast().newCapability());
    }

    private void issue(Capability capability) {
        model.issued.add(capability);
        capabilities.add(capability);
    }

    private void trace(TraceEntry entry) {
        String oddity = packets == null ? null : packets.observe(entry);
        wrong = wrong == null ? oddity : wrong;
        if (entry.event() instanceof KernelEvent event) {
            if (event instanceof KernelEvent.RevocationRequested request) {
                requested.add(request.frame());
            }
            String objection = model.observe(event, entry.env(), entry.cycle());
            wrong = wrong == null ? objection : wrong;
        }
    }

    /** For tests, which spoil it. */
    KernelModel model() {
        return model;
    }

    /** Ends all environments, after which nothing may be left. Returns what is wrong, or null. */
    @Nullable
    String end() {
        for (ModelEnvironment env : model.environments) {
            destroy(env.id);
        }
        return difference();
    }

    /** Lets something happen to both. Returns in what they differ then, or null. */
    @Nullable
    String step(KernelCall call) {
        requested.clear();
        int env = actor(call);
        String difference = perform(call, env, calls.get(env - 1), capability(call.key()));
        if (difference == null) {
            difference = wrong == null ? difference() : wrong;
        }
        return difference;
    }

    /** Mostly one of whom something is asked, or who has what the call is about. */
    private int actor(KernelCall call) {
        List<Integer> able = switch (call.kind()) {
            case ACKNOWLEDGE, PRELOAD ->
                model.requests.values().stream().map(KernelModel.Request::env).toList();
            case RELEASE_FILTER, POST_BUFFERS, ATTACH_HANDLER, SCRIBBLE_RING, EXPOSED_FILTERS ->
                model.packets.filters.values().stream().map(bound -> bound.env).toList();
            default -> List.of();
        };
        return able.isEmpty() || call.next() < 1 << 14 ? pick(call.env()) : able.get(call.env() % able.size());
    }

    /** Mostly one that lives, sometimes one that is long dead. */
    private int pick(int number) {
        List<ModelEnvironment> living =
                model.environments.stream().filter(env -> env.alive).toList();
        return number < 6 || living.isEmpty() ? 1 + number % calls.size() : living.get(number % living.size()).id;
    }

    /** Mostly a frame of the environment's, so that not all calls are refused. */
    private int frame(int env, KernelCall call) {
        Set<Integer> wanted = new TreeSet<>(model.framesOf(env));
        if (call.kind() == KernelCall.Kind.ACKNOWLEDGE) {
            wanted.retainAll(model.requests.keySet());
        }
        List<Integer> own = List.copyOf(wanted);
        boolean any = own.isEmpty() || call.x() < 0 || call.next() < 1 << 14;
        return any ? call.x() : own.get(call.x() % own.size());
    }

    /** A capability that was issued, or one with changed bits. */
    private Capability capability(int number) {
        Capability real =
                capabilities.get(capabilities.size() - 1 - (number >>> 4) % Math.min(capabilities.size(), 12));
        return switch (number & 15) {
            case 0 -> new Capability(real.name(), real.rights(), real.seal() ^ 1);
            case 1 -> new Capability(real.name(), real.rights() ^ 2, real.seal());
            case 2 -> new Capability(real.name() + 1, real.rights(), real.seal());
            case 3 -> new Capability(real.name(), real.rights(), real.seal() & 0xffff_ffffL);
            case 4 -> capabilities.getFirst();
            default -> real;
        };
    }

    private @Nullable String perform(KernelCall call, int env, Exokernel calls, Capability key) {
        int x = call.x();
        int y = call.y();
        int frame = frame(env, call);
        return switch (call.kind()) {
            case NEW_CAPABILITY -> newCapability(calls);
            case RESTRICT -> restrict(calls, key, x % 5);
            case ALLOC_PAGES -> memory.allocPages(env, calls, x % 4, key);
            case ALLOC_MANY -> memory.allocPages(env, calls, x, key);
            case ALLOC_FRAME -> memory.allocFrame(env, calls, x, key);
            case DEALLOC -> memory.dealloc(env, calls, frame, guardOf(frame, key, call.flag()));
            case CHANGE_GUARD ->
                memory.changeGuard(env, calls, frame, guardOf(frame, key, call.flag()), capability(call.next()));
            case TLB_WRITE -> memory.tlbWrite(env, calls, y, frame, call.flag(), guardOf(frame, key, true));
            case TLB_WRITE_SHARED -> memory.tlbWrite(env, calls, y, x, call.flag(), key);
            case TLB_DELETE -> memory.tlbDelete(env, calls, x);
            case PROT_CTRL -> memory.protCtrl(env, calls, frame, y % 5, guardOf(frame, key, call.flag()));
            case ALLOC_SLICE -> rest.allocSlice(env, calls, x);
            case DEALLOC_SLICE -> rest.deallocSlice(env, calls, x);
            case YIELD -> rest.yielded(calls, x);
            case SCALL -> rest.transferred(env, calls, x, true);
            case ACALL -> rest.transferred(env, calls, x, false);
            case ALLOC_EXTENT -> rest.allocExtent(env, calls, x);
            case WRITE_BLOCK -> rest.transfer(env, calls, y, frame, guardOf(frame, key, true), true);
            case READ_BLOCK -> rest.transfer(env, calls, y, frame, guardOf(frame, key, true), false);
            case ACKNOWLEDGE -> rest.acknowledge(env, calls, frame);
            case PRELOAD -> rest.preload(env, calls, frame, y);
            case TAKE_REPOSSESSIONS -> rest.takeRepossessions(env, calls);
            case EXPOSED -> rest.exposed(env, calls, x, y);
            case BIND_FILTER, BIND_FILTER_AGAIN -> packets.bind(env, calls, call, frame, guardOf(frame, key, true));
            case RELEASE_FILTER -> packets.release(env, calls, call);
            case POST_BUFFERS -> packets.post(env, calls, call);
            case ATTACH_HANDLER -> packets.attach(env, calls, call, key);
            case SEND_PACKET -> packets.send(env, calls, call, frame, guardOf(frame, key, true));
            case SCRIBBLE_RING -> packets.scribble(env, call);
            case EXPOSED_FILTERS -> packets.exposed(env, calls, call);
            case ARRIVE -> packets.arrive(call);
            case UPCALL -> same(processor.next(env), kernel.nextUpcall(env));
            case SLICE_UPCALLS ->
                same(model.lives(env) ? null : KernelError.NOT_OWNER, calls.sliceUpcalls(call.flag(), true));
            case INTERRUPTS_OFF -> processor.interruptsOff(env, calls, call.flag());
            case BIND_WORDS -> processor.bindWords(env, calls, call, frame, guardOf(frame, key, true));
            case STORE_WORD -> processor.store(env, false);
            case BIND_EXCEPTION_HANDLER -> processor.bindHandler(env, calls, call, frame, guardOf(frame, key, true));
            case RELEASE_EXCEPTION_HANDLER -> processor.releaseHandler(env, calls, x);
            case INTERRUPT -> processor.interrupt(env, kernel);
            case END_HANDLING -> processor.store(env, true);
            case PENDING -> processor.pending(env, calls);
            case WRITE_RANGE -> processor.writeRange(env, calls, call, frame, guardOf(frame, key, true));
            case PROTECT_RANGE -> processor.protectRange(env, calls, call);
            case REVOKE, REVOKE_AGAIN -> revoke(x);
            case PASS -> pass(1 + 100L * (x & 0xff));
            case PASS_LONG -> {
                model.packets.cancelledPieces = 0;
                yield pass(2_100_000);
            }
            case CREATE -> {
                if (this.calls.size() < MOST_ENVIRONMENTS) {
                    create(x & 3);
                }
                yield null;
            }
            case DESTROY -> {
                destroy(env);
                yield null;
            }
        };
    }

    /** The capability that a frame is guarded by, if it is to be, so that not all calls are refused. */
    private Capability guardOf(int frame, Capability otherwise, boolean wanted) {
        if (wanted && KernelModel.isFrame(frame)) {
            for (Capability each : capabilities) {
                if (each.name() == model.guard[frame]) {
                    return each;
                }
            }
        }
        return otherwise;
    }

    private @Nullable String newCapability(Exokernel calls) {
        Capability made = calls.newCapability();
        if (model.issued.stream().anyMatch(each -> each.name() == made.name())) {
            return "not a new name: " + made;
        }
        issue(made);
        return null;
    }

    private @Nullable String restrict(Exokernel calls, Capability key, int rights) {
        KernelError expected = model.issued.contains(key) ? null : KernelError.FORGED_CAPABILITY;
        if (expected == null && !key.allows(rights)) {
            expected = KernelError.INSUFFICIENT_RIGHTS;
        }
        Result<Capability> result = calls.restrict(key, rights);
        if (expected == null && result.ok()) {
            issue(result.get());
            return same(
                    key.name() + "/" + rights,
                    result.get().name() + "/" + result.get().rights());
        }
        return same(expected, result);
    }

    private @Nullable String revoke(int frame) {
        boolean expected = KernelModel.isFrame(frame)
                && model.owner[frame] > 0
                && !model.requests.containsKey(frame)
                && model.surplus(model.env(model.owner[frame]), List.of()) > 0;
        return same(expected, kernel.revoke(frame));
    }

    private @Nullable String pass(long cycles) {
        long start = time.now();
        time.advance(start + cycles);
        return model.requests.values().stream().anyMatch(request -> request.deadline() <= start)
                ? "a request outlived its deadline"
                : null;
    }

    private void destroy(int env) {
        if (model.lives(env)) {
            model.destroy(env);
            kernel.destroyEnvironment(env, 0, "destroyed");
            model.destroyed(env);
        }
    }

    /** In what the kernel and its model differ, looked at without a call; or null. */
    private @Nullable String difference() {
        for (ModelEnvironment env : model.environments) {
            Set<Integer> frames = new TreeSet<>(kernel.framesOf(env.id));
            if (!frames.equals(model.framesOf(env.id))) {
                return "environment %d should own %s, and owns %s".formatted(env.id, model.framesOf(env.id), frames);
            }
        }
        boolean lost = !Collections.disjoint(model.transfers.values(), model.framesOf(0));
        return lost ? "a transfer names a free frame" : model.packets.difference(model);
    }
}
