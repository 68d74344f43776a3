package exoscope.grading.soak.kernel;

import exoscope.grading.soak.kernel.KernelModel.Mapping;
import exoscope.grading.soak.kernel.VolumeTree.Node;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel should know of file systems: which blocks roots reach, which frames hold some of them, and what the disk
 * has. When a transfer ends is taken from the trace, and so is nothing else.
 */
final class VolumeModel {
    /** Blocks at the beginning of the disk that hold the catalogue and the journal. */
    static final int AREA = 10;
    /** Owner of blocks that a root reaches, or may still reach on the disk. */
    static final int CATALOGUED = -2;

    /** A frame that was lent for a block. */
    static final class Entry {
        final int block;
        final int frame;
        CacheState state;
        /** Who lent it, or 0. */
        int lender;
        /** Who is told when it has been written, or 0. */
        int writer;
        /** What is in it, unless it is being read. */
        BlockWords words = BlockWords.ZEROS;

        Entry(int block, int frame, CacheState state, int lender) {
            this.block = block;
            this.frame = frame;
            this.state = state;
            this.lender = lender;
        }

        boolean resident() {
            return state == CacheState.CLEAN || state == CacheState.DIRTY;
        }

        boolean inTransit() {
            return state == CacheState.READING || state == CacheState.WRITING;
        }
    }

    private record Told(int env, Upcall upcall) {}

    final VolumeTree tree = new VolumeTree();
    /** By block. */
    final Map<Integer, Entry> cache = new TreeMap<>();
    /** What the disk has, where it is not zeros. */
    final Map<Integer, BlockWords> platter = new HashMap<>();
    /** Functions that were added, and how many of them can be used. */
    int functions;

    int types;
    /** How many of them each environment added. */
    final Map<Integer, Integer> added = new HashMap<>();

    private final KernelModel model;
    /** Requests of the disk that read a block into the cache. */
    private final Map<Integer, Integer> reading = new HashMap<>();
    /** Who is told when the catalogue has been written, and when it will have been written once more. */
    private List<Told> writing = new ArrayList<>();

    private List<Told> waiting = new ArrayList<>();
    private boolean busy;
    private boolean on;

    VolumeModel(KernelModel model) {
        this.model = model;
    }

    /** The kernel keeps file systems. */
    void begin() {
        on = true;
    }

    boolean on() {
        return on;
    }

    /** A block number, small ones being of blocks that environments may have. */
    int block(int value) {
        return on && value >= 0 && value < KernelModel.BLOCKS - AREA ? AREA + value : value;
    }

    /** Whether a block is a file system's or the kernel's, and will not be free if nobody gives it up. */
    boolean keepsForGood(int block) {
        return on && (block < AREA || model.blocks[block] == CATALOGUED);
    }

    BlockWords onDisk(int block) {
        return platter.getOrDefault(block, BlockWords.ZEROS);
    }

    @Nullable
    Entry ofFrame(int frame) {
        return cache.values().stream()
                .filter(entry -> entry.frame == frame)
                .findFirst()
                .orElse(null);
    }

    long lentBy(int env) {
        return cache.values().stream().filter(entry -> entry.lender == env).count();
    }

    /** Frames in the kernel's hands. */
    long held() {
        return cache.values().stream()
                .filter(entry -> entry.state != CacheState.FREE)
                .count();
    }

    /** Whether no page may be mapped to a frame in this way now. */
    boolean keepsFrom(int frame, boolean writable) {
        Entry entry = ofFrame(frame);
        if (entry == null || entry.state == CacheState.FREE) {
            return false;
        }
        Node node = tree.node(entry.block);
        boolean stores = node != null && !node.metadata() && entry.state != CacheState.WRITING;
        return entry.state == CacheState.READING || (writable && !stores);
    }

    /** A page is mapped to a frame: if that is for stores, its block will not be as on the disk. */
    void mapped(int frame, boolean writable) {
        Entry entry = writable ? ofFrame(frame) : null;
        if (entry != null && entry.state == CacheState.CLEAN) {
            entry.state = CacheState.DIRTY;
        }
    }

    /** An environment stores a word through a mapping. Returns what is wrong with that, or null. */
    @Nullable
    String stored(int frame, int word, int value) {
        Entry entry = ofFrame(frame);
        if (entry == null) {
            return null;
        }
        Node node = tree.node(entry.block);
        boolean may = entry.state == CacheState.DIRTY && node != null && !node.metadata();
        entry.words = entry.words.with(word, value);
        return may ? null : "a store to block %d, which is %s".formatted(entry.block, entry.state);
    }

    /** A frame is lent for a block, and what it held before is over. */
    Entry lend(int env, int block, int frame, CacheState state) {
        uncache(block);
        model.env(env).destinations.remove(frame);
        model.free(frame);
        Entry entry = new Entry(block, frame, state, env);
        take(entry);
        cache.put(block, entry);
        return entry;
    }

    /** A free frame that still has its block is lent. */
    void revive(Entry entry, int env) {
        entry.state = CacheState.CLEAN;
        entry.lender = env;
        take(entry);
    }

    private void take(Entry entry) {
        model.owner[entry.frame] = KernelModel.KERNEL;
        model.guard[entry.frame] = tree.get(entry.block).root.guard();
    }

    void release(Entry entry) {
        entry.state = CacheState.FREE;
        entry.lender = 0;
        model.free(entry.frame);
    }

