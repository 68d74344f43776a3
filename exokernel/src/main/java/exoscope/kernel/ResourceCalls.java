package exoscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of {@link EnvironmentCalls} that treats all kinds of resources alike: giving back, and being asked to. */
final class ResourceCalls extends GuardedCalls {
    ResourceCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    Result<Boolean> allocSlice(Resource.Slice slice) {
        String call = "allocSlice";
        CpuVector vector = kernel.vector();
        int position = slice.position();
        if (!vector.exists(position)) {
            return refuse(call, KernelError.BAD_ARGUMENT, "slice " + position + " of " + vector.size());
        }
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        String kept = kernel.claims().keptFrom(env.id, slice);
        if (kept != null) {
            return refuse(call, KernelError.IN_USE, kept);
        }
        int owner = vector.owner(position);
        if (owner == env.id) {
            return refuse(call, KernelError.IN_USE, "slice " + position + " is the caller's already");
        }
        if (owner != CpuVector.FREE) {
            return claim(call, slice, List.of(slice));
        }
        vector.bind(position, env.id);
        kernel.claims().met(env.id, slice);
        return done();
    }

    /** Says no for now, or for good: what is in the way is asked for if the kernel's policy lets it. */
    private <T> Result<T> claim(String call, Resource wanted, List<? extends Resource> inTheWay) {
        String obstacle = kernel.claims().stake(env.id, wanted, null, inTheWay);
        String taken = wanted.inWords() + (wanted.units() == 1 ? " is taken" : " are taken");
        return obstacle == null
                ? refuse(call, KernelError.SHORT, taken + ", and has been asked for")
                : refuse(call, KernelError.IN_USE, taken + ", and " + obstacle);
    }

    Result<Integer> allocExtent(int n) {
        String call = "allocExtent";
        if (n < 1) {
            return refuse(call, KernelError.BAD_ARGUMENT, n + " blocks");
        }
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        int first = firstFree(n);
        if (first < 0) {
            return refuse(call, KernelError.SHORT, "no " + n + " blocks in a row are free and not kept for others");
        }
        kernel.blocks().bind(env.id, first, n);
        kernel.claims().met(env.id, new Resource.Extent(first, n));
        return new Result.Ok<>(first);
    }

    /** Where the first blocks are that the caller may have, or -1. */
    private int firstFree(int n) {
        return kernel.blocks()
                .firstFree(n, block -> kernel.claims().keptFrom(env.id, new Resource.Extent(block, 1)) == null);
    }

    Result<Integer> allocExtent(Resource.Extent extent) {
        String call = "allocExtentAt";
        String problem = problem(extent);
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        String kept = kernel.claims().keptFrom(env.id, extent);
        if (kept != null) {
            return refuse(call, KernelError.IN_USE, kept);
        }
        BlockTable blocks = kernel.blocks();
        if (blocks.anyOwnedBy(env.id, extent)) {
            return refuse(call, KernelError.IN_USE, "some of " + extent.inWords() + " is the caller's already");
        }
        if (blocks.anyForGood(extent)) {
            return refuse(
                    call, KernelError.IN_USE, "some of " + extent.inWords() + " is a file system's, or the kernel's");
        }
        List<Resource.Extent> inTheWay = blocks.ownedOf(extent);
        if (!inTheWay.isEmpty()) {
            return claim(
                    call, extent, inTheWay.stream().flatMap(this::notAskedFor).toList());
        }
        if (!blocks.free(extent)) {
            if (kernel.claims().has(env.id, extent)) {
                kernel.claims().stake(env.id, extent, null, List.of());
            }
            return refuse(call, KernelError.SHORT, "some of " + extent.inWords() + " is being wiped");
        }
        blocks.bind(env.id, extent.first(), extent.blocks());
        kernel.claims().met(env.id, extent);
        kernel.invariants().checkCall();
        return new Result.Ok<>(extent.first());
    }

    /** What of an extent is in no open request. */
    private Stream<Resource.Extent> notAskedFor(Resource.Extent extent) {
        List<Resource.Extent> asked = kernel.revocations().overlapping(extent);
        List<Resource.Extent> rest = new ArrayList<>();
        int end = extent.first() + extent.blocks();
        int first = extent.first();
        for (Resource.Extent each : asked) {
            if (each.first() > first) {
                rest.add(new Resource.Extent(first, each.first() - first));
            }
            first = Math.max(first, each.first() + each.blocks());
        }
        if (first < end) {
            rest.add(new Resource.Extent(first, end - first));
        }
        return rest.stream();
    }

    /** Gives back an own resource, asked for or not. */
    Result<Boolean> giveBack(String call, Resource resource) {
        if (!owns(resource)) {
            return refuse(call, KernelError.NOT_OWNER, resource.inWords());
        }
        if (kernel.revocations().pending(resource)) {
            kernel.revocations().acknowledge(resource);
        } else {
            kernel.resources().release(resource, env.id);
        }
        return done();
    }

    private boolean owns(Resource resource) {
        return env.alive() && kernel.resources().ownerOf(resource) == env.id;
    }

    Result<Boolean> deallocExtent(Resource.Extent extent) {
        String call = "deallocExtent";
        String problem = problem(extent);
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        for (Resource.Extent asked : kernel.revocations().overlapping(extent)) {
            if (!asked.equals(extent) && owns(extent)) {
                return refuse(call, KernelError.IN_USE, asked.inWords() + " are asked for, all together");
            }
        }
        return giveBack(call, extent);
    }

    private @Nullable String problem(Resource.Extent extent) {
        int size = kernel.machine().disk().blocks();
        boolean exists = extent.first() >= 0
                && extent.first() < size
                && extent.blocks() >= 1
                && extent.blocks() <= size - extent.first();
        return exists ? null : "%d blocks from %d of %d".formatted(extent.blocks(), extent.first(), size);
    }

    Result<Boolean> acknowledge(@Nullable Resource resource) {
        if (resource == null) {
            return refuse("acknowledge", KernelError.BAD_ARGUMENT, "no resource is named");
        }
        if (!kernel.revocations().pendingFrom(env.id, resource)) {
            return refuse("acknowledge", KernelError.NO_REVOCATION, resource.inWords() + " is not asked for");
        }
        kernel.revocations().acknowledge(resource);
        return done();
    }

    Result<Boolean> preload(@Nullable Resource resource, int block) {
        String call = "preloadRepossession";
        if (resource == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no resource is named");
        }
        if (resource instanceof Resource.Slice || resource instanceof Resource.Filter) {
            return refuse(call, KernelError.BAD_ARGUMENT, resource.inWords() + " has no state to be saved");
        }
        String problem = resource instanceof Resource.Extent extent ? problem(extent) : null;
        if (problem != null) {
            return refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        boolean place = kernel.blocks().ownerOf(block, resource.units()) == env.id;
        if (!owns(resource) || !place) {
            return refuse(call, KernelError.NOT_OWNER, resource.inWords() + " or block " + block);
        }
        if (resource instanceof Resource.Extent extent
                && extent.overlaps(new Resource.Extent(block, extent.blocks()))) {
            return refuse(call, KernelError.BAD_ARGUMENT, "the blocks would be saved to themselves");
        }
        Resource other = env.destinedFor(block, resource);
        if (other != null) {
            return refuse(call, KernelError.IN_USE, other.inWords() + " would be saved there");
        }
        env.preload(resource, block);
        kernel.tracer()
                .emitFor(
                        env.id,
                        new KernelEvent.RepossessionPreloaded(
                                resource.kind(), resource.name(), resource.units(), block));
        return done();
    }
}
