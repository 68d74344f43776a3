package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;
import static exoscope.grading.soak.kernel.Difference.unchecked;

import exoscope.grading.soak.kernel.VolumeModel.Entry;
import exoscope.grading.soak.kernel.VolumeTree.Node;
import exoscope.grading.soak.kernel.VolumeTree.Root;
import exoscope.hw.Machine;
import exoscope.kernel.Capability;
import exoscope.kernel.Cost;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelVolume;
import exoscope.kernel.ExokernelVolume.BlockInfo;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ExokernelVolume.CachedBlock;
import exoscope.kernel.ExokernelVolume.RootInfo;
import exoscope.kernel.KernelError;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import exoscope.kernel.Upcall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about roots and about blocks in frames, made of the kernel and of its model. */
final class VolumeCalls {
    private static final int MOST_TEMPLATES = 16;
    private static final int MOST_ROOTS = 64;

    private final KernelModel model;
    private final VolumeModel volume;
    private final Machine machine;

    VolumeCalls(KernelModel model, Machine machine) {
        this.model = model;
        this.machine = machine;
        volume = model.volume;
    }

    /** Why an environment gets no answer about file systems at all, or null. */
    @Nullable
    KernelError shut(int env) {
        if (!volume.on()) {
            return KernelError.BAD_ARGUMENT;
        }
        return model.lives(env) ? null : KernelError.NOT_OWNER;
    }

    /** Why a block of a root is not open to an environment, or null. */
    @Nullable
    KernelError badBlock(int env, int block, Capability key) {
        KernelError bad = model.badKey(env, key);
        if (bad != null) {
            return bad;
        }
        Node node = volume.tree.node(block);
        if (node == null) {
            return KernelError.NOT_OWNER;
        }
        boolean opens = node.root.guard() == key.name() && key.allows(Capability.WRITE);
        return opens ? null : KernelError.INSUFFICIENT_RIGHTS;
    }

    /** Why blocks cannot become some root's, or null. */
    @Nullable
    KernelError notFree(int env, Resource.Extent extent, int type, long now) {
        if (!ResourceModel.isExtent(extent)) {
            return KernelError.BAD_ARGUMENT;
        }
        if (type < 0 || type > volume.types) {
            return KernelError.NO_TEMPLATE;
        }
        for (int i = 0; i < extent.blocks(); i++) {
            if (model.blocks[extent.first() + i] != 0) {
                return KernelError.IN_USE;
            }
        }
        return model.resources.kept(env, extent, now) ? KernelError.IN_USE : null;
    }

    /** Why a block cannot be given up, or null. */
    @Nullable
    KernelError notBarren(int block) {
        Entry entry = volume.cache.get(block);
        boolean barren = volume.tree.get(block).core.isEmpty() && (entry == null || !entry.inTransit());
        return barren ? null : KernelError.IN_USE;
    }

    @Nullable
    String addTemplate(int env, Exokernel calls, int kind) {
        VolumePrograms.Choice choice = VolumePrograms.choose(kind);
        KernelError expected = shut(env);
        expected = expected == null && choice.senseless() ? KernelError.BAD_ARGUMENT : expected;
        int added = volume.added.getOrDefault(env, 0);
        if (expected == null && added == ExokernelVolume.MOST_TEMPLATES_EACH) {
            expected = KernelError.QUOTA;
        }
        if (expected == null && volume.functions == MOST_TEMPLATES) {
            expected = KernelError.SHORT;
        }
        expected = expected == null ? choice.refusal() : expected;
        if (expected == null) {
            volume.functions++;
            volume.added.put(env, added + 1);
            volume.changed(env, new Upcall.TemplateWritten(volume.functions, true));
        }
        return numbered(expected, volume.functions, calls.volume().addTemplate(unchecked(choice.program())));
    }

    private static @Nullable String numbered(@Nullable KernelError expected, int number, Result<Integer> result) {
        return expected != null || !result.ok() ? same(expected, result) : same(number, result.get());
    }

