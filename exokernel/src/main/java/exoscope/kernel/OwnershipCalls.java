package exoscope.kernel;

import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link VolumeCalls} that is about what metadata owns. */
abstract class OwnershipCalls extends CacheCalls {
    OwnershipCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    /** Refuses blocks that are not all free or are kept for somebody else, and a type that is none. */
    <T> @Nullable Result<T> checkFree(String call, int first, int n, int type) {
        Result<T> refusal = checkRun(call, first, n);
        if (refusal != null) {
            return refusal;
        }
        if (!volume().isType(type)) {
            return refuse(call, KernelError.NO_TEMPLATE, "type " + type);
        }
        for (int block = first; block < first + n; block++) {
            int owner = kernel.blocks().ownerOf(block);
            if (owner != FrameTable.FREE) {
                return refuse(call, KernelError.IN_USE, "block " + block + " belongs to " + owner);
            }
        }
        if (volume().tooMuch(env.id, n)) {
            return refuse(
                    call,
                    KernelError.QUOTA,
                    "an environment may take %d of 4 blocks of the disk for file systems"
                            .formatted(ExokernelVolume.MOST_QUARTERS));
        }
        String kept = kernel.claims().keptFrom(env.id, new Resource.Extent(first, n));
        return kept == null ? null : refuse(call, KernelError.IN_USE, kept);
    }

    /** Refuses to give up a block that owns others, or is on its way. */
    <T> @Nullable Result<T> checkBarren(String call, int block) {
        Node node = forest().node(block);
        if (node != null && !node.owned().isEmpty()) {
            return refuse(call, KernelError.IN_USE, "block " + block + " owns others");
        }
        Entry entry = volume().cache().ofBlock(block);
        return entry != null && entry.inTransit()
                ? refuse(call, KernelError.IN_USE, "block " + block + " is on its way from or to the disk")
                : null;
    }

    /** See {@link ExokernelVolume#patch}. */
    public Result<Boolean> patch(int block, List<Patch> patches, Capability key) {
        enter();
        String call = "patch";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal != null) {
            return refusal;
        }
        return switch (propose(call, block, BlockPatches.copy(patches), key)) {
            case Result.Refused<Change> refused -> new Result.Refused<>(refused.error(), refused.reason());
            case Result.Ok<Change> ok -> {
                refusal = checkMatch(call, ok.value(), ok.value().node().owned());
                if (refusal == null) {
                    commit(ok.value());
                }
                yield refusal == null ? done() : refusal;
            }
        };
    }

    /** See {@link ExokernelVolume#own}. */
    public Result<Boolean> own(int parent, int first, int n, int type, List<Patch> patches, Capability key) {
        enter();
        String call = "own";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal != null) {
            return refusal;
        }
        return switch (propose(call, parent, BlockPatches.copy(patches), key)) {
            case Result.Refused<Change> refused -> new Result.Refused<>(refused.error(), refused.reason());
            case Result.Ok<Change> ok -> {
                refusal = checkFree(call, first, n, type);
                Node node = ok.value().node();
                if (refusal == null) {
                    refusal = checkMatch(call, ok.value(), Forest.with(node.owned(), first, n, type));
                }
                if (refusal != null) {
                    yield refusal;
                }
                volume().take(env.id, first, n);
                kernel.claims().met(env.id, new Resource.Extent(first, n));
                commit(ok.value());
                forest().allocate(node, first, n, type, ok.value().owned());
                kernel.tracer().emitFor(env.id, new KernelEvent.BlocksOwned(parent, first, n, type));
                yield done();
            }
        };
    }

    /** See {@link ExokernelVolume#disown}. */
    public Result<Boolean> disown(int parent, int first, int n, List<Patch> patches, Capability key) {
        enter();
        String call = "disown";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal != null) {
            return refusal;
        }
        return switch (propose(call, parent, BlockPatches.copy(patches), key)) {
            case Result.Refused<Change> refused -> new Result.Refused<>(refused.error(), refused.reason());
            case Result.Ok<Change> ok -> {
                Node node = ok.value().node();
                refusal = checkOwned(call, node, first, n);
                if (refusal == null) {
                    refusal = checkMatch(call, ok.value(), Forest.without(node.owned(), first, n));
                }
                if (refusal != null) {
                    yield refusal;
                }
                giveUp(node, first, n);
                commit(ok.value());
                forest().free(node, first, n, ok.value().owned());
                kernel.tracer().emitFor(env.id, new KernelEvent.BlocksDisowned(parent, first, n));
                yield done();
            }
        };
    }

    private void giveUp(Node parent, int first, int n) {
        for (int block = first; block < first + n; block++) {
            Node child = forest().node(block);
            if (child != null && child.parent() == parent.block()) {
                volume().uncache(block);
            }
        }
    }

    /** Refuses blocks that a parent does not own, or that cannot be given up. */
    private <T> @Nullable Result<T> checkOwned(String call, Node parent, int first, int n) {
        Result<T> refusal = checkRun(call, first, n);
        for (int i = 0; refusal == null && i < n; i++) {
            Node child = forest().node(first + i);
            if (!parent.owned().containsKey(first + i)) {
                refusal = refuse(call, KernelError.NOT_OWNER, "block " + (first + i));
            } else if (child != null && child.parent() == parent.block()) {
                refusal = checkBarren(call, first + i);
            }
        }
        return refusal;
    }
}
