package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import java.util.Arrays;

/**
 * The software TLB: a large second-level cache of translations that the kernel searches before it bothers the
 * environment (SOSP'95 §5.4: 4,096 entries of 8 bytes, direct mapped). Whose a page is says a space of {@link AddressSpaces}.
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
    /** Which context of its environment's a page is in stands in bits of an entry that the hardware leaves zero. */
    private static final int CONTEXT = AddressSpaces.CONTEXTS - 1;

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
    static int slot(int space, int page) {
        return (page ^ space << 6 ^ AddressSpaces.contextOf(space) << 4) & ENTRIES - 1;
    }

    /** Fills an empty slot. */
    void put(int space, int page, int entryLo, Capability key) {
        int entry = entryLo | AddressSpaces.contextOf(space);
        fill(slot(space, page), tag(space, page), entry, key.name(), key.rights());
    }

    /** Frees a slot of the table whose page the hardware TLB holds in its entry {@code index}. */
    void setAside(int slot, int index) {
        int tag = tags[slot];
        int entry = entries[slot];
        remove(slot);
        fill(ENTRIES + index, tag, entry, guards[slot], rights[slot]);
        aside++;
    }

    private void fill(int slot, int tag, int entry, long guard, int right) {
        int frame = Tlb.pageOf(entry);
        tags[slot] = tag;
        entries[slot] = entry;
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
    int find(int space, int page) {
        int slot = slot(space, page);
        int tag = tag(space, page);
        int context = AddressSpaces.contextOf(space);
        return matches(slot, tag, context) ? slot : findAside(tag, context);
    }

    private int findAside(int tag, int context) {
        if (aside > 0) {
            for (int slot = ENTRIES; slot < SLOTS; slot++) {
                if (matches(slot, tag, context)) {
                    return slot;
                }
            }
        }
        return NONE;
    }

    private boolean matches(int slot, int tag, int context) {
        return tags[slot] == tag && (entries[slot] & CONTEXT) == context;
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

    /** In which of its spaces it is. */
    int space(int slot) {
        return AddressSpaces.space(env(slot), entries[slot] & CONTEXT);
    }

    int page(int slot) {
        return tags[slot] & (1 << PAGE_BITS) - 1;
    }

    int entryLo(int slot) {
        return entries[slot] & ~CONTEXT;
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
    private static int tag(int space, int page) {
        return space << PAGE_BITS | page; // the context is shifted out
    }
}
