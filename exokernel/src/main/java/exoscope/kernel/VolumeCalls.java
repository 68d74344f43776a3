package exoscope.kernel;

import exoscope.hw.device.Disk;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RefusedProgramException;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.CatalogueFormat;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction;
import exoscope.kernel.xn.OwnsFunction.Answer;
import exoscope.kernel.xn.Root;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the calls of one environment about file systems and carries them out; those about owning and about the cache are in its parents. */
final class VolumeCalls extends OwnershipCalls implements ExokernelVolume {
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
        if (refusal == null && isNull(function)) {
            refusal = refuseNull(call);
        }
        String problem = refusal == null ? OwnsFunction.problem(function) : null;
        if (problem != null) {
            refusal = refuse(call, KernelError.BAD_ARGUMENT, problem);
        }
        if (refusal == null) {
            refusal = checkTemplates(call);
        }
        if (refusal != null) {
            return refusal;
        }
        int slots = Math.min(function.code().size(), NetworkCalls.MOST_STEPS);
        try {
            OwnsFunction verified = volume().function(function, NetworkCalls.MOST_STEPS);
            charge(Cost.PROGRAM_VERIFY, Math.max(slots, verified.explored()));
            return add(call, verified);
        } catch (RefusedProgramException e) {
            charge(Cost.PROGRAM_VERIFY, Math.max(slots, e.explored()));
            return refuse(call, KernelError.UNSAFE_PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    private <T> @Nullable Result<T> checkTemplates(String call) {
        if (volume().templatesOf(env.id) == ExokernelVolume.MOST_TEMPLATES_EACH) {
            return refuse(
                    call,
                    KernelError.QUOTA,
                    ExokernelVolume.MOST_TEMPLATES_EACH + " templates are the most that an environment may add");
        }
        return volume().functions().size() == Catalogue.MOST_TEMPLATES
                ? refuse(call, KernelError.SHORT, Catalogue.MOST_TEMPLATES + " templates are the most")
                : checkAnswers(call);
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
        env.expectAnswer();
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
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        kernel.claims().met(env.id, new Resource.Extent(block, 1));
        int root = volume().addRoot(block, type, key.name(), temporary ? env.id : 0, env.id);
        kernel.invariants().checkCall();
        return new Result.Ok<>(root);
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
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        volume().removeRoot(known, env.id);
        return done();
    }

    @Override
    public Result<Boolean> move(Move move, Capability key) {
        enter();
        Result<Boolean> refusal = checkVolume("move");
        if (refusal == null && isNull(move)) {
            refusal = refuseNull("move");
        }
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
