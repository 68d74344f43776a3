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
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A kernel and its model, side by side, to which the same happens. */
final class KernelRun {
    private static final int MOST_ENVIRONMENTS = 60;
    /** Cycles in which the disk does all that it has been asked for. */
    private static final long SETTLES = 200_000;

    private static final MachineConfig MACHINE =
            new MachineConfig(KernelModel.ALL_FRAMES, KernelModel.BLOCKS, new DiskTiming(0, 0, 0, 700));

    private final long seed;
    private final KernelModel model;
    private final MemoryCalls memory;
    private final ResourceCalls resources;
    private final OtherCalls rest;
    private final PacketCalls packets;
    private final ProcessorCalls processor;
    private final VolumeSteps volume;
    private final PredicateCalls predicates;
    private final Machine machine;
    private final Kernel kernel;
    private final NetworkedKernel time;
    private final List<Exokernel> calls = new ArrayList<>();
    private final Keys keys = new Keys();
    private final List<Integer> requested = new ArrayList<>();
    private final Map<KernelCall.Kind, Integer> carriedOut = new EnumMap<>(KernelCall.Kind.class);
    /** Whether the kernel has refused something in the present step. */
    private boolean refused;
    /** The first thing that was wrong in the trace. */
    private @Nullable String wrong;

    KernelRun(long seed) {
        this.seed = seed;
        machine = new Machine(MACHINE, this::trace);
        model = new KernelModel(machine.memory());
        memory = new MemoryCalls(model, machine, requested);
        packets = new PacketCalls(model, machine);
        processor = new ProcessorCalls(model, machine.memory());
        resources = new ResourceCalls(model, machine);
        rest = new OtherCalls(model, resources);
        volume = new VolumeSteps(model, machine, memory, resources, processor, keys);
        predicates = new PredicateCalls(model, machine);
        kernel = new Kernel(machine, config(seed));
        time = new NetworkedKernel(kernel, new Processor(kernel, 1000));
        for (int i = 0; i < 4; i++) {
            create(i);
        }
        if (kernelKeepsVolume(seed)) {
            model.beginVolume();
            begin();
        }
    }

    private static boolean kernelKeepsVolume(long seed) {
        return (seed & 7) != 7;
    }

    private static KernelConfig config(long seed) {
        KernelConfig config = new KernelConfig(seed, KernelModel.DEADLINE, KernelModel.SLICES)
                .withNetwork(KernelModel.PACKET_BUFFERS)
                .withEngine((seed & 7) == 1 ? Engine.TRANSLATOR : Engine.INTERPRETER);
        return kernelKeepsVolume(seed) ? config.withVolume() : config;
    }

    /** Has the disk wiped, and a function added for metadata. */
    private void begin() {
        String difference = volume.begin(1, calls.getFirst());
        wrong = difference == null ? wrong : difference;
        pass(SETTLES);
    }

    private void create(int guaranteed) {
        int id = kernel.createEnvironment("hostile", guaranteed);
        model.environments.add(new ModelEnvironment(id, guaranteed));
        calls.add(kernel.callsOf(id));
        issue(calls.getLast().newCapability());
    }

    private void issue(Capability capability) {
        model.issued.add(capability);
        keys.add(capability);
    }

