package exoscope.hw.device;

import java.util.function.Consumer;

/**
 * A request that the disk has accepted.
 *
 * @param id its number, from 1
 * @param first first sector
 * @param sectors how many, at least 1
 * @param write to the disk, else from it
 * @param data where the data is
 * @param ended who is told how it ended
 */
record DiskRequest(int id, int first, int sectors, boolean write, DiskData data, Consumer<DiskCompletion> ended) {
    int firstBlock() {
        return first / DiskImage.BLOCK_SECTORS;
    }

    /** Blocks that it touches. */
    int blocks() {
        return (first + sectors - 1) / DiskImage.BLOCK_SECTORS - firstBlock() + 1;
    }

    int last() {
        return first + sectors - 1;
    }
}
