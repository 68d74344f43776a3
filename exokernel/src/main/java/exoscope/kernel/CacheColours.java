package exoscope.kernel;

import exoscope.hw.PhysicalMemory;

/**
 * Which part of a physically indexed cache a frame's contents go to. Frames of one colour drive each other out; frames of
 * different colours never do.
 *
 * <p>The emulated machine has no cache to feel this in (docs/machine.md). The figures are those of the machine that it is
 * modelled on: the DECstation 5000/125, whose R3000 has 64 KiB of direct-mapped data cache, which makes 16 colours.
 */
final class CacheColours {
    /** Bytes of the data cache. */
    static final int CACHE_BYTES = 64 << 10;
    /** Places that a line may go to: 1 is direct mapped. */
    static final int WAYS = 1;
    /** Colours: pages that the cache holds beside each other in one way. */
    static final int COUNT = CACHE_BYTES / WAYS / PhysicalMemory.FRAME_BYTES;

    private CacheColours() {}

    static boolean exists(int colour) {
        return colour >= 0 && colour < COUNT;
    }

    /** Colour of a frame. */
    static int of(int frame) {
        return frame % COUNT;
    }
}
