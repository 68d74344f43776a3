package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import java.util.Arrays;

/**
 * The software TLB: a large second-level cache of translations that the kernel searches before it bothers the
 * environment (SOSP'95 §5.4: 4,096 entries of 8 bytes, direct mapped).
 *
 * <p>Beside each entry stand name and rights of the capability that admitted it. Entries to one frame are chained, so that breaking
 * a frame's bindings costs by their number and not by the size of the table.
 */
final class Stlb {
    static final int ENTRIES = 4096;
    /** No entry. */
    static final int NONE = -1;

    private final int[] tags = new int[ENTRIES];
    private final int[] entries = new int[ENTRIES];
    private final long[] guards = new long[ENTRIES];
    private final int[] rights = new int[ENTRIES];
    /** Chains of slots by frame, each ending in {@link #NONE}. */
    private final int[] heads;

    private final int[] nexts = new int[ENTRIES];

    Stlb(int frames) {
        heads = new int[frames];
        Arrays.fill(tags, NONE);
        Arrays.fill(heads, NONE);
        Arrays.fill(nexts, NONE);
    }

    /** Where an entry for the page would stand. */
    static int slot(int asid, int page) {
        return (page ^ asid << 6) & ENTRIES - 1;
    }

    /** Fills an empty slot. */
    void put(int asid, int page, int entryLo, Capability key) {
        int slot = slot(asid, page);
        int frame = Tlb.pageOf(entryLo);
        tags[slot] = tag(asid, page);
        entries[slot] = entryLo;
        guards[slot] = key.name();
        rights[slot] = key.rights();
        nexts[slot] = heads[frame];
        heads[frame] = slot;
    }

    /** Empties a slot that is in use. */
    void remove(int slot) {
        int frame = Tlb.pageOf(entries[slot]);
        if (heads[frame] == slot) {
            heads[frame] = nexts[slot];
        } else {
            int before = heads[frame];
            while (nexts[before] != slot) {
                before = nexts[before];
            }
            nexts[before] = nexts[slot];
        }
        tags[slot] = NONE;
        entries[slot] = 0;
        nexts[slot] = NONE;
    }

    /** The slot that holds the page, or {@link #NONE}. */
    int find(int asid, int page) {
        int slot = slot(asid, page);
        return tags[slot] == tag(asid, page) ? slot : NONE;
    }

    boolean used(int slot) {
        return tags[slot] != NONE;
    }

    /** A slot with an entry to the frame, or {@link #NONE}. */
    int firstOf(int frame) {
        return heads[frame];
    }

    /** The slot after this one with an entry to the same frame, or {@link #NONE}. */
    int nextOf(int slot) {
        return nexts[slot];
    }

    int asid(int slot) {
        return tags[slot] >>> 20;
    }

    int page(int slot) {
        return tags[slot] & (1 << 20) - 1;
    }

    int entryLo(int slot) {
        return entries[slot];
    }

    /** Forbids stores through an entry. */
    void clearDirty(int slot) {
        entries[slot] &= ~Tlb.DIRTY;
    }

    /** Name of the capability that admitted the entry. */
    long guard(int slot) {
        return guards[slot];
    }

    /** Rights of the capability that admitted the entry. */
    int rights(int slot) {
        return rights[slot];
    }

    /** Pages have 20 bits and address-space identifiers 6, so a tag is unique and never -1. */
    private static int tag(int asid, int page) {
        return asid << 20 | page;
    }
}
