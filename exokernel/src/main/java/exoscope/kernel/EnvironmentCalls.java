package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.InstalledFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks each call of one environment and carries it out. Every check comes before the first change, and each call is
 * charged for once on entry, and for its work when it does any.
 */
final class EnvironmentCalls extends RangeCalls {
    /** Name, rights and seal. */
    private static final int CAPABILITY_WORDS = 5;

    private final MemoryCalls memory;
    private final ResourceCalls resources;
    private final NetworkCalls network;
    private final DiskCalls disk;
    private final VolumeCalls volume;

    EnvironmentCalls(Kernel kernel, Environment env) {
        super(kernel, env);
        memory = new MemoryCalls(kernel, env);
        resources = new ResourceCalls(kernel, env);
        network = new NetworkCalls(kernel, env);
        disk = new DiskCalls(kernel, env);
        volume = new VolumeCalls(kernel, env);
    }

    @Override
    public Capability newCapability() {
        enter();
        charge(Cost.CAPABILITY_SEAL, 1);
        return kernel.mint().fresh();
    }

    @Override
    public Capability wellKnownCapability() {
        charge(Cost.EXPOSED_READ, CAPABILITY_WORDS);
        return kernel.mint().wellKnown();
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
        Result<List<Integer>> refusal = checkCount("allocPages", n);
        if (refusal == null) {
            refusal = checkKey("allocPages", key);
        }
        if (refusal != null) {
            return refusal;
        }
        if (n > kernel.available(env.id)) {
            return refuseShort("allocPages", n, frame -> true, "frames");
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
    public Result<List<Integer>> allocColour(int n, int colour, Capability key) {
        enter();
        return memory.allocColour(n, colour, key);
    }

    @Override
    public Result<Boolean> guarantee(int page, int frame, boolean writable, Capability key) {
        enter();
        return memory.guarantee(page, frame, writable, key);
    }

    @Override
    public Result<Boolean> endGuarantee(int page) {
        enter();
        return memory.endGuarantee(page);
    }

    @Override
    public Result<Boolean> switchContext(int context) {
        enter();
        return memory.switchContext(context);
    }

    @Override
    public int context() {
        charge(Cost.EXPOSED_READ, 1);
        return AddressSpaces.contextOf(kernel.spaces().current(env.id));
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
        kernel.guaranteed().breakFrame(frame);
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
        if (kernel.guaranteed().has(env.id, page)) {
            return refuse("tlbWrite", KernelError.IN_USE, "page " + page + " has a guaranteed mapping");
        }
        refusal = checkMapping("tlbWrite", frame, writable);
        if (refusal != null) {
            return refusal;
        }
        noteMapping(frame, writable);
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
        if (kernel.guaranteed().has(env.id, page)) {
            return refuse("tlbDelete", KernelError.IN_USE, "page " + page + " has a guaranteed mapping");
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
        kernel.guaranteed().narrow(frame, permissions);
        charge(Cost.TRANSLATION_FLUSH, kernel.translations().narrow(frame, permissions));
        return done();
    }

    @Override
    public Result<Boolean> allocSlice(int position) {
        enter();
        return resources.allocSlice(new Resource.Slice(position));
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
    public Result<Integer> allocExtent(int n) {
        enter();
        return resources.allocExtent(n);
    }

    @Override
    public Result<Integer> allocExtentAt(int first, int n) {
        enter();
        return resources.allocExtent(new Resource.Extent(first, n));
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
        if (!kernel.blocks().owns(env.id, block)) {
            return refuse(call, KernelError.NOT_OWNER, "block " + block);
        }
        refusal = checkAnswers(call);
        if (refusal != null) {
            return refusal;
        }
        if (kernel.transfers().inFlight(env.id) >= ExokernelDisk.MOST_IN_FLIGHT) {
            return refuse(call, KernelError.QUOTA, ExokernelDisk.MOST_IN_FLIGHT + " blocks on their way are the most");
        }
        charge(Cost.DISK_COMMAND, 1);
        env.expectAnswer();
        return new Result.Ok<>(kernel.transfers().submit(env.id, block, frame, write));
    }

    @Override
    public ExokernelDisk disk() {
        return disk;
    }

    @Override
    public ExokernelVolume volume() {
        return volume;
    }

    @Override
    public Result<Integer> bindFilter(Filter filter, int ring, List<Integer> buffers, Capability key) {
        enter();
        return network.bindFilter(filter, ring, copy(buffers, Integer.class), key);
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
        return network.attachHandler(filter, program, copy(frames, Integer.class), budget, key);
    }

    @Override
    public Result<Integer> sendPacket(List<Piece> pieces, Capability key) {
        enter();
        Result<Integer> refusal = checkAnswers("sendPacket");
        if (refusal != null) {
            return refusal;
        }
        Result<Integer> sent = network.sendPacket(copy(pieces, Piece.class), key);
        if (sent.ok()) {
            env.expectAnswer();
        }
        return sent;
    }

    @Override
    public Result<Boolean> waitUntil(Program predicate, List<Integer> frames, Capability key) {
        enter();
        return network.waitUntil(predicate, copy(frames, Integer.class), key);
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
    public List<Translation> guaranteedMappings() {
        List<Translation> own = kernel.guaranteed().of(env.id);
        charge(Cost.EXPOSED_READ, 1 + 2 * own.size());
        return own;
    }

    @Override
    public int colours() {
        charge(Cost.EXPOSED_READ, 1);
        return CacheColours.COUNT;
    }

    @Override
    public int ownerOfBlock(int block) {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.blocks().ownerOf(block);
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
}
