package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.Verifier;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction;
import exoscope.kernel.xn.OwnsFunction.Answer;
import exoscope.kernel.xn.Root;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** File systems that outlive their environments: their roots and templates, their blocks, and the frames that hold some. */
final class Volume {
    private final Kernel kernel;
    private final PhysicalMemory memory;
    private final Forest forest;
    private final CachedBlocks cache;
    private final BlockWiper wiper;
    private final CacheTraffic traffic;
    private final CatalogueWriter writer;
    private final int epoch;
    private final long seed;
    /** Of the types 1, 2 and so on. */
    private final List<OwnsFunction> functions = new ArrayList<>();

    private final Map<Integer, Root> roots = new TreeMap<>();
    private final List<Integer> lost = new ArrayList<>();
    /** Types that environments added in this boot. */
    private final Map<Integer, Integer> templates = new TreeMap<>();
    /** Who took a block for a file system in this boot, by block; 0 for nobody. */
    private final int[] takers;

    private int nextRoot;
    /** Types that the disk knows: a block of another could not be understood after a power failure. */
    private int types;

    /** @param from the catalogue on the disk */
    Volume(Kernel kernel, Catalogue from) {
        this.kernel = kernel;
        memory = kernel.machine().memory();
        forest = new Forest(kernel.machine().disk().blocks(), this::reusable);
        cache = new CachedBlocks(kernel);
        wiper = new BlockWiper(kernel);
        traffic = new CacheTraffic(kernel, this, cache, forest);
        writer = new CatalogueWriter(kernel, this, from.generation());
        epoch = from.epoch();
        seed = from.seed();
        nextRoot = from.nextRoot();
        lost.addAll(from.lost());
        takers = new int[kernel.machine().disk().blocks()];
        from.templates().forEach(program -> functions.add(function(program, Verifier.MOST_STEPS)));
        types = functions.size();
    }

    /** Lets a function in, for this disk, if that does not take too many steps. */
    OwnsFunction function(Program program, int mostSteps) {
        return new OwnsFunction(
                program, kernel.machine().disk().blocks(), kernel.config().engine(), mostSteps);
    }

    /** What seals capabilities: those of the last boot are good in this one. */
    CapabilityMint mint() {
        return new CapabilityMint(seed, ((long) epoch << Integer.SIZE) + 1);
    }

    Forest forest() {
        return forest;
    }

    CachedBlocks cache() {
        return cache;
    }

    BlockWiper wiper() {
        return wiper;
    }

    CacheTraffic traffic() {
        return traffic;
    }

    CatalogueWriter writer() {
        return writer;
    }

    Map<Integer, Root> roots() {
        return roots;
    }

    /** What is to be on the disk. */
    Catalogue catalogue(long generation) {
        List<Root> lasting =
                roots.values().stream().filter(root -> !root.temporary()).toList();
        return new Catalogue(
                generation,
                epoch,
                seed,
                nextRoot,
                lasting,
                functions.stream().map(OwnsFunction::program).toList(),
                lost);
    }

    boolean isType(int type) {
        return type >= 0 && type <= types;
    }

    /** The number of a new type, which is one as soon as it is on the disk; its environment hears of that. */
    int addTemplate(OwnsFunction function, int env) {
        functions.add(function);
        templates.merge(env, 1, Integer::sum);
        int type = functions.size();
        writer.changed(ok -> {
            types = ok ? Math.max(types, type) : types;
            kernel.environment(env).post(new Upcall.TemplateWritten(type, ok));
        });
        return type;
    }

    /** Types that an environment has added. */
    int templatesOf(int env) {
        return templates.getOrDefault(env, 0);
    }

    /** An environment takes free blocks for a file system. */
    void take(int env, int first, int n) {
        kernel.blocks().pass(first, n, FrameTable.FREE, BlockTable.CATALOGUED);
        Arrays.fill(takers, first, first + n, env);
    }

    /** Whether {@code n} blocks more are more than an environment may take for file systems. */
    boolean tooMuch(int env, int n) {
        long taken = Arrays.stream(takers).filter(taker -> taker == env).count();
        return (taken + n) * 4 > (long) takers.length * ExokernelVolume.MOST_QUARTERS;
    }

    List<OwnsFunction> functions() {
        return functions;
    }

    /** What a type's function says of contents. */
    Answer ask(int type, byte[] contents) {
        return functions.get(type - 1).of(contents);
    }

    /** A free block becomes a root; its environment hears when the disk knows. */
    int addRoot(int block, int type, long guard, int lifetime, int env) {
        int id = nextRoot++;
        Root root = new Root(id, guard, block, type, lifetime);
        take(env, block, 1);
        roots.put(id, root);
        forest.addRoot(root);
        kernel.tracer().emitFor(env, new KernelEvent.RootCreated(id, block, type, root.temporary()));
        if (!root.temporary()) {
            kernel.environment(env).expectAnswer();
            writer.changed(ok -> kernel.environment(env).post(new Upcall.RootWritten(id, ok)));
        }
        return id;
    }

