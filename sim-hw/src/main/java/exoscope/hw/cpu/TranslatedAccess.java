package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What translated code calls; small, so that the JVM's compiler takes it in. */
final class TranslatedAccess {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private TranslatedAccess() {}

    /** What {@link Mmu#load} does, with the cache's array at hand. */
    static int load(long[] entries, Mmu mmu, int address, int key, int alignment) {
        int at = TranslationCache.find(entries, address, key, alignment);
        return at >= 0 ? at : mmu.slowLoad(address, alignment);
    }

    /** What {@link Mmu#store} does, but negative as well if the write would be noticed: that is the interpreter's. */
    static int store(long[] entries, Mmu mmu, PhysicalMemory memory, int address, int key, int alignment) {
        int at = TranslationCache.find(entries, address, key, alignment);
        return at >= 0 ? at : slowStore(mmu, memory, address, alignment);
    }

    /** What {@link #load} does for the words from {@code address} to {@code address + span}, if they are all in one page. */
    static int loadSpan(long[] entries, Mmu mmu, int address, int key, int span) {
        int at = load(entries, mmu, address, key, 3);
        return inOnePage(address, span) ? at : Mmu.FAILED;
    }

    /** What {@link #store} does for the words from {@code address} to {@code address + span}, if they are all in one page. */
    static int storeSpan(long[] entries, Mmu mmu, PhysicalMemory memory, int address, int key, int span) {
        int at = store(entries, mmu, memory, address, key, 3);
        return inOnePage(address, span) ? at : Mmu.FAILED;
    }

    private static boolean inOnePage(int address, int span) {
        return (address & TranslationCache.OFFSET) <= TranslationCache.OFFSET - span;
    }

    private static int slowStore(Mmu mmu, PhysicalMemory memory, int address, int alignment) {
        int at = mmu.slowStore(address, alignment);
        return at < 0 || memory.isWatched(at) ? Mmu.FAILED : at;
    }

    static int word(byte[] memory, int at) {
        return (int) WORD.get(memory, at);
    }

    static short half(byte[] memory, int at) {
        return (short) HALF.get(memory, at);
    }

    static void setWord(byte[] memory, int at, int value) {
        WORD.set(memory, at, value);
    }

    static void setHalf(byte[] memory, int at, short value) {
        HALF.set(memory, at, value);
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
