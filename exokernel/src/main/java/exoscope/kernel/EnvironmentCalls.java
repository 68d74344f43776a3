package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.InstalledFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks each call of one environment and carries it out. Every check comes before the first change, and each call is
 * charged for once on entry, and for its work when it does any.
 */
final class EnvironmentCalls extends RangeCalls {
    private static final int PAGES = 1 << 19; // kuseg: 2 GiB

    private final ResourceCalls resources;
    private final NetworkCalls network;

    EnvironmentCalls(Kernel kernel, Environment env) {
        super(kernel, env);
        resources = new ResourceCalls(kernel, env);
        network = new NetworkCalls(kernel, env);
    }

    @Override
    public Capability newCapability() {
        enter();
        charge(Cost.CAPABILITY_SEAL, 1);
        return kernel.mint().fresh();
    }

    @Override
    public Result<Capability> restrict(Capability capability, int rights) {
        enter();
        if (!genuine(capability)) {
            return refuse("restrict", KernelError.FORGED_CAPABILITY, "the seal does not fit");
        }
        if (!capability.allows(rights)) {
            return refuse("restrict", KernelError.INSUFFICIENT_RIGHTS, "rights can be given up, not gained");
        }
        charge(Cost.CAPABILITY_SEAL, 1);
        return new Result.Ok<>(kernel.mint().sealed(capability.name(), rights));
    }

    @Override
    public Result<List<Integer>> allocPages(int n, Capability key) {
        enter();
        if (n < 1 || n > kernel.frames().size()) {
            return refuse(
                    "allocPages",
                    KernelError.BAD_ARGUMENT,
                    n + " frames of " + kernel.frames().size());
        }
        Result<List<Integer>> refusal = checkKey("allocPages", key);
        if (refusal != null) {
            return refusal;
        }
        if (n > kernel.available(env.id)) {
            kernel.askForShortage(n, env.id);
            return refuse(
                    "allocPages",
                    KernelError.SHORT,
                    "%d wanted, %d free and not kept for others".formatted(n, kernel.available(env.id)));
        }
        kernel.demands().forget(env.id);
        charge(Cost.FRAME_CLEAR, n);
        List<Integer> granted = kernel.frames().firstFree(n);
        granted.forEach(frame -> kernel.frames().bind(frame, env.id, key.name()));
        kernel.invariants().checkCall();
        return new Result.Ok<>(granted);
    }

    @Override
    public Result<Integer> allocFrame(int frame, Capability key) {
        enter();
        if (!kernel.frames().exists(frame)) {
            return refuse("allocFrame", KernelError.BAD_ARGUMENT, "no frame " + frame);
        }
        Result<Integer> refusal = checkKey("allocFrame", key);
        if (refusal != null) {
            return refusal;
        }
        int owner = kernel.frames().owner(frame);
        if (owner != FrameTable.FREE) {
            return refuse("allocFrame", KernelError.IN_USE, "frame " + frame + " belongs to " + owner);
        }
        if (kernel.available(env.id) < 1) {
            return refuse("allocFrame", KernelError.SHORT, "frame " + frame + " is kept for others");
        }
        charge(Cost.FRAME_CLEAR, 1);
        kernel.frames().bind(frame, env.id, key.name());
        kernel.invariants().checkCall();
        return new Result.Ok<>(frame);
    }