    /** A block is forgotten, whatever was in its frame; who waited for it hears that it will not come. */
    void uncache(int block) {
        Entry entry = cache.remove(block);
        if (entry == null) {
            return;
        }
        if (entry.state != CacheState.FREE) {
            model.free(entry.frame);
        }
        if (entry.state == CacheState.READING) {
            tell(entry.lender, new Upcall.BlockRead(block, false));
        } else if (entry.state == CacheState.WRITING) {
            tell(entry.writer, new Upcall.BlockWritten(block, false));
        }
    }

    /** A free frame gets an owner, and holds nothing any more. */
    void reused(int frame) {
        cache.values().removeIf(entry -> entry.frame == frame && entry.state == CacheState.FREE);
    }

    void write(Entry entry, int env) {
        entry.state = CacheState.WRITING;
        entry.writer = env;
        model.translations.replaceAll((page, mapping) -> narrowed(mapping, entry.frame));
        model.promised.replaceAll((page, mapping) -> narrowed(mapping, entry.frame));
    }

    private static Mapping narrowed(Mapping mapping, int frame) {
        return mapping.frame() == frame ? new Mapping(frame, false) : mapping;
    }

    /** The catalogue has changed; somebody is told when the disk has it. */
    void changed(int env, Upcall upcall) {
        waiting.add(new Told(env, upcall));
        writeCatalogue();
    }

    private void writeCatalogue() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            writing = waiting;
            waiting = new ArrayList<>();
            tree.catalogueBegun();
        }
    }

    /** Something that happened. Returns what is wrong with that, or null. */
    @Nullable
    String observe(TraceEvent event, int env) {
        return switch (event) {
            case HwEvent.DiskStarted started -> {
                Entry entry = cache.get(started.block());
                if (entry != null && entry.state == CacheState.READING && !started.write()) {
                    reading.put(started.request(), started.block());
                }
                yield null;
            }
            case HwEvent.DiskFinished finished -> {
                Integer block = reading.remove(finished.request());
                yield block == null ? null : read(block);
            }
            case KernelEvent.BlockWritten written -> written.ok() ? written(written.block(), env) : null;
            case KernelEvent.CatalogueWritten written -> catalogueWritten();
            default -> null;
        };
    }

    private @Nullable String read(int block) {
        Entry entry = cache.get(block);
        if (entry == null || entry.state != CacheState.READING) {
            return "block " + block + " was read, and nobody waits for it";
        }
        int lender = entry.lender;
        entry.state = CacheState.CLEAN;
        entry.words = onDisk(block);
        if (lender == 0) {
            release(entry);
        }
        tell(lender, new Upcall.BlockRead(block, true));
        return null;
    }

    private @Nullable String written(int block, int env) {
        Entry entry = cache.get(block);
        if (entry == null || entry.state != CacheState.WRITING || entry.writer != env) {
            return "block " + block + " was written, and nobody asked for that";
        }
        platter.put(block, entry.words);
        entry.state = CacheState.CLEAN;
        tree.written(tree.get(block));
        sweep();
        tell(env, new Upcall.BlockWritten(block, true));
        if (entry.lender == 0) {
            release(entry);
        }
        writeOrphans();
        return null;
    }

    private @Nullable String catalogueWritten() {
        if (!busy) {
            return "the catalogue was written without cause";
        }
        busy = false;
        tree.catalogueWritten();
        sweep();
        for (Told each : writing) {
            types = each.upcall() instanceof Upcall.TemplateWritten added ? Math.max(types, added.type()) : types;
            tell(each.env(), each.upcall());
        }
        writeCatalogue();
        return null;
    }

    private void tell(int env, Upcall upcall) {
        if (env != 0) {
            model.env(env).post(upcall);
        }
    }

    /** Blocks that nothing names any more are wiped. */
    void sweep() {
        for (int block : tree.sweep()) {
            model.blocks[block] = -1;
            platter.remove(block);
        }
    }

    /** Somebody ends: with its temporary roots, and with its loans once what they hold is on the disk. */
    void forget(int env) {
        for (VolumeTree.Root root : List.copyOf(tree.roots.values())) {
            if (root.env() == env) {
                tree.blocksOf(root).forEach(this::uncache);
                for (int block : tree.drop(root)) {
                    model.blocks[block] = -1;
                    platter.remove(block);
                }
            }
        }
        for (Entry entry : List.copyOf(cache.values())) {
            if (entry.lender == env && entry.state == CacheState.CLEAN) {
                release(entry);
            } else if (entry.lender == env) {
                entry.lender = 0;
            }
        }
        writeOrphans();
    }

    /** What the dead changed is written, where the order allows; what nobody changed is zeros, and need not be. */
    private void writeOrphans() {
        for (Entry entry : cache.values()) {
            if (entry.state == CacheState.DIRTY && entry.lender == 0) {
                for (Node each : tree.before(tree.get(entry.block))) {
                    Entry changed = cache.get(each.block);
                    each.written |= changed == null
                            || (changed.state != CacheState.DIRTY && changed.state != CacheState.WRITING);
                }
                if (tree.before(tree.get(entry.block)).isEmpty()) {
                    write(entry, 0);
                }
            }
        }
    }

    /** What must be true between calls. */
    @Nullable
    String difference(PhysicalMemory memory) {
        for (Entry entry : cache.values()) {
            BlockWords found = BlockWords.read(memory, entry.frame);
            if (entry.state != CacheState.READING && !found.equals(entry.words)) {
                return "block %d in frame %d should hold %s, and holds %s"
                        .formatted(entry.block, entry.frame, entry.words, found);
            }
        }
        return null;
    }
}
