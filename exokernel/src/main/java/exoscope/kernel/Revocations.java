package exoscope.kernel;

import exoscope.hw.EventQueue;
import exoscope.hw.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Visible revocation and the abort protocol (SOSP'95 §3.3 and §3.4), the same for frames, slices, extents and filters.
 *
 * <p>Invariants: at most one request is open for a resource, and for any block; each ends in exactly one of acknowledged
 * and aborted; while one is open, the resource belongs to the environment that was asked.
 *
 * <p>What an environment gives back on its own while it is asked for it counts as acknowledged. What goes with something
 * else, like a filter with a frame of its ring, shares that one's end.
 */
final class Revocations {
    private record Request(int env, long deadline, EventQueue.Event abort) {}

    private final Kernel kernel;
    private final NavigableMap<Resource, Request> open = new TreeMap<>(Resource.ORDER);

    Revocations(Kernel kernel) {
        this.kernel = kernel;
    }

    boolean pending(Resource resource) {
        return open.containsKey(resource);
    }

    /** Whether the resource is asked back from this very environment. */
    boolean pendingFrom(int env, Resource resource) {
        Request request = open.get(resource);
        return request != null && request.env() == env;
    }

    /** What is asked back from an environment, in order. */
    List<Resource> pendingOf(int env) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().env() == env)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Frames asked back from an environment, ascending. */
    List<Integer> framesOf(int env) {
        return pendingOf(env).stream()
                .filter(Resource.Frame.class::isInstance)
                .map(Resource::name)
                .toList();
    }

    /** Every open request, in the order of resources. */
    List<Exokernel.PendingRevocation> all() {
        return open.entrySet().stream()
                .map(entry -> new Exokernel.PendingRevocation(
                        entry.getValue().env(), entry.getKey(), entry.getValue().deadline()))
                .toList();
    }

    /** Open requests for frames: so many will be free by their deadlines. */
    int countFrames() {
        return (int)
                open.keySet().stream().filter(Resource.Frame.class::isInstance).count();
    }

    /** How much of a kind is asked back from an environment, in units. */
    int asked(Resource.Kind kind, int env) {
        return pendingOf(env).stream()
                .filter(each -> each.kind() == kind)
                .mapToInt(Resource::units)
                .sum();
    }

    /** Open requests for blocks of an extent. */
    List<Resource.Extent> overlapping(Resource.Extent extent) {
        return open.keySet().stream()
                .filter(Resource.Extent.class::isInstance)
                .map(Resource.Extent.class::cast)
                .filter(extent::overlaps)
                .toList();
    }

    /** Asks for an owned resource unless some of it has been asked for, or its owner would fall below its guarantee. */
    boolean request(Resource resource) {
        Environment env = kernel.environment(kernel.resources().ownerOf(resource));
        Resource.Kind kind = resource.kind();
        int left = kernel.resources().held(kind, env.id) - asked(kind, env.id) - resource.units();
        boolean asked = resource instanceof Resource.Extent extent
                ? !overlapping(extent).isEmpty()
                : pending(resource);
        if (asked || left < kernel.resources().guaranteed(kind, env.id)) {
            return false;
        }
        kernel.charge(Tracer.NO_ENV, Cost.REVOCATION_NOTICE, 1);
        long deadline = kernel.machine().clock().now() + kernel.config().revocationCycles();
        EventQueue.Event abort = kernel.machine().events().schedule(deadline, () -> abort(resource));
        open.put(resource, new Request(env.id, deadline, abort));
        kernel.tracer().emitFor(env.id, requested(resource, deadline));
        env.post(new Upcall.Revoke(resource, deadline));
        return true;
    }

    /** Ends an open request as acknowledged and frees the resource. */
    void acknowledge(Resource resource) {
        Request request = close(resource);
        kernel.tracer().emitFor(request.env(), acknowledged(resource));
        if (resource instanceof Resource.Frame frame) {
            kernel.environment(request.env()).takeDestination(frame.frame());
        }
        kernel.resources().release(resource, request.env());
    }

    /** Ends an open request by force: saves the resource's state if its owner said where, and frees it. */
    void abort(Resource resource) {
        Request request = close(resource);
        Environment env = kernel.environment(request.env());
        kernel.charge(Tracer.NO_ENV, Cost.REVOCATION_ABORT, 1);
        int block = kernel.resources().save(resource, env);
        kernel.tracer().emitFor(env.id, aborted(resource, block));
        kernel.resources().release(resource, Tracer.NO_ENV);
        env.recordRepossession(resource, block);
    }

    /** Ends all open requests of an environment by force. */
    void abortAll(int env) {
        for (List<Resource> pending = pendingOf(env); !pending.isEmpty(); pending = pendingOf(env)) {
            abort(pending.getFirst()); // which may end others
        }
    }

    /** The resource goes together with another: if it is asked for, that ends as it ends for the other. */
    void endWithAnother(Resource resource, boolean byForce) {
        if (pending(resource)) {
            Request request = close(resource);
            kernel.tracer().emitFor(request.env(), byForce ? aborted(resource, -1) : acknowledged(resource));
            if (byForce) {
                kernel.environment(request.env()).recordRepossession(resource, -1);
            }
        }
    }

    private static KernelEvent requested(Resource resource, long deadline) {
        return resource instanceof Resource.Frame frame
                ? new KernelEvent.RevocationRequested(frame.frame(), deadline)
                : new KernelEvent.ResourceRequested(resource.kind(), resource.name(), resource.units(), deadline);
    }

    private static KernelEvent acknowledged(Resource resource) {
        return resource instanceof Resource.Frame frame
                ? new KernelEvent.RevocationAcknowledged(frame.frame())
                : new KernelEvent.ResourceReturned(resource.kind(), resource.name(), resource.units());
    }

    private static KernelEvent aborted(Resource resource, int block) {
        return resource instanceof Resource.Frame frame
                ? new KernelEvent.RevocationAborted(frame.frame(), block)
                : new KernelEvent.ResourceRepossessed(resource.kind(), resource.name(), resource.units(), block);
    }

    /** What will abort an open request. */
    EventQueue.Event deadlineOf(Resource resource) {
        return Objects.requireNonNull(open.get(resource)).abort();
    }

    /** Goes through all open requests. */
    void checkAll() {
        open.forEach(this::check);
    }

    /** An open request is to the resource's owner, and will be aborted unless it is answered. */
    private void check(Resource resource, Request request) {
        int owner = kernel.resources().ownerOf(resource);
        if (owner != request.env()) {
            kernel.invariants()
                    .stop(
                            Invariants.REVOCATION,
                            request.env() + " is asked for " + resource.inWords() + " of " + owner);
        }
        if (!request.abort().scheduled() && open.containsKey(resource)) {
            kernel.invariants().stop(Invariants.REVOCATION, "nothing will end that of " + resource.inWords());
        }
    }

    private Request close(Resource resource) {
        Request request = open.remove(resource);
        if (request == null) {
            kernel.invariants().stop(Invariants.REVOCATION, "no revocation is open for " + resource.inWords());
            throw new IllegalStateException("unreachable");
        }
        check(resource, request);
        request.abort().cancel();
        kernel.environment(request.env()).withdrawRevocation(resource);
        return request;
    }
}
