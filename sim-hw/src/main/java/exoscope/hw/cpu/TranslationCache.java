package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;

/**
 * Remembers recent translations of one kind (fetches, loads or stores), so that a hit costs one comparison. It changes
 * no result: a page is forgotten whenever the TLB gets or loses an entry for it.
 *
 * <p>An entry is a tag above what has to be added to the virtual address. A tag is the page address with a <em>key</em> in its low
 * bits that says whose page it is: address space in bits 11..6, isolation in bit 4, user mode in bit 3, and bit 2 always set, so that an
 * empty slot matches nothing. Bits 1..0 stay clear: a misaligned address compared together with its low bits misses, and the
 * slow path finds out why.
 */
final class TranslationCache {
    static final int SLOTS = 256;
    static final int OFFSET = PhysicalMemory.FRAME_BYTES - 1;

    /** Part of the key while the cache is isolated (Status.IsC). */
    static final int KEY_ISOLATED = 16;

    private static final int KEY_VALID = 4;
    private static final int KEY_USER = 8;

    private final long[] entries = new long[SLOTS];

    static int key(int asid, boolean user) {
        return asid << Tlb.ASID_SHIFT | (user ? KEY_USER : 0) | KEY_VALID;
    }

    /**
     * Looks an address up.
     *
     * @param alignment size of the access less one: the low bits that must be clear
     * @return the physical address, or -1 if the slow path has to decide
     */
    int find(int address, int key, int alignment) {
        return find(entries, address, key, alignment);
    }

    /** The same for translated code, which has the array as a constant. */
    static int find(long[] entries, int address, int key, int alignment) {
        long entry = entries[slot(address)];
        return (int) (entry >>> 32) == ((address & (~OFFSET | alignment)) | key) ? address + (int) entry : -1;
    }

    void remember(int address, int key, int physical) {
        int tag = (address & ~OFFSET) | key;
        entries[slot(address)] = (long) tag << 32 | ((physical - address) & 0xffff_ffffL);
    }

    /** The entry of each slot: changes under translated code, but is always this array. */
    long[] entries() {
        return entries;
    }

    /** Forgets the page of {@code address}, in whichever address space. */
    void forgetPage(int address) {
        int tag = (int) (entries[slot(address)] >>> 32);
        if (((tag ^ address) & ~OFFSET) == 0) {
            entries[slot(address)] = 0;
        }
    }

    /** Forgets every page that leads to a frame. */
    void forgetFrame(int frame) {
        for (int slot = 0; slot < SLOTS; slot++) {
            int physical = (int) (entries[slot] >>> 32) + (int) entries[slot];
            if (physical >>> PhysicalMemory.FRAME_SHIFT == frame) {
                entries[slot] = 0;
            }
        }
    }

    private static int slot(int address) {
        return address >>> PhysicalMemory.FRAME_SHIFT & SLOTS - 1;
    }
}
