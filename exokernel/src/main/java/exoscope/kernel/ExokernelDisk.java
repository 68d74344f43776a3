package exoscope.kernel;

import java.util.List;

/**
 * The part of the contract that is about many blocks at once. A refused call changes nothing and says why, as those of
 * {@link Exokernel} do.
 */
public interface ExokernelDisk {
    /** Pieces of one transfer. */
    int MOST_PIECES = 16;
    /** Blocks of one piece. */
    int MOST_BLOCKS = 64;
    /** Blocks that an environment may have on their way to or from the disk. */
    int MOST_IN_FLIGHT = 256;

    /**
     * Starts copying own frames to runs of blocks, or runs of blocks to own frames, in one call;
     * {@link Upcall.BlocksTransferred} tells of the end of them all. A piece of which a frame leaves its owner is cancelled
     * as a whole, the others go on.
     *
     * @param key opens every frame
     */
    Result<Integer> transferBlocks(List<BlockRun> pieces, boolean write, Capability key);

    /** Own blocks on their way to or from the disk. */
    int blocksInFlight();

    /** Blocks that follow each other on the disk from {@code block} on, and a frame for each. */
    record BlockRun(int block, List<Integer> frames) {
        public BlockRun {
            frames = BlockRuns.frozen(frames);
        }
    }

    /**
     * How a piece ended.
     *
     * @param blocks how many of its blocks, the first ones, have been moved as a whole
     */
    record PieceEnd(int blocks, End end) {
        /** The same in every run, which the hash of an enum constant is not. */
        @Override
        public int hashCode() {
            return 31 * blocks + end.name().hashCode();
        }
    }

    /** Why a piece ended. */
    enum End {
        /** All of it has been moved. */
        DONE,
        /** The next sector cannot be read or written. */
        BAD_SECTOR,
        /** A frame of it has left its owner; nothing has been moved. */
        CANCELLED
    }
}