    @Override
    public Result<Boolean> dealloc(int frame, Capability key) {
        enter();
        Result<Boolean> refusal = checkFrame("dealloc", frame, key, Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        Resource resource = new Resource.Frame(frame);
        if (kernel.revocations().pending(resource)) {
            kernel.revocations().acknowledge(resource);
        } else {
            env.takeDestination(frame);
            kernel.breakAndRelease(frame, env.id);
        }
        return done();
    }

    @Override
    public Result<Boolean> changeGuard(int frame, Capability old, Capability next) {
        enter();
        Result<Boolean> refusal = checkFrame("changeGuard", frame, old, Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if (!genuine(next)) {
            return refuse("changeGuard", KernelError.FORGED_CAPABILITY, "the seal of the new one does not fit");
        }
        kernel.frames().setGuard(frame, next.name());
        charge(Cost.TRANSLATION_FLUSH, kernel.translations().breakFrame(frame));
        return done();
    }

    @Override
    public Result<Boolean> tlbWrite(int page, int frame, boolean writable, Capability key) {
        enter();
        int needed = writable ? Capability.READ_WRITE : Capability.READ;
        Result<Boolean> refusal = checkFrame("tlbWrite", frame, key, needed, false);
        if (refusal != null) {
            return refusal;
        }
        if (page < 0 || page >= PAGES) {
            return refuse("tlbWrite", KernelError.BAD_ARGUMENT, "page " + page + " is not in user space");
        }
        charge(Cost.TRANSLATION_WRITE, 1);
        kernel.addressSpaceOf(env.id);
        kernel.translations().bind(env.id, page, frame, writable, key);
        return done();
    }

    @Override
    public Result<Boolean> tlbDelete(int page) {
        enter();
        if (page < 0 || page >= PAGES) {
            return refuse("tlbDelete", KernelError.BAD_ARGUMENT, "page " + page + " is not in user space");
        }
        charge(Cost.TRANSLATION_FLUSH, 1);
        kernel.translations().breakPage(env.id, page);
        return done();
    }

    @Override
    public Result<Boolean> protCtrl(int frame, int permissions, Capability key) {
        enter();
        Result<Boolean> refusal = checkFrame("protCtrl", frame, key, Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if ((permissions & ~Capability.READ_WRITE) != 0 || permissions == Capability.WRITE) {
            return refuse("protCtrl", KernelError.BAD_ARGUMENT, "permissions " + permissions);
        }
        charge(Cost.TRANSLATION_FLUSH, kernel.translations().narrow(frame, permissions));
        return done();
    }

    @Override
    public Result<Boolean> allocSlice(int position) {
        enter();
        CpuVector vector = kernel.vector();
        if (!vector.exists(position)) {
            return refuse("allocSlice", KernelError.BAD_ARGUMENT, "slice " + position + " of " + vector.size());
        }
        if (!env.alive()) {
            return refuse("allocSlice", KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        if (vector.owner(position) != CpuVector.FREE) {
            return refuse(
                    "allocSlice", KernelError.IN_USE, "slice " + position + " belongs to " + vector.owner(position));
        }
        vector.bind(position, env.id);
        return done();
    }

    @Override
    public Result<Boolean> deallocSlice(int position) {
        enter();
        if (!kernel.vector().exists(position) || kernel.vector().owner(position) != env.id) {
            return refuse("deallocSlice", KernelError.NOT_OWNER, "slice " + position);
        }
        return resources.giveBack("deallocSlice", new Resource.Slice(position));
    }

    @Override
    @SuppressWarnings("NamedLikeContextualKeyword")
    public Result<Boolean> yield(int to) {
        enter();
        if (to != Tracer.NO_ENV && !kernel.canRun(to)) {
            return refuse("yield", KernelError.BAD_ARGUMENT, "environment " + to + " could not use the processor");
        }
        kernel.yieldFrom(env.id, to);
        return done();
    }

    @Override
    public Result<Boolean> scall(int to, Message message) {
        return transferControl("scall", to, true, message);
    }

    @Override
    public Result<Boolean> acall(int to, Message message) {
        return transferControl("acall", to, false, message);
    }

    private Result<Boolean> transferControl(String call, int to, boolean synchronous, Message message) {
        kernel.accounts().countCall(env.id);
        if (!env.alive()) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        if (to == env.id || !kernel.lives(to)) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.BAD_ARGUMENT, "environment " + to + " cannot be called");
        }
        String obstacle = kernel.control().obstacle(env.id, to, synchronous);
        if (obstacle != null) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.IN_USE, obstacle);
        }
        charge(Cost.CONTROL_TRANSFER, 1);
        kernel.control().begin(env.id, to, synchronous, message);
        return done();
    }

    @Override
    public Result<Integer> allocExtent(int n) {
        enter();
        int first = n < 1 || !env.alive() ? -1 : kernel.transfers().allocate(env.id, n);
        if (first < 0) {
            return refuse("allocExtent", n < 1 ? KernelError.BAD_ARGUMENT : KernelError.SHORT, n + " blocks");
        }
        return new Result.Ok<>(first);
    }

    @Override
    public Result<Boolean> deallocExtent(int first, int n) {
        enter();
        return resources.deallocExtent(new Resource.Extent(first, n));
    }

    @Override
    public Result<Integer> writeBlock(int block, int frame, Capability key) {
        return transfer("writeBlock", block, frame, key, true);
    }

    @Override
    public Result<Integer> readBlock(int block, int frame, Capability key) {
        return transfer("readBlock", block, frame, key, false);
    }

    private Result<Integer> transfer(String call, int block, int frame, Capability key, boolean write) {
        enter();
        // Writing a block reads the frame, and reading one writes it.
        Result<Integer> refusal = checkFrame(call, frame, key, write ? Capability.READ : Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if (!kernel.transfers().owns(env.id, block)) {
            return refuse(call, KernelError.NOT_OWNER, "block " + block);
        }
        if (env.tooMuchUnanswered()) {
            return refuse(call, KernelError.QUOTA, "the ends of 1,024 transfers and packets are still to be told");
        }
        charge(Cost.DISK_COMMAND, 1);
        env.expectAnswer();
        return new Result.Ok<>(kernel.transfers().submit(env.id, block, frame, write));
    }

    @Override
    public Result<Integer> bindFilter(Filter filter, int ring, List<Integer> buffers, Capability key) {
        enter();
        return network.bindFilter(filter, ring, List.copyOf(buffers), key);
    }

    @Override
    public Result<Boolean> releaseFilter(int filter) {
        enter();
        return network.releaseFilter(filter);
    }

    @Override
    public Result<Boolean> postBuffers(int filter, int n) {
        enter();
        return network.postBuffers(filter, n);
    }

    @Override
    public Result<Boolean> attachHandler(
            int filter, Program program, List<Integer> frames, long budget, Capability key) {
        enter();
        return network.attachHandler(filter, program, List.copyOf(frames), budget, key);
    }

    @Override
    public Result<Integer> sendPacket(List<Piece> pieces, Capability key) {
        enter();
        if (env.tooMuchUnanswered()) {
            return refuse(
                    "sendPacket", KernelError.QUOTA, "the ends of 1,024 transfers and packets are still to be told");
        }
        Result<Integer> sent = network.sendPacket(List.copyOf(pieces), key);
        if (sent.ok()) {
            env.expectAnswer();
        }
        return sent;
    }

    @Override
    public Result<Boolean> waitUntil(Program predicate, List<Integer> frames, Capability key) {
        enter();
        return network.waitUntil(predicate, List.copyOf(frames), key);
    }

    @Override
    public Result<Boolean> acknowledge(int frame) {
        return acknowledge(new Resource.Frame(frame));
    }

    @Override
    public Result<Boolean> acknowledge(Resource resource) {
        enter();
        return resources.acknowledge(resource);
    }

    @Override
    public Result<Boolean> preloadRepossession(int frame, int block) {
        return preloadRepossession(new Resource.Frame(frame), block);
    }

    @Override
    public Result<Boolean> preloadRepossession(Resource resource, int block) {
        enter();
        return resources.preload(resource, block);
    }

    @Override
    public List<Repossession> takeRepossessions() {
        enter();
        return env.takeRepossessions();
    }

    @Override
    public List<Integer> freeFrames() {
        List<Integer> free = kernel.frames().ownedBy(FrameTable.FREE);
        charge(Cost.EXPOSED_READ, 1 + free.size());
        return new ArrayList<>(free);
    }

    @Override
    public int ownerOf(int frame) {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.frames().exists(frame) ? kernel.frames().owner(frame) : FrameTable.FREE;
    }

    @Override
    public List<Integer> slices() {
        charge(Cost.EXPOSED_READ, kernel.vector().size());
        return kernel.vector().owners();
    }

    @Override
    public List<Translation> tlbEntries() {
        charge(Cost.EXPOSED_READ, 2 * Tlb.ENTRIES);
        return kernel.translations().inHardware();
    }

    @Override
    public List<Translation> stlbEntry(int page) {
        charge(Cost.EXPOSED_READ, 2);
        return page < 0 || page >= PAGES ? List.of() : kernel.translations().inSoftware(env.id, page);
    }

    @Override
    public int ownerOfBlock(int block) {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.transfers().ownerOf(block);
    }

    @Override
    public List<PendingRevocation> allRevocations() {
        List<PendingRevocation> all = kernel.revocations().all();
        charge(Cost.EXPOSED_READ, 1 + 3 * all.size());
        return all;
    }

    @Override
    public List<Integer> pendingRevocations() {
        List<Integer> pending = kernel.revocations().framesOf(env.id);
        charge(Cost.EXPOSED_READ, 1 + pending.size());
        return pending;
    }

    @Override
    public List<InstalledFilter> filters() {
        List<InstalledFilter> all = kernel.network().filters().installed();
        charge(Cost.EXPOSED_READ, 1 + 2 * all.size());
        return all;
    }

    @Override
    public List<RingState> ringState(int filter) {
        charge(Cost.EXPOSED_READ, 6);
        Network.Binding binding = kernel.network().binding(filter);
        return binding == null || binding.env != env.id ? List.of() : List.of(binding.ring.state());
    }

    @Override
    public int unclaimedPackets() {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.network().unclaimed();
    }

    @Override
    public long now() {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.machine().clock().now();
    }

    /** The same in every run, since guest code may ask. */
    @Override
    public int hashCode() {
        return env.id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "kernel calls of environment " + env.id;
    }
}
