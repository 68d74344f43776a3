package exoscope.hw.device;

/** When a disk's sectors pass under its head: docs/machine.md, section 6.5. Everything follows from cycles alone. */
public sealed interface DiskMechanics permits DiskTiming, SpinningDisk {
    /**
     * The cycle at which the head is over the beginning of a sector of a request.
     *
     * @param start cycle at which the request has the disk to itself
     * @param arm sector where the last request ended
     * @param first first sector of the request
     * @param index which of its sectors, from 0
     */
    long begin(long start, int arm, int first, int index);

    /** The cycle at which the head is over the end of that sector, which has then been read or written. */
    long end(long start, int arm, int first, int index);
}
