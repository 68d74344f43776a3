package exoscope.kernel;

import java.util.Arrays;

/**
 * The software TLB: a large second-level cache of translations that the kernel searches before it bothers the
 * environment (SOSP'95 §5.4: 4,096 entries of 8 bytes, direct mapped).
 */
final class Stlb {
    static final int ENTRIES = 4096;
    /** No entry for the page. EntryLo 0 is never stored, since it is not valid. */
    static final int NONE = 0;

    private final int[] tags = new int[ENTRIES];
    private final int[] entries = new int[ENTRIES];

    Stlb() {
        Arrays.fill(tags, -1);
    }

    void put(int asid, int page, int entryLo) {
        int slot = slot(asid, page);
        tags[slot] = tag(asid, page);
        entries[slot] = entryLo;
    }

    /** The EntryLo for the page, or {@link #NONE}. */
    int get(int asid, int page) {
        int slot = slot(asid, page);
        return tags[slot] == tag(asid, page) ? entries[slot] : NONE;
    }

    void remove(int asid, int page) {
        int slot = slot(asid, page);
        if (tags[slot] == tag(asid, page)) {
            tags[slot] = -1;
            entries[slot] = NONE;
        }
    }

    /** Removes every entry that leads to the frame. */
    void removeFrame(int frame) {
        for (int slot = 0; slot < ENTRIES; slot++) {
            if (tags[slot] != -1 && entries[slot] >>> 12 == frame) {
                tags[slot] = -1;
                entries[slot] = NONE;
            }
        }
    }

    /** Pages have 20 bits and address-space identifiers 6, so a tag is unique and never -1. */
    private static int tag(int asid, int page) {
        return asid << 20 | page;
    }

    private static int slot(int asid, int page) {
        return (page ^ asid << 6) & ENTRIES - 1;
    }
}
