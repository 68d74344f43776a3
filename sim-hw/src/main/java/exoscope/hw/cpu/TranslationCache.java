package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.util.Arrays;

/**
 * Remembers recent translations of one kind (fetches, loads or stores), so that a hit costs one comparison. It changes
 * no result: it is flushed whenever the TLB changes.
 *
 * <p>A tag is the page address with a <em>key</em> in its low bits that says whose page it is: address space in bits
 * 11..6, user mode in bit 3, and bit 2 always set, so that an empty slot matches nothing. Bits 1..0 stay clear: a
 * misaligned address compared together with its low bits misses, and the slow path finds out why.
 */
final class TranslationCache {
    static final int SLOTS = 64;
    private static final int KEY_VALID = 4;
    private static final int KEY_USER = 8;
    static final int OFFSET = PhysicalMemory.FRAME_BYTES - 1;

    private final int[] tags = new int[SLOTS];
    private final int[] bases = new int[SLOTS];

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
        int slot = address >>> PhysicalMemory.FRAME_SHIFT & SLOTS - 1;
        return tags[slot] == ((address & (~OFFSET | alignment)) | key) ? bases[slot] | (address & OFFSET) : -1;
    }

    void remember(int address, int key, int physical) {
        int slot = address >>> PhysicalMemory.FRAME_SHIFT & SLOTS - 1;
        tags[slot] = (address & ~OFFSET) | key;
        bases[slot] = physical & ~OFFSET;
    }

    /** The tag of each slot: changes under translated code, but is always this array. */
    int[] tags() {
        return tags;
    }

    /** The physical page of each slot: always this array. */
    int[] bases() {
        return bases;
    }

    void flush() {
        Arrays.fill(tags, 0);
    }
}
