package exoscope.hw.device;

import java.util.SortedSet;
import java.util.TreeSet;

/** Sectors that have gone bad. A sector that cannot be read can be written, and is good again after that. */
public final class DiskFaults {
    private final SortedSet<Integer> unreadable = new TreeSet<>();
    private final SortedSet<Integer> unwritable = new TreeSet<>();

    /** From now on the sector cannot be read until it has been written. */
    public void spoilReading(int sector) {
        unreadable.add(sector);
    }

    /** From now on the sector cannot be written, for good. */
    public void spoilWriting(int sector) {
        unwritable.add(sector);
    }

    boolean prevents(int sector, boolean write) {
        return (write ? unwritable : unreadable).contains(sector);
    }

    void written(int sector) {
        unreadable.remove(sector);
    }
}