    /** A root that a boot found. */
    void recovered(Root root) {
        roots.put(root.id(), root);
    }

    /** A root that owns nothing is no more; its block is free when the disk knows. */
    void removeRoot(Root root, int env) {
        roots.remove(root.id());
        uncache(root.block());
        forest.removeRoot(root);
        kernel.tracer().emitFor(env, new KernelEvent.RootDeleted(root.id()));
        if (!root.temporary()) {
            kernel.environment(env).expectAnswer();
            writer.changed(ok -> kernel.environment(env).post(new Upcall.RootWritten(root.id(), ok)));
        }
    }

    void uncache(int block) {
        Entry entry = cache.ofBlock(block);
        if (entry != null) {
            cache.discard(entry);
        }
    }

    private void reusable(int block) {
        kernel.blocks().pass(block, 1, BlockTable.CATALOGUED, BlockTable.KERNEL);
        takers[block] = 0;
        wiper.add(block);
    }

    byte[] contents(Entry entry) {
        byte[] bytes = new byte[Disk.BLOCK_BYTES];
        memory.read(entry.frame << PhysicalMemory.FRAME_SHIFT, bytes, 0, bytes.length);
        return bytes;
    }

    /** Puts changed contents into a cached block's frame. */
    void change(Entry entry, byte[] bytes) {
        memory.write(entry.frame << PhysicalMemory.FRAME_SHIFT, bytes, 0, bytes.length);
        entry.state = CacheState.DIRTY;
    }

    /**
     * A metadata block's place on the disk is bad: neither its contents there nor what they own can be relied on. {@code then} is
     * told whether the disk knows of that.
     */
    void lose(int block, Consumer<Boolean> then) {
        Node node = forest.node(block);
        if (node != null) {
            node.setDamaged();
        }
        if (lost.size() < Catalogue.MOST_LOST) {
            lost.add(block);
            writer.changed(then);
        } else {
            then.accept(false);
        }
    }

    /** An environment ends: so do its temporary roots, and its loans as soon as what they hold is on the disk. */
    void forget(int env) {
        for (Root root : List.copyOf(roots.values())) {
            if (root.env() == env) {
                forest.nodes().stream()
                        .filter(node -> node.root().id() == root.id())
                        .forEach(node -> uncache(node.block()));
                roots.remove(root.id());
                forest.drop(root);
                kernel.tracer().emitFor(env, new KernelEvent.RootDeleted(root.id()));
            }
        }
        for (Entry entry : cache.all()) {
            if (entry.lender == env && entry.state == CacheState.CLEAN) {
                cache.release(entry);
            } else if (entry.lender == env) {
                entry.lender = Tracer.NO_ENV;
            }
        }
        traffic.flushOrphans();
    }

    boolean anythingOf(int env) {
        return cache.lentBy(env) > 0 || roots.values().stream().anyMatch(root -> root.env() == env);
    }

    /** Goes through everything. */
    void checkAll() {
        cache.checkAll();
        for (Node node : forest.nodes()) {
            checkNode(node);
        }
        for (int block : forest.waiting()) {
            if (kernel.blocks().ownerOf(block) != BlockTable.CATALOGUED) {
                kernel.invariants()
                        .stop(Invariants.VOLUME, "block " + block + " is reused, and the disk still names it");
            }
        }
        String problem = forest.problem();
        if (problem != null) {
            kernel.invariants().stop(Invariants.VOLUME, problem);
        }
    }

    private void checkNode(Node node) {
        int owner = kernel.blocks().ownerOf(node.block());
        if (owner != BlockTable.CATALOGUED) {
            kernel.invariants().stop(Invariants.VOLUME, "block " + node.block() + " of a root belongs to " + owner);
        }
        Entry entry = cache.ofBlock(node.block());
        if (entry != null && node.metadata() && entry.resident() && !node.damaged()) {
            Answer answer = ask(node.type(), contents(entry));
            if (!answer.owned().equals(node.owned())) {
                kernel.invariants()
                        .stop(
                                Invariants.TEMPLATES,
                                "block %d owns %s, and should own %s"
                                        .formatted(node.block(), answer.owned(), node.owned()));
            }
        }
    }

    /** Why a page may not be mapped to a frame in this way; null for frames that hold no block. */
    @Nullable
    String mappingObstacle(int frame, boolean writable) {
        Entry entry = cache.ofFrame(frame);
        if (entry == null || entry.state == CacheState.FREE) {
            return null;
        }
        Node node = forest.node(entry.block);
        if (entry.state == CacheState.READING) {
            return "block " + entry.block + " is still being read";
        }
        if (writable && (node == null || node.metadata() || entry.state == CacheState.WRITING)) {
            return "block " + entry.block + " is metadata, or being written";
        }
        return null;
    }

    /** A page is mapped to a frame for stores. */
    void mappedForStores(int frame) {
        Entry entry = cache.ofFrame(frame);
        if (entry != null && entry.state == CacheState.CLEAN) {
            entry.state = CacheState.DIRTY;
        }
    }
}
