package exoscope.kernel;

import exoscope.hw.EventQueue;
import exoscope.hw.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Visible revocation and the abort protocol (SOSP'95 §3.3 and §3.4).
 *
 * <p>Invariants: at most one request is open for a frame; each ends in exactly one of acknowledged and aborted; while
 * one is open, the frame belongs to the environment that was asked.
 */
final class Revocations {
    private record Request(int env, long deadline, EventQueue.Event abort) {}

    private final Kernel kernel;
    /** Open requests by frame. */
    private final Map<Integer, Request> open = new TreeMap<>();

    Revocations(Kernel kernel) {
        this.kernel = kernel;
    }

    boolean pending(int frame) {
        return open.containsKey(frame);
    }

    /** Whether the frame is asked back from this very environment. */
    boolean pendingFrom(int env, int frame) {
        Request request = open.get(frame);
        return request != null && request.env() == env;
    }

    /** Frames asked back from an environment, ascending. */
    List<Integer> pendingOf(int env) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().env() == env)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every open request, by frame. */
    List<Exokernel.PendingRevocation> all() {
        return open.entrySet().stream()
                .map(entry -> new Exokernel.PendingRevocation(
                        entry.getValue().env(), entry.getKey(), entry.getValue().deadline()))
                .toList();
    }

    /** Number of open requests: frames that will be free by their deadlines. */
    int count() {
        return open.size();
    }

    /** Asks for an owned frame unless it has been asked for, or its owner would fall below its guarantee. */
    boolean request(int frame) {
        Environment env = kernel.environment(kernel.frames().owner(frame));
        int left = kernel.frames().countOwnedBy(env.id) - pendingOf(env.id).size();
        if (pending(frame) || left <= env.guaranteed) {
            return false;
        }
        kernel.charge(Tracer.NO_ENV, Cost.REVOCATION_NOTICE, 1);
        long deadline = kernel.machine().clock().now() + kernel.config().revocationCycles();
        EventQueue.Event abort = kernel.machine().events().schedule(deadline, () -> abort(frame));
        open.put(frame, new Request(env.id, deadline, abort));
        kernel.tracer().emitFor(env.id, new KernelEvent.RevocationRequested(frame, deadline));
        env.post(new Upcall.Revoke(frame, deadline));
        return true;
    }

    /** Ends an open request as acknowledged and frees the frame. */
    void acknowledge(int frame) {
        Request request = close(frame);
        kernel.tracer().emitFor(request.env(), new KernelEvent.RevocationAcknowledged(frame));
        kernel.environment(request.env()).takeDestination(frame);
        kernel.breakAndRelease(frame, request.env());
    }

    /** Ends an open request by force: saves the frame if its owner said where, and frees it. */
    void abort(int frame) {
        Request request = close(frame);
        Environment env = kernel.environment(request.env());
        kernel.charge(Tracer.NO_ENV, Cost.REVOCATION_ABORT, 1);
        int block = env.takeDestination(frame);
        if (block >= 0) {
            kernel.charge(Tracer.NO_ENV, Cost.FRAME_COPY, 1);
            kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 1);
            kernel.transfers().save(kernel.machine().memory(), frame, block);
        }
        kernel.tracer().emitFor(env.id, new KernelEvent.RevocationAborted(frame, block));
        kernel.breakAndRelease(frame, Tracer.NO_ENV);
        env.recordRepossession(frame, block);
    }

    /** What will abort an open request. */
    EventQueue.Event deadlineOf(int frame) {
        return Objects.requireNonNull(open.get(frame)).abort();
    }

    /** Goes through all open requests. */
    void checkAll() {
        open.forEach(this::check);
    }

    /** An open request is to the frame's owner, and will be aborted unless it is answered. */
    private void check(int frame, Request request) {
        int owner = kernel.frames().owner(frame);
        if (owner != request.env()) {
            kernel.invariants()
                    .stop(Invariants.REVOCATION, request.env() + " is asked for frame " + frame + " of " + owner);
        }
        if (!request.abort().scheduled() && open.containsKey(frame)) {
            kernel.invariants().stop(Invariants.REVOCATION, "nothing will end that of frame " + frame);
        }
    }

    private Request close(int frame) {
        Request request = open.remove(frame);
        if (request == null) {
            kernel.invariants().stop(Invariants.REVOCATION, "no revocation is open for frame " + frame);
            throw new IllegalStateException("unreachable");
        }
        check(frame, request);
        request.abort().cancel();
        kernel.environment(request.env()).withdrawRevocation(frame);
        return request;
    }
}
