package exoscope.hw.bus;

import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a bus master may reach, kept by a kernel in Java: the same pages, frames and rights as in a table in memory, and in
 * the same format.
 */
public final class DmaDomain {
    private static final int ENTRIES = 1024;

    private final int[] @Nullable [] leaves = new int[ENTRIES][];

    /**
     * Lets the master reach a frame.
     *
     * @param page the upper 20 bits of the addresses that the master uses
     * @param frame frame of memory
     */
    public void map(int page, int frame, boolean readable, boolean writable) {
        set(page, frame << PhysicalMemory.FRAME_SHIFT | (readable ? Iommu.READ : 0) | (writable ? Iommu.WRITE : 0));
    }

    /** Takes a page back, from the next access on. */
    public void unmap(int page) {
        set(page, 0);
    }

    /** The entry for a page, 0 if there is none. */
    int entry(int page) {
        int[] leaf = leaves[page >>> 10];
        return leaf == null ? 0 : leaf[page & ENTRIES - 1];
    }

    private void set(int page, int entry) {
        if (page < 0 || page >= ENTRIES * ENTRIES) {
            throw new IllegalArgumentException("page 0x" + Integer.toHexString(page) + " has more than 20 bits");
        }
        int[] leaf = leaves[page >>> 10];
        if (leaf == null) {
            leaf = new int[ENTRIES];
            leaves[page >>> 10] = leaf;
        }
        leaf[page & ENTRIES - 1] = entry;
    }
}
