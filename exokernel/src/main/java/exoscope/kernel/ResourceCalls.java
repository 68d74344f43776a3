package exoscope.kernel;

import org.jspecify.annotations.Nullable;

/** The part of {@link EnvironmentCalls} that treats all kinds of resources alike: giving back, and being asked to. */
final class ResourceCalls extends GuardedCalls {
    ResourceCalls(Kernel kernel, Environment env) {
        super(kernel, env);
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
        boolean place = kernel.transfers().ownerOf(block, resource.units()) == env.id;
        if (!owns(resource) || !place) {
            return refuse(call, KernelError.NOT_OWNER, resource.inWords() + " or block " + block);
        }
        if (resource instanceof Resource.Extent extent
                && extent.overlaps(new Resource.Extent(block, extent.blocks()))) {
            return refuse(call, KernelError.BAD_ARGUMENT, "the blocks would be saved to themselves");
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
