package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;

/** What translated code calls; small, so that the JVM's compiler takes it in. */
final class TranslatedAccess {
    private static final int OFFSET = TranslationCache.OFFSET;

    private TranslatedAccess() {}

    /** What {@link Mmu#load} does, with the cache's arrays at hand. */
    static int load(int[] tags, int[] bases, Mmu mmu, int address, int key, int alignment) {
        int slot = address >>> PhysicalMemory.FRAME_SHIFT & TranslationCache.SLOTS - 1;
        return tags[slot] == ((address & (~OFFSET | alignment)) | key)
                ? bases[slot] | (address & OFFSET)
                : mmu.slowLoad(address, alignment);
    }

    /** What {@link Mmu#store} does, but negative as well if the write would be noticed: that is the interpreter's. */
    static int store(int[] tags, int[] bases, Mmu mmu, PhysicalMemory memory, int address, int key, int alignment) {
        int slot = address >>> PhysicalMemory.FRAME_SHIFT & TranslationCache.SLOTS - 1;
        int at = tags[slot] == ((address & (~OFFSET | alignment)) | key)
                ? bases[slot] | (address & OFFSET)
                : mmu.slowStore(address, alignment);
        return at < 0 || memory.isWatched(at) ? Mmu.FAILED : at;
    }

    static int less(int a, int b) {
        return a < b ? 1 : 0;
    }

    static int lessUnsigned(int a, int b) {
        return Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
    }

    static int addOverflows(int a, int b) {
        int sum = a + b;
        return ((a ^ sum) & (b ^ sum)) >>> 31;
    }

    static int subtractOverflows(int a, int b) {
        return ((a ^ b) & (a ^ (a - b))) >>> 31;
    }
}