    private void trace(TraceEntry entry) {
        if (predicates == null) {
            return; // the kernel is still to come
        }
        String oddity = packets.observe(entry);
        wrong = wrong == null ? oddity : wrong;
        oddity = model.volume.observe(entry.event(), entry.env());
        wrong = wrong == null ? oddity : wrong;
        if (entry.event() instanceof KernelEvent event) {
            refused |= event instanceof KernelEvent.CallRefused;
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

    /** Ends all environments, after which nothing may be left but file systems. Returns what is wrong, or null. */
    @Nullable
    String end() {
        for (ModelEnvironment env : model.environments) {
            destroy(env.id);
        }
        String difference = difference();
        difference = difference == null ? pass(SETTLES) : difference;
        difference = difference == null ? wrong : difference;
        Aftermath aftermath = new Aftermath(model, machine, calls.getFirst());
        difference = difference == null ? aftermath.difference() : difference;
        return difference == null && model.volume.on()
                ? aftermath.differenceAfterReboot(MACHINE, config(seed))
                : difference;
    }

    /** How often each kind of thing happened and the kernel refused nothing. */
    Map<KernelCall.Kind, Integer> carriedOut() {
        return carriedOut;
    }

    /** Lets something happen to both. Returns in what they differ then, or null. */
    @Nullable
    String step(KernelCall call) {
        requested.clear();
        model.resources.beginStep();
        refused = false;
        int env = actor(call);
        String difference = perform(call, env, calls.get(env - 1), keys.chosen(call.key()));
        carriedOut.merge(call.kind(), refused ? 0 : 1, Integer::sum);
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
            case ACKNOWLEDGE_ANY ->
                model.resources.open.values().stream()
                        .map(KernelModel.Request::env)
                        .toList();
            case RELEASE_FILTER, POST_BUFFERS, ATTACH_HANDLER, SCRIBBLE_RING, EXPOSED_FILTERS ->
                model.packets.filters.values().stream().map(bound -> bound.env).toList();
            case LOOK -> model.predicates.environments();
            case RELEASE_EXCEPTION_HANDLER -> able(env -> !env.handlers.isEmpty());
            case DEALLOC_EXTENT, PRELOAD_ANY ->
                able(env -> !model.blocksOf(env.id).isEmpty());
            case DEALLOC, CHANGE_GUARD, PROT_CTRL, BIND_WORDS, BIND_EXCEPTION_HANDLER, SEND_PACKET ->
                able(env -> !model.framesOf(env.id).isEmpty());
            case FETCH, FETCH_AGAIN, INSERT, INSERT_AGAIN, WAIT_UNTIL, WAIT_UNTIL_AGAIN, STORE_EXPOSED_WORD ->
                able(env -> !model.framesOf(env.id).isEmpty());
            case WRITE_BLOCK, READ_BLOCK, TRANSFER_BLOCKS ->
                able(env -> !model.framesOf(env.id).isEmpty()
                        && !model.blocksOf(env.id).isEmpty());
            default -> volume.able(call.kind());
        };
        return able.isEmpty() || call.next() < 1 << 14 ? pick(call.env()) : able.get(call.env() % able.size());
    }

    private List<Integer> able(Predicate<ModelEnvironment> can) {
        return model.environments.stream()
                .filter(env -> env.alive && can.test(env))
                .map(env -> env.id)
                .toList();
    }

    /** Mostly one that lives, sometimes one that is long dead. */
    private int pick(int number) {
        List<ModelEnvironment> living =
                model.environments.stream().filter(env -> env.alive).toList();
        return number < 6 || living.isEmpty() ? 1 + number % calls.size() : living.get(number % living.size()).id;
    }

    /** Mostly a frame of the environment's, so that not all calls are refused. */
    private int frame(int env, KernelCall call) {
        List<Integer> own = model.framesOf(env);
        if (call.kind() == KernelCall.Kind.ACKNOWLEDGE) {
            own.retainAll(model.requests.keySet());
        }
        boolean any = own.isEmpty() || call.x() < 0 || call.next() < 1 << 14;
        return any ? call.x() : own.get(call.x() % own.size());
    }

    /** Mostly a block of the environment's, or a small number. */
    private int block(int env, KernelCall call) {
        List<Integer> own = model.blocksOf(env);
        boolean any = own.isEmpty() || call.y() < 0 || call.next() < 1 << 14;
        return any ? model.volume.block(call.y()) : own.get(call.y() % own.size());
    }

    private @Nullable String perform(KernelCall call, int env, Exokernel calls, Capability key) {
        int x = call.x();
        int y = call.y();
        int block = block(env, call);
        int frame = frame(env, call);
        return switch (call.kind()) {
            case NEW_CAPABILITY -> newCapability(calls);
            case RESTRICT -> restrict(calls, key, x % 5);
            case ALLOC_PAGES -> memory.allocPages(env, calls, x % 4, key);
            case ALLOC_MANY -> memory.allocPages(env, calls, x, key);
            case ALLOC_FRAME -> memory.allocFrame(env, calls, x, key);
            case DEALLOC -> memory.dealloc(env, calls, frame, guardOf(frame, key, call.flag()));
            case CHANGE_GUARD ->
                memory.changeGuard(env, calls, frame, guardOf(frame, key, call.flag()), keys.chosen(call.next()));
            case TLB_WRITE -> memory.tlbWrite(env, calls, y, frame, call.flag(), guardOf(frame, key, true));
            case TLB_WRITE_SHARED -> memory.tlbWrite(env, calls, y, x, call.flag(), key);
            case TLB_DELETE -> memory.tlbDelete(env, calls, x);
            case PROT_CTRL -> memory.protCtrl(env, calls, frame, y % 5, guardOf(frame, key, call.flag()));
            case ALLOC_COLOUR -> memory.allocColour(env, calls, 1 + (y & 1), x, key);
            case GUARANTEE ->
                resources.guarantee(env, calls, guaranteedPage(call), frame, call.flag(), guardOf(frame, key, true));
            case END_GUARANTEE -> resources.endGuarantee(env, calls, guaranteedPage(call));
            case TOUCH -> resources.touch(env, kernel, call.flag() ? guaranteedPage(call) : x, y % 2 == 0);
            case ALLOC_SLICE, ALLOC_SLICE_AGAIN -> resources.allocSlice(env, calls, x);
            case DEALLOC_SLICE -> resources.deallocSlice(env, calls, x);
            case YIELD -> rest.yielded(calls, x);
            case SCALL -> rest.transferred(env, calls, x, true);
            case ACALL -> rest.transferred(env, calls, x, false);
            case ALLOC_EXTENT -> resources.allocExtent(env, calls, x);
            case ALLOC_EXTENT_AT -> resources.allocExtentAt(env, calls, new Resource.Extent(model.volume.block(x), y));
            case DEALLOC_EXTENT -> resources.deallocExtent(env, calls, new Resource.Extent(block, call.flag() ? 1 : x));
            case ACKNOWLEDGE_ANY -> resources.acknowledge(env, calls, resources.asked(call));
            case PRELOAD_ANY -> resources.preload(env, calls, resources.owned(env, call), block);
            case EXPOSED_REQUESTS -> resources.exposed(env, calls);
            case REVOKE_ANY, REVOKE_ANY_AGAIN -> resources.revoke(kernel, resources.owned(call));
            case WRITE_BLOCK -> rest.transfer(env, calls, block, frame, guardOf(frame, key, true), true);
            case READ_BLOCK -> rest.transfer(env, calls, block, frame, guardOf(frame, key, true), false);
            case TRANSFER_BLOCKS -> model.transfers.transfer(env, calls, call, block, frame, guardOf(frame, key, true));
            case ACKNOWLEDGE -> rest.acknowledge(env, calls, frame);
            case PRELOAD -> rest.preload(env, calls, frame, block);
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
            case RELEASE_EXCEPTION_HANDLER -> processor.releaseHandler(env, calls, call);
            case INTERRUPT -> processor.interrupt(env, kernel);
            case END_HANDLING -> processor.store(env, true);
            case PENDING -> processor.pending(env, calls);
            case WRITE_RANGE -> processor.writeRange(env, calls, call, frame, guardOf(frame, key, true));
            case PROTECT_RANGE -> processor.protectRange(env, calls, call);
            case WAIT_UNTIL, WAIT_UNTIL_AGAIN ->
                predicates.waitUntil(env, calls, call, frame, guardOf(frame, key, call.flag()));
            case LOOK -> predicates.look(env, kernel);
            case STORE_EXPOSED_WORD -> predicates.store(env, call, frame);
            case REVOKE, REVOKE_AGAIN -> revoke(x);
            case PASS -> pass(1 + 100L * (x & 0xff));
            case PASS_LONG -> pass(2_100_000);
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
            default -> volume.perform(call, env, calls, frame, guardOf(frame, key, true), key);
        };
    }

    /** Mostly one of a few in the second segment. */
    static int guaranteedPage(KernelCall call) {
        return call.y() < 0 ? call.y() : 0x70000 + (call.y() & 15);
    }

    /** The capability that a frame is guarded by, if it is to be, so that not all calls are refused. */
    private Capability guardOf(int frame, Capability otherwise, boolean wanted) {
        if (wanted && KernelModel.isFrame(frame)) {
            return keys.named(model.guard[frame], otherwise);
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
        model.packets.passed(cycles);
        return model.requests.values().stream().anyMatch(request -> request.deadline() <= start)
                        || model.resources.open.values().stream().anyMatch(request -> request.deadline() <= start)
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
            if (!env.alive && env.found) {
                continue; // it had nothing then, and nobody can give it anything
            }
            env.found = !env.alive;
            List<Integer> frames = kernel.framesOf(env.id);
            if (!frames.equals(model.framesOf(env.id))) {
                return "environment %d should own %s, and owns %s".formatted(env.id, model.framesOf(env.id), frames);
            }
        }
        String difference = model.transfers.difference();
        difference = difference == null ? model.volume.difference(machine.memory()) : difference;
        difference = difference == null ? model.predicates.difference() : difference;
        difference = difference == null ? model.resources.difference() : difference;
        return difference == null ? model.packets.difference() : difference;
    }
}
