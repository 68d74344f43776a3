package exoscope.hw.device;

/**
 * When a disk transfer ends: a linear seek, then half a rotation on average (charged in full and constant, so that
 * runs repeat), then the transfer.
 *
 * @param seekBase cycles to start and settle the arm, charged when it has to move at all
 * @param seekPerBlock cycles per block of distance
 * @param rotation cycles waited for the sector to come round
 * @param transferPerBlock cycles per block moved
 */
public record DiskTiming(long seekBase, long seekPerBlock, long rotation, long transferPerBlock) {
    /** About a 1995 drive seen from a 25 MHz CPU: 8 ms average seek, 5.5 ms rotation, 1.6 ms a 4 KiB block. */
    public static final DiskTiming DISK_1995 = new DiskTiming(100_000, 50, 137_500, 40_000);

    /** Cycles that a request at {@code block} takes with the arm at {@code arm}. */
    public long cycles(int arm, int block, int blocks) {
        long distance = Math.abs((long) block - arm);
        long seek = distance == 0 ? 0 : seekBase + distance * seekPerBlock;
        return seek + rotation + blocks * transferPerBlock;
    }
}
