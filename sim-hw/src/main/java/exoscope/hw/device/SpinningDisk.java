package exoscope.hw.device;

/**
 * A disk that turns: where its platter stands is a function of the cycle, so that waiting a little can save a rotation, and
 * coming a little late cost one. Sectors are numbered along a track, then along the tracks of a cylinder, then along the
 * cylinders; the first sector of the next track is turned by as much as it takes to get there, so that long
 * transfers do not miss it.
 *
 * @param sectorsPerTrack sectors on each track
 * @param heads tracks of a cylinder
 * @param sectorCycles cycles for which a sector is under the head
 * @param headSwitch cycles to change to another track of the same cylinder
 * @param seekBase cycles to start and settle the arm
 * @param seekPerCylinder cycles per cylinder of distance
 */
public record SpinningDisk(
        int sectorsPerTrack, int heads, long sectorCycles, long headSwitch, long seekBase, long seekPerCylinder)
        implements DiskMechanics {
    /**
     * A 1995 drive of 5,357 revolutions a minute seen from a 25 MHz CPU: a revolution takes 280,000 cycles, 11.2 ms; a
     * block is moved and the arm goes from end to end of 8 MiB in about the time {@link DiskTiming#DISK_1995} takes.
     */
    public static final SpinningDisk DISK_1995 = new SpinningDisk(56, 4, 5_000, 25_000, 100_000, 1_400);

    public SpinningDisk {
        if (sectorsPerTrack < 1 || heads < 1 || sectorCycles < 1) {
            throw new IllegalArgumentException("a disk needs at least a sector, a head, and a cycle for a sector");
        }
    }

    @Override
    public long begin(long start, int arm, int first, int index) {
        int sector = first;
        long at = whenOver(sector, start + travel(arm, sector));
        for (int left = index; left > 0; ) {
            int step = Math.min(left, sectorsPerTrack - sector % sectorsPerTrack);
            at += step * sectorCycles;
            sector += step;
            left -= step;
            if (sector % sectorsPerTrack == 0) {
                at = whenOver(sector, at + travel(sector - 1, sector));
            }
        }
        return at;
    }

    @Override
    public long end(long start, int arm, int first, int index) {
        return begin(start, arm, first, index) + sectorCycles;
    }

    /** Cycles that one revolution takes. */
    public long revolution() {
        return sectorsPerTrack * sectorCycles;
    }

    private long travel(int from, int to) {
        long cylinders = Math.abs((long) cylinder(to) - cylinder(from));
        if (cylinders > 0) {
            return seekBase + cylinders * seekPerCylinder;
        }
        return track(from) == track(to) ? 0 : headSwitch;
    }

    private int track(int sector) {
        return sector / sectorsPerTrack;
    }

    private int cylinder(int sector) {
        return track(sector) / heads;
    }

    /** The first cycle from {@code at} on at which the beginning of the sector is under its head. */
    private long whenOver(int sector, long at) {
        long place = (sector % sectorsPerTrack + skew(sector)) % sectorsPerTrack * sectorCycles;
        return at + Math.floorMod(place - at, revolution());
    }

    /** By how many sectors the track of a sector is turned against the first track. */
    private long skew(int sector) {
        long cylinder = cylinder(sector);
        return (track(sector) - cylinder) * inSectors(headSwitch) + cylinder * inSectors(seekBase + seekPerCylinder);
    }

    private long inSectors(long cycles) {
        return (cycles + sectorCycles - 1) / sectorCycles;
    }
}
