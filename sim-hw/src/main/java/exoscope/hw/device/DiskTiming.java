package exoscope.hw.device;

/**
 * A disk whose platter is always half a rotation away: a linear seek, then half a rotation (charged in full and constant,
 * so that what a request costs can be told without knowing when it begins), then the transfer.
 *
 * @param seekBase cycles to start and settle the arm, charged when it has to move at all
 * @param seekPerBlock cycles per block of distance
 * @param rotation cycles waited for the sector to come round
 * @param transferPerBlock cycles per block moved
 */
public record DiskTiming(long seekBase, long seekPerBlock, long rotation, long transferPerBlock)
        implements DiskMechanics {
    /** About a 1995 drive seen from a 25 MHz CPU: 8 ms average seek, 5.5 ms rotation, 1.6 ms a 4 KiB block. */
    public static final DiskTiming DISK_1995 = new DiskTiming(100_000, 50, 137_500, 40_000);

    @Override
    public long begin(long start, int arm, int first, int index) {
        long distance = Math.abs((long) first / DiskImage.BLOCK_SECTORS - arm / DiskImage.BLOCK_SECTORS);
        long seek = distance == 0 ? 0 : seekBase + distance * seekPerBlock;
        return start + seek + rotation + index * transferPerBlock / DiskImage.BLOCK_SECTORS;
    }

    @Override
    public long end(long start, int arm, int first, int index) {
        return begin(start, arm, first, index + 1);
    }
}
