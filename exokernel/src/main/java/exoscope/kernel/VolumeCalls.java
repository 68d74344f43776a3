package exoscope.kernel;

import exoscope.hw.device.Disk;
import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RefusedProgramException;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.CatalogueFormat;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction;
import exoscope.kernel.xn.OwnsFunction.Answer;
import exoscope.kernel.xn.Root;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the calls of one environment about file systems and carries them out; those about the cache are in its parent. */
final class VolumeCalls extends CacheCalls implements ExokernelVolume {
    VolumeCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    @Override
    public Result<Integer> addTemplate(Program function) {
        enter();
        String call = "addTemplate";
        Result<Integer> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkCatalogue(call);
        }
        String problem = refusal == null ? OwnsFunction.problem(function) : null;
        if (problem != null) {
            refusal = refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        if (refusal == null && volume().functions().size() == Catalogue.MOST_TEMPLATES) {
            refusal = refuse(call, KernelError.SHORT, Catalogue.MOST_TEMPLATES + " templates are the most");
        }
        if (refusal != null) {
            return refusal;
        }
        try {
            OwnsFunction verified = volume().function(function);
            charge(Cost.PROGRAM_VERIFY, verified.explored());
            return add(call, verified);
        } catch (RefusedProgramException e) {
            charge(Cost.PROGRAM_VERIFY, function.code().size());
            return refuse(call, KernelError.UNSAFE_PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    private Result<Integer> add(String call, OwnsFunction function) {
        Answer answer = function.of(new byte[Disk.BLOCK_BYTES]);
        kernel.chargeCycles(env.id, answer.cycles());
        if (answer.problem() != null || !answer.owned().isEmpty()) {
            return refuse(call, KernelError.BAD_FUNCTION, "a block of zeros must own nothing");
        }
        List<Program> programs = new ArrayList<>(volume().catalogue(0).templates());
        programs.add(function.program());
        if (!CatalogueFormat.haveRoom(programs)) {
            return refuse(call, KernelError.SHORT, "the catalogue has no room for the function");
        }
        int type = volume().addTemplate(function, env.id);
        kernel.tracer()
                .emitFor(
                        env.id,
                        new KernelEvent.TemplateAdded(
                                type, function.program().code().size()));
        return new Result.Ok<>(type);
    }

    private <T> @Nullable Result<T> checkCatalogue(String call) {
        return volume().writer().broken()
                ? refuse(call, KernelError.SHORT, "the catalogue cannot be written any more")
                : null;
    }

    @Override
    public Result<Integer> createRoot(int block, int type, boolean temporary, Capability key) {
        enter();
        String call = "createRoot";
        Result<Integer> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkKey(call, key);
        }
        if (refusal == null) {
            refusal = checkCatalogue(call);
        }
        if (refusal == null) {
            refusal = checkFree(call, block, 1, type);
        }
        if (refusal == null && volume().roots().size() == Catalogue.MOST_ROOTS) {
            refusal = refuse(call, KernelError.SHORT, Catalogue.MOST_ROOTS + " roots are the most");
        }
        if (refusal != null) {
            return refusal;
        }
        int root = volume().addRoot(block, type, key.name(), temporary ? env.id : 0, env.id);
        kernel.invariants().checkCall();
        return new Result.Ok<>(root);
    }

    private <T> @Nullable Result<T> checkFree(String call, int first, int n, int type) {
        Result<T> refusal = checkRun(call, first, n);
        if (refusal != null) {
            return refusal;
        }
        if (!volume().isType(type)) {
            return refuse(call, KernelError.NO_TEMPLATE, "type " + type);
        }
        for (int block = first; block < first + n; block++) {
            int owner = kernel.transfers().ownerOf(block);
            if (owner != FrameTable.FREE) {
                return refuse(call, KernelError.IN_USE, "block " + block + " belongs to " + owner);
            }
        }
        return null;
    }

    @Override
    public Result<Boolean> deleteRoot(int root, Capability key) {
        enter();
        String call = "deleteRoot";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal != null) {
            return refusal;
        }
        Root known = volume().roots().get(root);
        if (known == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no root " + root);
        }
        refusal = checkBlock(call, known.block(), key, Capability.WRITE);
        if (refusal == null && !known.temporary()) {
            refusal = checkCatalogue(call);
        }
        if (refusal == null) {
            refusal = checkBarren(call, known.block());
        }
        if (refusal != null) {
            return refusal;
        }
        volume().removeRoot(known, env.id);
        return done();
    }

    /** Refuses to give up a block that owns others, or is on its way. */
    private <T> @Nullable Result<T> checkBarren(String call, int block) {
        Node node = forest().node(block);
        if (node != null && !node.owned().isEmpty()) {
            return refuse(call, KernelError.IN_USE, "block " + block + " owns others");
        }
        Entry entry = volume().cache().ofBlock(block);
        return entry != null && entry.inTransit()
                ? refuse(call, KernelError.IN_USE, "block " + block + " is on its way from or to the disk")
                : null;
    }

    @Override
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

    @Override
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
                kernel.transfers().pass(first, n, FrameTable.FREE, Transfers.CATALOGUED);
                commit(ok.value());
                forest().allocate(node, first, n, type, ok.value().owned());
                kernel.tracer().emitFor(env.id, new KernelEvent.BlocksOwned(parent, first, n, type));
                yield done();
            }
        };
    }

    @Override
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

    @Override
    public Result<Boolean> move(Move move, Capability key) {
        enter();
        Result<Boolean> refusal = checkVolume("move");
        return refusal == null ? new BlockMove(this, move).carryOut(key) : refusal;
    }

    @Override
    public List<RootInfo> roots() {
        Volume volume = kernel.volume();
        List<RootInfo> all = volume == null
                ? List.of()
                : volume.roots().values().stream()
                        .map(root -> new RootInfo(root.id(), root.block(), root.type(), root.temporary()))
                        .toList();
        charge(Cost.EXPOSED_READ, 1 + 3 * all.size());
        return all;
    }

    @Override
    public List<BlockInfo> block(int block) {
        charge(Cost.EXPOSED_READ, 6);
        Volume volume = kernel.volume();
        Node node = volume == null ? null : volume.forest().node(block);
        return node == null
                ? List.of()
                : List.of(new BlockInfo(
                        block,
                        node.parent(),
                        node.type(),
                        node.root().id(),
                        node.owned().size(),
                        node.written(),
                        node.damaged()));
    }

    @Override
    public List<CachedBlock> cached() {
        Volume volume = kernel.volume();
        List<CachedBlock> all = volume == null ? List.of() : volume.cache().exposed();
        charge(Cost.EXPOSED_READ, 1 + 3 * all.size());
        return all;
    }
}
