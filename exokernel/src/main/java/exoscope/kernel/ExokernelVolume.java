package exoscope.kernel;

import exoscope.kernel.ebpf.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the contract that is about file systems that share the disk and outlive their environments. A file system
 * begins at a root; whoever has the root's capability has all of it. The kernel knows who owns which block because the
 * metadata's own function tells it, and it never reads or writes for a file system unless asked: a change of metadata that
 * is in no frame is refused, and is to be tried again when it is.
 */
public interface ExokernelVolume {
    /** Frames that an environment may have lent to the cache. */
    int MOST_CACHED = 32;
    /** Types of metadata that an environment may add: they are for good, and all environments share what there may be. */
    int MOST_TEMPLATES_EACH = 4;
    /**
     * Of four blocks of the disk, how many an environment may take for file systems in a boot. They are for good and are not
     * asked back; nobody can keep all others from the disk.
     */
    int MOST_QUARTERS = 3;
    /** Pieces of one change. */
    int MOST_PATCHES = 64;
    /** Type of blocks that own nothing. */
    int DATA = 0;

    /**
     * Adds a type of metadata, for good: its function calls {@code owns(block, count, type)}, and not for a block of zeros. It can be used from
     * {@link Upcall.TemplateWritten} on.
     */
    Result<Integer> addTemplate(Program function);

    /** Makes a free block a root that {@code key} opens; {@link Upcall.RootWritten} tells when it is on the disk. */
    Result<Integer> createRoot(int block, int type, boolean temporary, Capability key);

    /** Gives a root up that owns nothing. */
    Result<Boolean> deleteRoot(int root, Capability key);

    /**
     * Lends an own frame to the cache and starts reading a block into it; {@link Upcall.BlockRead} tells of the end. Anyone
     * may have any block read: looking at it takes its root's capability, as does {@link Exokernel#tlbWrite}.
     *
     * @param key opens the frame
     */
    Result<Boolean> fetch(int block, int frame, Capability key);

    /** Lends the free frame in which a block still is to the cache, as if it had been read. */
    Result<Integer> revive(int block);

    /** Lends an own frame to the cache, as the new contents of a block; metadata must own what it did. */
    Result<Boolean> insert(int block, int frame, Capability key, Capability blockKey);

    /** Ends the loan of a frame that is as on the disk. It is free then, and the block can be found in it until it is reused. */
    Result<Boolean> release(int block);

    /** Starts writing a cached block to its place; {@link Upcall.BlockWritten} tells of the end. */
    Result<Boolean> flush(int block, Capability key);

    /** Changes cached metadata without a change of what it owns. */
    Result<Boolean> patch(int block, List<Patch> patches, Capability key);

    /** Changes cached metadata so that it owns {@code n} free blocks more. */
    Result<Boolean> own(int parent, int first, int n, int type, List<Patch> patches, Capability key);

    /** Changes cached metadata so that it owns {@code n} blocks less, which own nothing themselves. */
    Result<Boolean> disown(int parent, int first, int n, List<Patch> patches, Capability key);

    /** Changes two cached blocks of metadata so that {@code n} blocks have another parent. */
    Result<Boolean> move(Move move, Capability key);

    /** Every root. */
    List<RootInfo> roots();

    /** What the kernel knows of a block that a root reaches: one entry, or none. */
    List<BlockInfo> block(int block);

    /** Which frame holds which block, of everybody. */
    List<CachedBlock> cached();

    /**
     * Bytes to be stored in a block.
     *
     * @param offset from its beginning
     */
    record Patch(int offset, List<Byte> bytes) {
        public Patch {
            bytes = BlockRuns.frozen(bytes);
        }

        /** A word, little-endian. */
        public static Patch word(int offset, int value) {
            List<Byte> bytes = new ArrayList<>();
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes.add((byte) (value >>> (8 * i)));
            }
            return new Patch(offset, bytes);
        }
    }

    /** Blocks that go from one parent to another of the same root, and what changes in both. */
    record Move(int from, int to, int first, int n, List<Patch> fromPatches, List<Patch> toPatches) {
        public Move {
            fromPatches = BlockRuns.frozen(fromPatches);
            toPatches = BlockRuns.frozen(toPatches);
        }
    }

    /** A root. */
    record RootInfo(int root, int block, int type, boolean temporary) {}

    /**
     * A block that a root reaches.
     *
     * @param parent the block that owns it, or a negative number if it is the root's own
     * @param owns how many blocks it owns
     * @param written whether it has been written since it was allocated
     * @param damaged whether what is on the disk claims what it may not, or cannot be read
     */
    record BlockInfo(int block, int parent, int type, int root, int owns, boolean written, boolean damaged) {}

    /** A block in a frame. */
    record CachedBlock(int block, int frame, CacheState state) {
        /** The same in every run, which the hash of an enum constant is not. */
        @Override
        public int hashCode() {
            return 31 * (31 * block + frame) + state.name().hashCode();
        }
    }

    /** How a cached block compares with the disk. */
    enum CacheState {
        /** It is being read. */
        READING,
        /** As on the disk. */
        CLEAN,
        /** It may have changed. */
        DIRTY,
        /** It is being written. */
        WRITING,
        /** As on the disk, in a frame that is free. */
        FREE
    }
}
