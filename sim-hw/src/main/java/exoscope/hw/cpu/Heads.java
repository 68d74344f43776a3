package exoscope.hw.cpu;

import org.jspecify.annotations.Nullable;

/** Of one frame: how often the marked places were passed, and the regions that begin there. */
final class Heads {
    private static final int THRESHOLD = 500;
    private static final int HIGHEST_THRESHOLD = 1 << 20;

    /** Translated code and the virtual address that it is for. */
    static final class Entry {
        /** About as many instructions as the interpreter executes while a region is entered and left. */
        private static final int WAY_IN_AND_OUT = 8;

        private static final int MOST_GAIN = 50_000;

        /** Passes before a region that did not pay is tried again, for the first time; then twice as many. */
        private static final int FIRST_REST = 200_000;

        private static final int LONGEST_REST = 1 << 28;

        private final int pc;
        private final Region region;
        private int gain;
        private int nextRest = FIRST_REST;
        private int rest;

        private Entry(int pc, Region region) {
            this.pc = pc;
            this.region = region;
        }

        Region region() {
            return region;
        }

        /** Notes how far a run came. If the interpreter would have been quicker, all runs together, the region rests. */
        void ran(long cycles) {
            gain = (int) Math.min(gain + cycles - WAY_IN_AND_OUT, MOST_GAIN);
            if (gain < -MOST_GAIN) {
                gain = 0;
                rest = nextRest;
                nextRest = Math.min(2 * nextRest, LONGEST_REST);
            }
        }

        private boolean rested() {
            return rest == 0 || --rest == 0;
        }
    }

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
        return entry == null ? ++passes[i] >= threshold : entry.pc == pc && entry.rested();
    }

    /** Whether the head at {@code pc} has no translation but was passed often enough for one. */
    boolean due(int pc) {
        int i = DecodedFrame.index(pc);
        return passes.length != 0 && entries[i] == null && passes[i] >= threshold;
    }

    /** The translation of what is at {@code pc}, or null if there is none or it rests. */
    @Nullable
    Entry entry(int pc) {
        if (entries.length == 0) {
            return null;
        }
        Entry entry = entries[DecodedFrame.index(pc)];
        return entry == null || entry.pc != pc || entry.rest > 0 ? null : entry;
    }

    Entry add(int pc, Region region) {
        Entry entry = new Entry(pc, region);
        entries[DecodedFrame.index(pc)] = entry;
        translated = true;
        return entry;
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