    @Nullable
    String createRoot(int env, Exokernel calls, int block, int type, boolean temporary, Capability key) {
        long now = machine.clock().now() + Cost.SYSTEM_CALL.cycles() + Cost.CAPABILITY_CHECK.cycles();
        KernelError expected = shut(env);
        expected = expected == null ? model.badKey(env, key) : expected;
        Resource.Extent extent = new Resource.Extent(block, 1);
        expected = expected == null ? notFree(env, extent, type, now) : expected;
        if (expected == null && volume.tree.roots.size() == MOST_ROOTS) {
            expected = KernelError.SHORT;
        }
        int id = volume.tree.nextRoot;
        if (expected == null) {
            model.resources.met(env, extent);
            model.blocks[block] = VolumeModel.CATALOGUED;
            volume.tree.plant(new Root(id, key.name(), block, type, temporary ? env : 0));
            if (!temporary) {
                volume.changed(env, new Upcall.RootWritten(id, true));
            }
        }
        return numbered(expected, id, calls.volume().createRoot(block, type, temporary, key));
    }

    @Nullable
    String deleteRoot(int env, Exokernel calls, int id, Capability key) {
        Root root = volume.tree.roots.get(id);
        KernelError expected = shut(env);
        if (expected == null && root == null) {
            expected = KernelError.BAD_ARGUMENT;
        }
        if (expected == null && root != null) {
            expected = badBlock(env, root.block(), key);
            expected = expected == null ? notBarren(root.block()) : expected;
        }
        if (expected == null && root != null) {
            volume.uncache(root.block());
            volume.tree.uproot(root);
            volume.sweep();
            if (!root.temporary()) {
                volume.changed(env, new Upcall.RootWritten(id, true));
            }
        }
        return same(expected, calls.volume().deleteRoot(id, key));
    }

    private @Nullable KernelError badLoan(int env, int frame, Capability key, int rights) {
        KernelError bad = model.badFrame(env, frame, key, rights, true);
        if (bad == null && model.requests.containsKey(frame)) {
            bad = KernelError.IN_USE;
        }
        return bad == null ? noLoan(env) : bad;
    }

    private @Nullable KernelError noLoan(int env) {
        if (volume.lentBy(env) >= ExokernelVolume.MOST_CACHED) {
            return KernelError.QUOTA;
        }
        return volume.held() >= KernelModel.ALL_FRAMES / 2 ? KernelError.SHORT : null;
    }

    private @Nullable KernelError inFrame(int block) {
        Entry entry = volume.cache.get(block);
        return entry == null || entry.state == CacheState.FREE ? null : KernelError.IN_USE;
    }

    private @Nullable KernelError unknown(int block) {
        return volume.tree.node(block) == null ? KernelError.NOT_OWNER : null;
    }

    @Nullable
    String fetch(int env, Exokernel calls, int block, int frame, Capability key) {
        KernelError expected = shut(env);
        expected = expected == null ? badLoan(env, frame, key, Capability.WRITE) : expected;
        expected = expected == null ? unknown(block) : expected;
        expected = expected == null ? inFrame(block) : expected;
        if (expected == null) {
            volume.lend(env, block, frame, CacheState.READING);
        }
        return same(expected, calls.volume().fetch(block, frame, key));
    }

    @Nullable
    String revive(int env, Exokernel calls, int block) {
        long now = machine.clock().now() + Cost.SYSTEM_CALL.cycles();
        KernelError expected = shut(env);
        expected = expected == null ? unknown(block) : expected;
        expected = expected == null ? noLoan(env) : expected;
        Entry entry = volume.cache.get(block);
        if (expected == null && entry == null) {
            expected = KernelError.NOT_IN_CORE;
        }
        expected = expected == null ? inFrame(block) : expected;
        if (expected == null && model.available(env, now) < 1) {
            expected = KernelError.SHORT;
        }
        if (expected == null && entry != null) {
            volume.revive(entry, env);
        }
        return numbered(
                expected, entry == null ? -1 : entry.frame, calls.volume().revive(block));
    }

