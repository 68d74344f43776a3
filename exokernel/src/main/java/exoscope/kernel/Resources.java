package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.Tracer;

/** What revocation needs to know and do of each kind of resource; the protocol itself is the same for all. */
final class Resources {
    private final Kernel kernel;

    Resources(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The environment that owns all of a resource; {@link Tracer#NO_ENV} if it is free, shared out, or does not exist. */
    int ownerOf(Resource resource) {
        int owner = switch (resource) {
            case Resource.Frame frame -> ownerOfFrame(frame.frame());
            case Resource.Slice slice -> ownerOfSlice(slice.position());
            case Resource.Extent extent -> kernel.blocks().ownerOf(extent.first(), extent.blocks());
            case Resource.Filter filter -> kernel.network().filters().ownerOf(filter.filter());
        };
        return Math.max(owner, Tracer.NO_ENV);
    }

    private int ownerOfFrame(int frame) {
        return kernel.frames().exists(frame) ? kernel.frames().owner(frame) : FrameTable.FREE;
    }

    private int ownerOfSlice(int position) {
        return kernel.vector().exists(position) ? kernel.vector().owner(position) : CpuVector.FREE;
    }

    /** How much of a kind an environment owns, in units. */
    int held(Resource.Kind kind, int env) {
        return switch (kind) {
            case FRAME -> kernel.frames().countOwnedBy(env);
            case SLICE -> kernel.vector().countOwnedBy(env);
            case EXTENT -> kernel.blocks().countOwnedBy(env);
            case FILTER -> kernel.network().filters().filtersOf(env).size();
        };
    }

    /** How much of a kind an environment is never asked to fall below (SOSP'95 §3.4), in units. */
    int guaranteed(Resource.Kind kind, int env) {
        return switch (kind) {
            case FRAME -> kernel.environment(env).guaranteed;
            case SLICE -> 1; // without it, it could not even answer
            case EXTENT -> kernel.environment(env).grantedBlocks();
            case FILTER -> 0;
        };
    }

    /** Saves the state of a resource that is about to be taken by force, if its owner said where. Returns where, or -1. */
    int save(Resource resource, Environment env) {
        return switch (resource) {
            case Resource.Frame frame -> saveFrame(frame.frame(), ownBlock(env, env.takeDestination(frame.frame()), 1));
            case Resource.Extent extent ->
                saveExtent(extent, ownBlock(env, env.destinationOf(extent), extent.blocks()));
            case Resource.Slice slice -> -1;
            case Resource.Filter filter -> -1;
        };
    }

    /** Blocks from a pre-loaded one on are a place to save to as long as their owner keeps them. */
    private int ownBlock(Environment env, int block, int blocks) {
        return block >= 0 && kernel.blocks().ownerOf(block, blocks) == env.id ? block : -1;
    }

    private int saveFrame(int frame, int block) {
        if (block >= 0) {
            kernel.charge(Tracer.NO_ENV, Cost.FRAME_COPY, 1);
            kernel.accounts().countCopied(Tracer.NO_ENV, PhysicalMemory.FRAME_BYTES);
            kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 1);
            kernel.transfers().save(kernel.machine().memory(), frame, block);
        }
        return block;
    }

    private int saveExtent(Resource.Extent extent, int block) {
        if (block >= 0) {
            kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 2);
            kernel.transfers().copy(extent, block);
        }
        return block;
    }

    /**
     * Takes a resource from its owner, with all that rests on it.
     *
     * @param payer its owner if it gives it back itself, or {@link Tracer#NO_ENV}
     */
    void release(Resource resource, int payer) {
        switch (resource) {
            case Resource.Frame frame -> kernel.breakAndRelease(frame.frame(), payer);
            case Resource.Slice slice -> kernel.vector().release(slice.position());
            case Resource.Extent extent -> releaseExtent(extent, payer);
            case Resource.Filter filter -> kernel.network().remove(filter.filter(), payer == Tracer.NO_ENV);
        }
    }

    private void releaseExtent(Resource.Extent extent, int payer) {
        kernel.environment(ownerOf(extent)).forgetDestinations(extent);
        kernel.charge(payer, Cost.DISK_COMMAND, 1);
        kernel.transfers().release(extent);
    }
}
