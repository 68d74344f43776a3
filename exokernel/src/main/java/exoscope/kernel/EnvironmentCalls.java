package exoscope.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks each call of one environment and carries it out. Every check comes before the first change. */
final class EnvironmentCalls implements Exokernel {
    private static final int PAGES = 1 << 19; // kuseg: 2 GiB

    private final Kernel kernel;
    private final Environment env;

    EnvironmentCalls(Kernel kernel, Environment env) {
        this.kernel = kernel;
        this.env = env;
    }

    @Override
    public Capability newCapability() {
        return kernel.mint().fresh();
    }

    @Override
    public Result<Capability> restrict(Capability capability, int rights) {
        if (!kernel.mint().genuine(capability)) {
            return refuse("restrict", KernelError.FORGED_CAPABILITY, "the seal does not fit");
        }
        if (!capability.allows(rights)) {
            return refuse("restrict", KernelError.INSUFFICIENT_RIGHTS, "rights can be given up, not gained");
        }
        return new Result.Ok<>(kernel.mint().sealed(capability.name(), rights));
    }

    @Override
    public Result<List<Integer>> allocPages(int n, Capability key) {
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
        List<Integer> granted = List.copyOf(freeFrames().subList(0, n));
        granted.forEach(frame -> kernel.frames().bind(frame, env.id, key.name()));
        kernel.checkInvariants();
        return new Result.Ok<>(granted);
    }

    @Override
    public Result<Integer> allocFrame(int frame, Capability key) {
        if (!kernel.frames().exists(frame)) {
            return refuse("allocFrame", KernelError.BAD_ARGUMENT, "no frame " + frame);
        }
        Result<Integer> refusal = checkKey("allocFrame", key);
        if (refusal != null) {
            return refusal;
        }
        if (ownerOf(frame) != FrameTable.FREE) {
            return refuse("allocFrame", KernelError.IN_USE, "frame " + frame + " belongs to " + ownerOf(frame));
        }
        kernel.frames().bind(frame, env.id, key.name());
        kernel.checkInvariants();
        return new Result.Ok<>(frame);
    }

    @Override
    public Result<Boolean> dealloc(int frame, Capability key) {
        Result<Boolean> refusal = checkFrame("dealloc", frame, key, Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if (kernel.revocations().pending(frame)) {
            kernel.revocations().acknowledge(frame);
        } else {
            env.takeDestination(frame);
            kernel.breakAndRelease(frame);
        }
        return done();
    }

    @Override
    public Result<Boolean> changeGuard(int frame, Capability old, Capability next) {
        Result<Boolean> refusal = checkFrame("changeGuard", frame, old, Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if (!kernel.mint().genuine(next)) {
            return refuse("changeGuard", KernelError.FORGED_CAPABILITY, "the seal of the new one does not fit");
        }
        kernel.frames().setGuard(frame, next.name());
        kernel.translations().breakFrame(frame);
        return done();
    }

    @Override
    public Result<Boolean> tlbWrite(int page, int frame, boolean writable, Capability key) {
        int needed = writable ? Capability.READ_WRITE : Capability.READ;
        Result<Boolean> refusal = checkFrame("tlbWrite", frame, key, needed, false);
        if (refusal != null) {
            return refusal;
        }
        if (page < 0 || page >= PAGES) {
            return refuse("tlbWrite", KernelError.BAD_ARGUMENT, "page " + page + " is not in user space");
        }
        kernel.translations().bind(env.asid(), page, frame, writable);
        return done();
    }

    @Override
    public Result<Boolean> tlbDelete(int page) {
        if (page < 0 || page >= PAGES) {
            return refuse("tlbDelete", KernelError.BAD_ARGUMENT, "page " + page + " is not in user space");
        }
        kernel.translations().breakPage(env.asid(), page);
        return done();
    }

    @Override
    public Result<Integer> allocExtent(int n) {
        int first = n < 1 || !env.alive() ? -1 : kernel.transfers().allocate(env.id, n);
        if (first < 0) {
            return refuse("allocExtent", n < 1 ? KernelError.BAD_ARGUMENT : KernelError.SHORT, n + " blocks");
        }
        return new Result.Ok<>(first);
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
        // Writing a block reads the frame, and reading one writes it.
        Result<Integer> refusal = checkFrame(call, frame, key, write ? Capability.READ : Capability.WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        if (!kernel.transfers().owns(env.id, block)) {
            return refuse(call, KernelError.NOT_OWNER, "block " + block);
        }
        return new Result.Ok<>(kernel.transfers().submit(env.id, block, frame, write));
    }

    @Override
    public Result<Boolean> acknowledge(int frame) {
        if (!pendingRevocations().contains(frame)) {
            return refuse("acknowledge", KernelError.NO_REVOCATION, "frame " + frame + " is not asked for");
        }
        kernel.revocations().acknowledge(frame);
        return done();
    }

    @Override
    public Result<Boolean> preloadRepossession(int frame, int block) {
        if (ownerOf(frame) != env.id || !kernel.transfers().owns(env.id, block)) {
            return refuse("preloadRepossession", KernelError.NOT_OWNER, "frame " + frame + " or block " + block);
        }
        env.preload(frame, block);
        return done();
    }

    @Override
    public List<Repossession> takeRepossessions() {
        return env.takeRepossessions();
    }

    @Override
    public List<Integer> freeFrames() {
        return new ArrayList<>(kernel.frames().ownedBy(FrameTable.FREE));
    }

    @Override
    public int ownerOf(int frame) {
        return kernel.frames().exists(frame) ? kernel.frames().owner(frame) : FrameTable.FREE;
    }

    @Override
    public List<Integer> pendingRevocations() {
        return kernel.revocations().pendingOf(env.id);
    }

    @Override
    public long now() {
        return kernel.machine().clock().now();
    }

    /** Refuses unless {@code key} opens the frame with {@code rights}, and the caller owns it where it must. */
    private <T> @Nullable Result<T> checkFrame(String call, int frame, Capability key, int rights, boolean mustOwn) {
        if (!kernel.frames().exists(frame)) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no frame " + frame);
        }
        Result<T> refusal = checkKey(call, key);
        if (refusal != null) {
            return refusal;
        }
        int owner = ownerOf(frame);
        if (owner == FrameTable.FREE || (mustOwn && owner != env.id)) {
            return refuse(call, KernelError.NOT_OWNER, "frame " + frame + " belongs to " + owner);
        }
        if (key.name() != kernel.frames().guard(frame) || !key.allows(rights)) {
            return refuse(call, KernelError.INSUFFICIENT_RIGHTS, "the capability does not open frame " + frame);
        }
        return null;
    }

    /** Refuses a capability that was never sealed, and every key in the hands of the dead. */
    private <T> @Nullable Result<T> checkKey(String call, Capability key) {
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        return kernel.mint().genuine(key) ? null : refuse(call, KernelError.FORGED_CAPABILITY, "the seal does not fit");
    }

    private <T> Result<T> refuse(String call, KernelError error, String reason) {
        kernel.tracer().emitFor(env.id, new KernelEvent.CallRefused(call, error, reason));
        return new Result.Refused<>(error, reason);
    }

    private Result<Boolean> done() {
        kernel.checkInvariants();
        return new Result.Ok<>(true);
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
