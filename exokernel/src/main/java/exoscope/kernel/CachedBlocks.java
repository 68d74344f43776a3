package exoscope.kernel;

import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ExokernelVolume.CachedBlock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the buffer cache: which frame holds which block. Frames are lent by environments and are the kernel's
 * as long as they are, so that nobody can write metadata past its function; a frame that is given back stays in the
 * registry until it gets a new owner (bc.tex).
 */
final class CachedBlocks {
    private final Kernel kernel;
    private final Map<Integer, Entry> byBlock = new TreeMap<>();
    private final Map<Integer, Entry> byFrame = new TreeMap<>();

    /** A block in a frame. */
    static final class Entry {
        final int block;
        final int frame;
        CacheState state;
        /** Who lent the frame; 0 if it has ended, or if the frame is free. */
        int lender;
        /** The disk's request under way for the frame, or 0. */
        int request;
        /** Tells whoever waits for that request that it was cancelled. */
        Runnable cancelled = () -> {};

        private Entry(int block, int frame, CacheState state, int lender) {
            this.block = block;
            this.frame = frame;
            this.state = state;
            this.lender = lender;
        }

        /** Whether its contents can be looked at and changed. */
        boolean resident() {
            return state == CacheState.CLEAN || state == CacheState.DIRTY;
        }

        boolean inTransit() {
            return state == CacheState.READING || state == CacheState.WRITING;
        }
    }

    CachedBlocks(Kernel kernel) {
        this.kernel = kernel;
        kernel.frames().beforeReuse(this::reused);
    }

    @Nullable
    Entry ofBlock(int block) {
        return byBlock.get(block);
    }

    @Nullable
    Entry ofFrame(int frame) {
        return byFrame.get(frame);
    }

    Collection<Entry> all() {
        return List.copyOf(byBlock.values());
    }

    List<CachedBlock> exposed() {
        return byBlock.values().stream()
                .map(entry -> new CachedBlock(entry.block, entry.frame, entry.state))
                .toList();
    }

    int lentBy(int env) {
        return (int)
                byBlock.values().stream().filter(entry -> entry.lender == env).count();
    }

    /** Frames in the kernel's hands. */
    int held() {
        return (int) byBlock.values().stream()
                .filter(entry -> entry.state != CacheState.FREE)
                .count();
    }

    /** Takes a frame, whose bindings have been broken, for a block that no frame holds. */
    Entry lend(int block, int frame, CacheState state, int lender, long guard) {
        kernel.invariants().checkAlive(lender);
        kernel.frames().lend(frame, guard);
        Entry entry = new Entry(block, frame, state, lender);
        enter(entry);
        return entry;
    }

    private void enter(Entry entry) {
        if (byBlock.put(entry.block, entry) != null || byFrame.put(entry.frame, entry) != null) {
            kernel.invariants().stop(Invariants.CACHE, "block " + entry.block + " or frame " + entry.frame + " twice");
        }
        kernel.tracer().emitFor(entry.lender, new KernelEvent.BlockCached(entry.block, entry.frame));
    }

    /** A free frame that still holds its block is lent again. */
    void revive(Entry entry, int lender, long guard) {
        kernel.invariants().checkAlive(lender);
        kernel.frames().lend(entry.frame, guard);
        entry.state = CacheState.CLEAN;
        entry.lender = lender;
        kernel.tracer().emitFor(lender, new KernelEvent.BlockCached(entry.block, entry.frame));
    }

    /** Frees the frame of an entry that is as on the disk; its contents stay, and so does the entry. */
    void release(Entry entry) {
        free(entry);
        entry.state = CacheState.FREE;
        entry.lender = 0;
    }

    /** Forgets a block, whatever its frame holds, and frees the frame if it is the kernel's; whoever waits for it is told. */
    void discard(Entry entry) {
        boolean moving = entry.request != 0;
        if (moving) {
            kernel.transfers().forget(entry.request);
            entry.request = 0;
        }
        if (entry.state != CacheState.FREE) {
            free(entry);
        }
        forget(entry);
        if (moving) {
            entry.cancelled.run();
        }
    }

    private void free(Entry entry) {
        kernel.breakBindings(entry.frame, entry.lender);
        kernel.frames().free(entry.frame);
        kernel.tracer().emitFor(entry.lender, new KernelEvent.BlockUncached(entry.block, entry.frame));
    }

    private void forget(Entry entry) {
        byBlock.remove(entry.block);
        byFrame.remove(entry.frame);
    }

    /** A free frame is about to be cleared. */
    private void reused(int frame) {
        Entry entry = byFrame.get(frame);
        if (entry != null) {
            forget(entry);
        }
    }

    /** Goes through the registry. */
    void checkAll() {
        byBlock.values().forEach(this::check);
    }

    private void check(Entry entry) {
        boolean free = entry.state == CacheState.FREE;
        int owner = kernel.frames().owner(entry.frame);
        if (owner != (free ? FrameTable.FREE : FrameTable.KERNEL) || byFrame.get(entry.frame) != entry) {
            kernel.invariants()
                    .stop(Invariants.CACHE, "block %d in frame %d of %d".formatted(entry.block, entry.frame, owner));
        }
        if (kernel.blocks().ownerOf(entry.block) != BlockTable.CATALOGUED) {
            kernel.invariants().stop(Invariants.CACHE, "block " + entry.block + " is cached, and no root's");
        }
        if (entry.inTransit() && entry.request != 0 && !kernel.transfers().expects(entry.request)) {
            kernel.invariants().stop(Invariants.DMA, "nothing will end the transfer of block " + entry.block);
        }
    }
}
