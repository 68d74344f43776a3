package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import java.util.Arrays;

/**
 * The software TLB: a large second-level cache of translations that the kernel searches before it bothers the
 * environment (SOSP'95 §5.4: 4,096 entries of 8 bytes, direct mapped).
 *
 * <p>Beside each entry stand name and rights of the capability that admitted it. Entries to one frame are chained, so that breaking
 * a frame's bindings costs by their number and not by the size of the table.
 *
 * <p>A page that loses its slot to another while the hardware TLB holds it is set aside until the hardware loses it too. Otherwise
 * an instruction whose own page and whose data's page have the same slot would never end: each would drive the other out.
 */
final class Stlb {
    static final int ENTRIES = 4096;
    /** No entry. */
    static final int NONE = -1;

    private static final int PAGE_BITS = 20;

    /** All slots: the table's, then for each entry of the hardware TLB one for a page set aside. */
    static final int SLOTS = ENTRIES + Tlb.ENTRIES;

    private final int[] tags = new int[SLOTS];
    private final int[] entries = new int[SLOTS];
    private final long[] guards = new long[SLOTS];
    private final int[] rights = new int[SLOTS];
    private int aside;
    private final Changes changes = new Changes(SLOTS);
    /** Chains of slots by frame, each ending in {@link #NONE}. */
    private final int[] heads;

    private final int[] nexts = new int[SLOTS];

    Stlb(int frames) {
        heads = new int[frames];
        Arrays.fill(tags, NONE);
        Arrays.fill(heads, NONE);
        Arrays.fill(nexts, NONE);
    }

    /** Where an entry for the page would stand. */
    static int slot(int env, int page) {
        return (page ^ env << 6) & ENTRIES - 1;
    }

    /** Fills an empty slot. */
    void put(int env, int page, int entryLo, Capability key) {
        fill(slot(env, page), tag(env, page), entryLo, key.name(), key.rights());
    }

    /** Frees a slot of the table whose page the hardware TLB holds in its entry {@code index}. */
    void setAside(int slot, int index) {
        int tag = tags[slot];
        int entryLo = entries[slot];
        remove(slot);
        fill(ENTRIES + index, tag, entryLo, guards[slot], rights[slot]);
        aside++;
    }

    private void fill(int slot, int tag, int entryLo, long guard, int right) {
        int frame = Tlb.pageOf(entryLo);
        tags[slot] = tag;
        entries[slot] = entryLo;
        guards[slot] = guard;
        rights[slot] = right;
        nexts[slot] = heads[frame];
        heads[frame] = slot;
        changes.note(slot);
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
        aside -= slot < ENTRIES ? 0 : 1;
        changes.note(slot);
    }

    /** The slot that holds the page, or {@link #NONE}. */
    int find(int env, int page) {
        int slot = slot(env, page);
        int tag = tag(env, page);
        return tags[slot] == tag ? slot : findAside(tag);
    }

    private int findAside(int tag) {
        if (aside > 0) {
            for (int slot = ENTRIES; slot < SLOTS; slot++) {
                if (tags[slot] == tag) {
                    return slot;
                }
            }
        }
        return NONE;
    }

    /** Slots that were filled, emptied or narrowed. */
    Changes changes() {
        return changes;
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

    /** Whose page it is. */
    int env(int slot) {
        return tags[slot] >>> PAGE_BITS;
    }

    int page(int slot) {
        return tags[slot] & (1 << PAGE_BITS) - 1;
    }

    int entryLo(int slot) {
        return entries[slot];
    }

    /** Allows or forbids stores through an entry. */
    void setDirty(int slot, boolean dirty) {
        entries[slot] = dirty ? entries[slot] | Tlb.DIRTY : entries[slot] & ~Tlb.DIRTY;
        changes.note(slot);
    }

    /** Name of the capability that admitted the entry. */
    long guard(int slot) {
        return guards[slot];
    }

    /** Rights of the capability that admitted the entry. */
    int rights(int slot) {
        return rights[slot];
    }

    /**
     * Environments have 12 bits and pages 20, of which those of user space leave the highest clear: a tag is never -1. It
     * holds the environment and not its address-space identifier, which may belong to another tomorrow.
     */
    private static int tag(int env, int page) {
        return env << PAGE_BITS | page;
    }
}