    /** New contents of a block: as they are in the frame, or such as make sense. */
    @Nullable
    String insert(
            int env, Exokernel calls, KernelCall call, int block, int frame, Capability key, Capability blockKey) {
        KernelError expected = shut(env);
        expected = expected == null ? badLoan(env, frame, key, Capability.READ_WRITE) : expected;
        expected = expected == null ? badBlock(env, block, blockKey) : expected;
        expected = expected == null ? inFrame(block) : expected;
        Node node = volume.tree.node(block);
        if (expected == null && node != null) {
            boolean sensible = call.next() % 5 != 0;
            BlockWords words = sensible ? volume.onDisk(block) : BlockWords.read(machine.memory(), frame);
            words = words.with(BlockWords.WORDS - 1, call.next());
            words.write(machine.memory(), frame);
            expected = node.metadata() ? badContents(node, words) : null;
            if (expected == null) {
                volume.lend(env, block, frame, CacheState.DIRTY).words = words;
            }
        }
        return same(expected, calls.volume().insert(block, frame, key, blockKey));
    }

    private static @Nullable KernelError badContents(Node node, BlockWords words) {
        if (words.owned() == null) {
            return KernelError.BAD_FUNCTION;
        }
        return node.core.equals(words.owned()) ? null : KernelError.BLOCKS_DO_NOT_MATCH;
    }

    @Nullable
    String release(int env, Exokernel calls, int block) {
        KernelError expected = shut(env);
        Entry entry = volume.cache.get(block);
        if (expected == null && (entry == null || entry.lender != env)) {
            expected = KernelError.NOT_OWNER;
        }
        if (expected == null && entry != null) {
            expected = entry.state == CacheState.CLEAN ? null : KernelError.IN_USE;
        }
        if (expected == null && entry != null) {
            volume.release(entry);
        }
        return same(expected, calls.volume().release(block));
    }

    @Nullable
    String flush(int env, Exokernel calls, int block, Capability key) {
        KernelError expected = shut(env);
        expected = expected == null ? badBlock(env, block, key) : expected;
        expected = expected == null ? absent(block) : expected;
        if (expected == null && !volume.tree.before(volume.tree.get(block)).isEmpty()) {
            expected = KernelError.WRITE_ORDER;
        }
        Entry entry = volume.cache.get(block);
        if (expected == null && entry != null) {
            volume.write(entry, env);
        }
        return same(expected, calls.volume().flush(block, key));
    }

    /** Why the contents of a block cannot be looked at or changed, or null. */
    @Nullable
    KernelError absent(int block) {
        Entry entry = volume.cache.get(block);
        if (entry != null && entry.resident()) {
            return null;
        }
        return entry != null && entry.inTransit() ? KernelError.IN_USE : KernelError.NOT_IN_CORE;
    }

    /** What everybody may know. */
    @Nullable
    String exposed(Exokernel calls, int block) {
        List<RootInfo> roots = volume.tree.roots.values().stream()
                .map(root -> new RootInfo(root.id(), root.block(), root.type(), root.temporary()))
                .toList();
        List<CachedBlock> cached = volume.cache.values().stream()
                .map(entry -> new CachedBlock(entry.block, entry.frame, entry.state))
                .toList();
        Node node = volume.tree.node(block);
        List<BlockInfo> info = node == null
                ? List.of()
                : List.of(new BlockInfo(
                        block, node.parent, node.type, node.root.id(), node.core.size(), node.written, false));
        String difference = same(roots, calls.volume().roots());
        difference = difference == null ? same(cached, calls.volume().cached()) : difference;
        boolean kept = model.ownsBlock(VolumeModel.CATALOGUED, block);
        difference = difference == null ? same(volume.tree.keeps(block), kept) : difference;
        return difference == null ? same(info, calls.volume().block(block)) : difference;
    }
}
