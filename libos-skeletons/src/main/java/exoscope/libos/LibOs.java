package exoscope.libos;

import exoscope.kernel.Message;
import exoscope.kernel.Resource;

/**
 * A library operating system: the entry points that the kernel calls. Upcalls interrupt {@link #run} at any charge
 * point, and each other, and return to where it stood.
 */
public interface LibOs {
    /** The environment's life; when it returns, the environment ends with the exit code returned. */
    int run(Env env);

    /** No translation is known for {@code page}; the access is tried again afterwards. */
    void onTlbMiss(Env env, int page, boolean store);

    /** The kernel wants {@code frame} back before cycle {@code deadline}. */
    default void onRevoke(Env env, int frame, long deadline) {}

    /** The kernel wants something back before cycle {@code deadline}: a frame, or a slice, an extent or a filter. */
    default void onRevoke(Env env, Resource resource, long deadline) {
        if (resource instanceof Resource.Frame frame) {
            onRevoke(env, frame.frame(), deadline);
        }
    }

    /** Something was taken by force: see {@link exoscope.kernel.Exokernel#takeRepossessions()}. */
    default void onRepossessed(Env env) {}

    /** A disk transfer has ended; {@code ok} is false if it was cancelled. */
    default void onTransferDone(Env env, int request, boolean ok) {}

    /**
     * The environment's protected entry: {@code from} transferred here with a message; if it waits for an answer, that is
     * a transfer back, {@link exoscope.kernel.Exokernel#acall}.
     */
    default void onCalled(Env env, int from, boolean synchronous, Message message) {}

    /** The environment that was called has ended without an answer. */
    default void onCalleeEnded(Env env, int callee) {}

    /** Packets of a filter are in its ring, or its handler wants them looked at. */
    default void onPacket(Env env, int filter) {}

    /** What {@link exoscope.kernel.Exokernel#waitUntil} waited for holds, or will never be known if {@code held} is false. */
    default void onPredicate(Env env, boolean held) {}

    /** The interface is done with a packet's frames; {@code ok} is false if it was not sent. */
    default void onPacketSent(Env env, int request, boolean ok) {}

    /** The processor is the environment's, in the slice at {@code position}: {@link exoscope.kernel.Exokernel#sliceUpcalls}. */
    default void onSliceStart(Env env, int position) {}

    /** The slice is over; what this takes is excess time. When it returns, others have the processor. */
    default void onSliceEnd(Env env, int position) {}
}
