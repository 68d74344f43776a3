package exoscope.grading.soak.kernel;

import exoscope.grading.soak.kernel.VolumeModel.Entry;
import exoscope.grading.soak.kernel.VolumeTree.Node;
import exoscope.hw.Machine;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which blocks and capabilities the calls about file systems are made with: mostly such that there is something to do. */
final class VolumeSteps {
    private final KernelModel model;
    private final VolumeModel volume;
    private final VolumeCalls calls;
    private final OwnershipCalls ownership;
    private final MemoryCalls memory;
    private final ResourceCalls resources;
    private final ProcessorCalls processor;
    private final Keys keys;

    VolumeSteps(
            KernelModel model,
            Machine machine,
            MemoryCalls memory,
            ResourceCalls resources,
            ProcessorCalls processor,
            Keys keys) {
        this.model = model;
        this.memory = memory;
        this.resources = resources;
        this.processor = processor;
        this.keys = keys;
        volume = model.volume;
        calls = new VolumeCalls(model, machine);
        ownership = new OwnershipCalls(model, calls, machine);
    }

    /** Lets the kernel have a function that makes sense. */
    @Nullable
    String begin(int env, Exokernel exokernel) {
        return calls.addTemplate(env, exokernel, 0);
    }

    /** Environments that have something to do with a call of this kind. */
    List<Integer> able(KernelCall.Kind kind) {
        return kind == KernelCall.Kind.RELEASE_BLOCK
                ? volume.cache.values().stream()
                        .filter(entry -> entry.state == CacheState.CLEAN)
                        .map(entry -> entry.lender)
                        .toList()
                : List.of();
    }

    @Nullable
    String perform(KernelCall call, int env, Exokernel exokernel, int frame, Capability frameKey, Capability key) {
        return switch (call.kind()) {
            case ADD_TEMPLATE -> calls.addTemplate(env, exokernel, call.next() % 10);
            case CREATE_ROOT -> createRoot(call, env, exokernel, key);
            case DELETE_ROOT -> deleteRoot(call, env, exokernel, key);
            case FETCH, FETCH_AGAIN -> calls.fetch(env, exokernel, uncached(call), frame, frameKey);
            case REVIVE -> calls.revive(env, exokernel, cached(call, CacheState.FREE));
            case INSERT, INSERT_AGAIN -> {
                int block = uncached(call);
                yield calls.insert(env, exokernel, call, block, frame, frameKey, keyOf(block, call, key));
            }
            case RELEASE_BLOCK -> calls.release(env, exokernel, lent(call, env));
            case FLUSH, FLUSH_AGAIN -> {
                int block = cached(call, CacheState.DIRTY);
                yield calls.flush(env, exokernel, block, keyOf(block, call, key));
            }
            case PATCH -> {
                int block = table(call);
                yield ownership.patch(env, exokernel, call, block, keyOf(block, call, key));
            }
            case OWN, OWN_AGAIN -> own(call, env, exokernel, key);
            case DISOWN -> {
                int parent = table(call);
                yield ownership.disown(env, exokernel, call, parent, keyOf(parent, call, key));
            }
            case MOVE -> {
                int from = table(call);
                yield ownership.move(env, exokernel, call, from, otherTable(call, from), keyOf(from, call, key));
            }
            case MAP_CACHED, MAP_CACHED_AGAIN -> map(call, env, exokernel, key);
            case EXPOSED_VOLUME -> calls.exposed(exokernel, any(call));
            default -> throw new IllegalArgumentException("not about file systems: " + call);
        };
    }

    private @Nullable String createRoot(KernelCall call, int env, Exokernel exokernel, Capability key) {
        resources.noteWiped(exokernel);
        int type = call.next() % 7 == 0 ? call.y() : call.next() % 7 == 1 ? 0 : 1;
        return calls.createRoot(env, exokernel, free(call, 1), type, call.flag() && call.next() % 3 == 0, key);
    }

    private @Nullable String deleteRoot(KernelCall call, int env, Exokernel exokernel, Capability key) {
        List<Integer> roots = List.copyOf(volume.tree.roots.keySet());
        int id = roots.isEmpty() || call.x() < 0 ? call.x() : roots.get(call.x() % roots.size());
        VolumeTree.Root root = volume.tree.roots.get(id);
        return calls.deleteRoot(env, exokernel, id, root == null ? key : keyOf(root.block(), call, key));
    }

