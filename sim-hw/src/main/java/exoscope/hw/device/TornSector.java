package exoscope.hw.device;

import exoscope.hw.SeededRandom;

/** What is left of a sector that was being written when the power failed. */
final class TornSector {
    /** Bytes under the head at that moment: they are anything. */
    static final int UNDER_THE_HEAD = 8;

    private TornSector() {}

    /**
     * Leaves the first bytes new, the next eight to the seed, and the rest as it was.
     *
     * @param wanted what was to be written
     * @param bytes how much of it was
     */
    static void write(DiskImage platter, int sector, byte[] wanted, int bytes, long seed) {
        SeededRandom random = new SeededRandom(seed);
        byte[] garbage = new byte[Math.min(UNDER_THE_HEAD, wanted.length - bytes)];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (byte) random.nextLong();
        }
        platter.write(sector, 0, wanted, 0, bytes);
        platter.write(sector, bytes, garbage, 0, garbage.length);
    }
}
