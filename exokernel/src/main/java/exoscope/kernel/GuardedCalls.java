package exoscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What the calls of one environment have in common: whom they charge, what they check, and how they say yes and no. */
abstract class GuardedCalls {
    /** Pages of user space: kuseg, 2 GiB. */
    static final int PAGES = 1 << 19;

    final Kernel kernel;
    final Environment env;

    GuardedCalls(Kernel kernel, Environment env) {
        this.kernel = kernel;
        this.env = env;
    }

    /** What every call begins with, and pays whatever comes of it. */
    void enter() {
        kernel.accounts().countCall(env.id);
        charge(Cost.SYSTEM_CALL, 1);
    }

    /** Charges the caller. */
    void charge(Cost cost, int times) {
        kernel.charge(env.id, cost, times);
    }

    /** Whether a capability was sealed by the kernel; charged for. Null was not. */
    boolean genuine(@Nullable Capability capability) {
        charge(Cost.CAPABILITY_CHECK, 1);
        return kernel.mint().genuine(capability);
    }

    /** Refuses to allocate more frames than can be cleared without others noticing. */
    <T> @Nullable Result<T> checkCount(String call, int n) {
        return n <= Exokernel.MOST_ALLOCATED
                ? null
                : refuse(
                        call,
                        KernelError.BAD_ARGUMENT,
                        "%d frames: a call allocates %d at most".formatted(n, Exokernel.MOST_ALLOCATED));
    }

    /** Whether the caller owns a frame. */
    boolean owns(int frame) {
        return kernel.frames().exists(frame) && kernel.frames().owner(frame) == env.id;
    }

    /** Refuses unless {@code key} opens the frame with {@code rights}, and the caller owns it where it must. */
    <T> @Nullable Result<T> checkFrame(String call, int frame, Capability key, int rights, boolean mustOwn) {
        if (!kernel.frames().exists(frame)) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no frame " + frame);
        }
        Result<T> refusal = checkKey(call, key);
        return refusal != null ? refusal : checkGuard(call, frame, key, rights, mustOwn);
    }

    /** The same for a key that is known to be genuine: what remains to be looked at for each of many frames. */
    <T> @Nullable Result<T> checkGuard(String call, int frame, Capability key, int rights, boolean mustOwn) {
        if (!kernel.frames().exists(frame)) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no frame " + frame);
        }
        int owner = kernel.frames().owner(frame);
        if (owner == FrameTable.FREE || (mustOwn && owner != env.id)) {
            return refuse(call, KernelError.NOT_OWNER, "frame " + frame + " belongs to " + owner);
        }
        if (key.name() != kernel.frames().guard(frame) || !key.allows(rights)) {
            return refuse(call, KernelError.INSUFFICIENT_RIGHTS, "the capability does not open frame " + frame);
        }
        return null;
    }

    /** Refuses to map a page to a frame that holds a block, where the block keeps that from being done in this way. */
    <T> @Nullable Result<T> checkMapping(String call, int frame, boolean writable) {
        Volume volume = kernel.volume();
        String obstacle = volume == null ? null : volume.mappingObstacle(frame, writable);
        return obstacle == null ? null : refuse(call, KernelError.IN_USE, obstacle);
    }

    /** A page is mapped to a frame: if that is for stores, a block in it may be changed from now on. */
    void noteMapping(int frame, boolean writable) {
        Volume volume = kernel.volume();
        if (volume != null && writable) {
            volume.mappedForStores(frame);
        }
    }

    /** Refuses a capability that was never sealed, and every key in the hands of the dead. */
    <T> @Nullable Result<T> checkKey(String call, Capability key) {
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        return genuine(key) ? null : refuse(call, KernelError.FORGED_CAPABILITY, "the seal does not fit");
    }

    /**
     * A list that a caller gave, as it is now; null if there is none or if something else is in it. Callers are not held to
     * what their compiler was told.
     */
    static <T> @Nullable List<T> copy(@Nullable List<T> given, Class<T> type) {
        if (given == null) {
            return null;
        }
        List<T> copy = new ArrayList<>(given);
        return copy.stream().allMatch(type::isInstance) ? copy : null;
    }

    /** Whether an argument is null that, as its caller's compiler was told, never is. */
    static boolean isNull(@Nullable Object argument) {
        return argument == null;
    }

    /** Refuses to begin something whose end is to be told, where too many are to be told already. */
    <T> @Nullable Result<T> checkAnswers(String call) {
        return env.tooMuchUnanswered()
                ? refuse(
                        call,
                        KernelError.QUOTA,
                        "the ends of %,d things that were begun are still to be told"
                                .formatted(Environment.MOST_UNANSWERED))
                : null;
    }

    /** Refuses frames of some kind that are not free, and asks others for them if they could give them back. */
    <T> Result<T> refuseShort(String call, int n, IntPredicate kind, String what) {
        FrameShortage shortage = new FrameShortage(kernel, env.id, kind);
        int most = shortage.attainable();
        if (n > most) {
            kernel.demands().forget(env.id);
            return refuse(
                    call,
                    KernelError.SHORT,
                    "%d %s wanted, and nobody has to give more than %d of them free".formatted(n, what, most));
        }
        shortage.ask(n);
        return refuse(
                call,
                KernelError.SHORT,
                "%d %s wanted, %d free, %d frames of any kind free and not kept for others"
                        .formatted(n, what, kernel.frames().firstFree(n, kind).size(), kernel.available(env.id)));
    }

    /** Refuses an argument that is null, or a list that holds null. */
    <T> Result<T> refuseNull(String call) {
        return refuse(call, KernelError.BAD_ARGUMENT, "an argument is null or holds null");
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

    /** Says no, and says it in the trace. */
    <T> Result<T> refuse(String call, KernelError error, String reason) {
        kernel.tracer().emitFor(env.id, new KernelEvent.CallRefused(call, error, reason));
        return new Result.Refused<>(error, reason);
    }

    /** Says yes, after a look at what else may have changed. */
    Result<Boolean> done() {
        kernel.invariants().checkCall();
        return new Result.Ok<>(true);
    }
}