    private @Nullable String own(KernelCall call, int env, Exokernel exokernel, Capability key) {
        resources.noteWiped(exokernel);
        int parent = table(call);
        boolean hostile = call.next() % 13 == 0;
        int n = hostile ? call.y() : 1 + call.next() % 3;
        Resource.Extent extent = new Resource.Extent(hostile ? call.x() : free(call, n), n);
        return ownership.own(env, exokernel, call, parent, extent, keyOf(parent, call, key));
    }

    /** Maps the frame of a cached block, mostly with the capability for that. */
    private @Nullable String map(KernelCall call, int env, Exokernel exokernel, Capability key) {
        Entry entry = volume.cache.get(cached(call, call.flag() ? CacheState.DIRTY : CacheState.CLEAN));
        int frame = entry == null ? call.x() : entry.frame;
        Capability guard = entry == null ? key : keyOf(entry.block, call, key);
        boolean writable = call.next() % 3 != 0;
        return switch (call.key() % 4) {
            case 0, 1 -> memory.tlbWrite(env, exokernel, call.y(), frame, writable, guard);
            case 2 -> resources.guarantee(env, exokernel, KernelRun.guaranteedPage(call), frame, writable, guard);
            default -> processor.writeRange(env, exokernel, call, frame, guard);
        };
    }

    /** Mostly the capability that opens a block. */
    private Capability keyOf(int block, KernelCall call, Capability otherwise) {
        Node node = volume.tree.node(block);
        return node == null || call.key() % 9 == 0 ? otherwise : keys.named(node.root.guard(), otherwise);
    }

    private int any(KernelCall call) {
        return one(call, volume.tree.nodes().stream().map(node -> node.block).toList());
    }

    private int one(KernelCall call, List<Integer> blocks) {
        boolean none = blocks.isEmpty() || call.x() < 0 || call.next() < 1 << 12;
        return none ? volume.block(call.x()) : blocks.get(call.x() % blocks.size());
    }

    /** A block of a root that is in no frame, or any. */
    private int uncached(KernelCall call) {
        List<Integer> all = volume.tree.nodes().stream()
                .map(node -> node.block)
                .filter(block -> !volume.cache.containsKey(block))
                .toList();
        return all.isEmpty() ? any(call) : one(call, all);
    }

    /** A block in a frame, mostly in a certain state. */
    private int cached(KernelCall call, CacheState state) {
        List<Integer> such = volume.cache.values().stream()
                .filter(entry -> entry.state == state)
                .map(entry -> entry.block)
                .toList();
        return such.isEmpty() || (call.next() & 7) == 7
                ? one(call, List.copyOf(volume.cache.keySet()))
                : one(call, such);
    }

    /** A block that an environment lent a frame for and that is as on the disk, or any in a frame. */
    private int lent(KernelCall call, int env) {
        List<Integer> own = volume.cache.values().stream()
                .filter(entry -> entry.state == CacheState.CLEAN && entry.lender == env)
                .map(entry -> entry.block)
                .toList();
        return own.isEmpty() ? cached(call, CacheState.DIRTY) : one(call, own);
    }

    private List<Node> tables() {
        return volume.cache.values().stream()
                .filter(Entry::resident)
                .map(entry -> volume.tree.get(entry.block))
                .filter(Node::metadata)
                .toList();
    }

    /** A metadata block in a frame. */
    private int table(KernelCall call) {
        List<Integer> tables = tables().stream().map(node -> node.block).toList();
        return tables.isEmpty() ? any(call) : one(call, tables);
    }

    /** Another one of the same root. */
    private int otherTable(KernelCall call, int from) {
        Node node = volume.tree.node(from);
        List<Integer> others = tables().stream()
                .filter(each -> node != null && each.root.id() == node.root.id() && each != node)
                .map(each -> each.block)
                .toList();
        return others.isEmpty() ? table(call) : one(call, others);
    }

    /** Where free blocks begin that nobody has, or any block. */
    private int free(KernelCall call, int n) {
        List<Integer> free = new ArrayList<>();
        for (int block = VolumeModel.AREA; block + n <= KernelModel.BLOCKS; block++) {
            boolean all = true;
            for (int i = 0; i < n; i++) {
                all &= model.blocks[block + i] == 0;
            }
            if (all) {
                free.add(block);
            }
        }
        return one(call, free);
    }
}
