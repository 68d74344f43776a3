package exoscope.hw;

/**
 * Random numbers that are a function of a seed on every JVM: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).
 */
public final class SeededRandom {
    private static final long STEP = 0x9e37_79b9_7f4a_7c15L;
    private static final int MILLION = 1_000_000;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    /** Any 64 bits. */
    public long nextLong() {
        state += STEP;
        long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    /** A number from 0 to {@code bound} - 1; the bound is at least 1. */
    public int nextInt(int bound) {
        return (int) ((nextLong() >>> 33) % bound);
    }

    /** True {@code chances} times in a million. Draws a number whatever the chances are. */
    public boolean chance(int chances) {
        return nextInt(MILLION) < chances;
    }
}
