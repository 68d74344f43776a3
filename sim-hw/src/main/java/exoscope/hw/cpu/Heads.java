package exoscope.hw.cpu;

import org.jspecify.annotations.Nullable;

/** Of one frame: how often the marked places were passed, and the regions that begin there. */
final class Heads {
    private static final int THRESHOLD = 500;
    private static final int HIGHEST_THRESHOLD = 1 << 20;

    /** Translated code and the virtual address that it is for. */
    record Entry(int pc, Region region) {}

    private int[] passes = {};
    private @Nullable Entry[] entries = {};
    private int threshold = THRESHOLD;
    private boolean translated;

    /** Notes that the interpreter stands at a head; true if that ought to run translated. */
    boolean passed(int pc) {
        int i = DecodedFrame.index(pc);
        if (passes.length == 0) {
            passes = new int[DecodedFrame.INSTRUCTIONS];
            entries = new Entry[DecodedFrame.INSTRUCTIONS];
        }
        Entry entry = entries[i];
        return entry == null ? ++passes[i] >= threshold : entry.pc == pc;
    }

    /** Whether the head at {@code pc} has no translation but was passed often enough for one. */
    boolean due(int pc) {
        int i = DecodedFrame.index(pc);
        return passes.length != 0 && entries[i] == null && passes[i] >= threshold;
    }

    /** The translation of what is at {@code pc}, or null. */
    @Nullable
    Region region(int pc) {
        if (entries.length == 0) {
            return null;
        }
        Entry entry = entries[DecodedFrame.index(pc)];
        return entry == null || entry.pc != pc ? null : entry.region;
    }

    void add(int pc, Region region) {
        entries[DecodedFrame.index(pc)] = new Entry(pc, region);
        translated = true;
    }

    /** The frame was overwritten. A frame to which that happens often has to be hotter to be translated again. */
    void forget() {
        if (passes.length != 0) {
            passes = new int[0];
            entries = new Entry[0];
        }
        if (translated) {
            translated = false;
            threshold = Math.min(2 * threshold, HIGHEST_THRESHOLD);
        }
    }
}
