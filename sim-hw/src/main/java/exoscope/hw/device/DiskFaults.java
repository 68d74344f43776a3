package exoscope.hw.device;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is wrong with a disk: sectors that have gone bad, and requests that take longer than they should. A sector that
 * cannot be read can be written, and is good again after that.
 */
public final class DiskFaults {
    private final SortedSet<Integer> unreadable = new TreeSet<>();
    private final SortedSet<Integer> unwritable = new TreeSet<>();
    private final Map<Long, Long> delays = new TreeMap<>();
    private long begun;

    /** From now on the sector cannot be read until it has been written. */
    public void spoilReading(int sector) {
        unreadable.add(sector);
    }

    /** From now on the sector cannot be written, for good. */
    public void spoilWriting(int sector) {
        unwritable.add(sector);
    }

    /** The request that the disk begins as number {@code request}, counted from 1, will take so many cycles longer. */
    public void delay(long request, long cycles) {
        if (request <= begun || cycles < 0) {
            throw new IllegalArgumentException("request %d, %d cycles later".formatted(request, cycles));
        }
        delays.put(request, cycles);
    }

    /** Cycles that the request that begins now takes longer. */
    long delayOfNext() {
        Long delay = delays.remove(++begun);
        return delay == null ? 0 : delay;
    }

    boolean prevents(int sector, boolean write) {
        return (write ? unwritable : unreadable).contains(sector);
    }

    void written(int sector) {
        unreadable.remove(sector);
    }
}
