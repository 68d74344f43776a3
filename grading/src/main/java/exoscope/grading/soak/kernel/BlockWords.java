package exoscope.grading.soak.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.ExokernelVolume.Patch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first words of a block, which are all that is ever stored there. Metadata is a table of four entries of three words: first
 * block, how many, and their type; an entry of no blocks is empty.
 */
final class BlockWords {
    /** Entries of a table. */
    static final int ENTRIES = 4;

    static final int ENTRY_WORDS = 3;
    /** Words of a block that are looked at: the table, and something else. */
    static final int WORDS = ENTRIES * ENTRY_WORDS + 2;

    static final BlockWords ZEROS = new BlockWords(new int[WORDS]);

    private static final int MOST_OWNED = 1024;
    private static final int MOST_TYPES = 16;

    private final int[] words;

    private BlockWords(int[] words) {
        this.words = words;
    }

    static BlockWords read(PhysicalMemory memory, int frame) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = memory.word((frame << PhysicalMemory.FRAME_SHIFT) + Integer.BYTES * i);
        }
        return new BlockWords(words);
    }

    static BlockWords of(byte[] bytes) {
        int[] words = new int[WORDS];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
        return new BlockWords(words);
    }

    void write(PhysicalMemory memory, int frame) {
        for (int i = 0; i < WORDS; i++) {
            memory.setWord((frame << PhysicalMemory.FRAME_SHIFT) + Integer.BYTES * i, words[i]);
        }
    }

    int word(int index) {
        return words[index];
    }

    BlockWords with(int word, int value) {
        int[] changed = words.clone();
        changed[word] = value;
        return new BlockWords(changed);
    }

    /** With patches that lie in a block. */
    BlockWords with(List<Patch> patches) {
        ByteBuffer bytes = ByteBuffer.allocate(PhysicalMemory.FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        for (Patch patch : patches) {
            for (int i = 0; i < patch.bytes().size(); i++) {
                bytes.put(patch.offset() + i, patch.bytes().get(i));
            }
        }
        return of(bytes.array());
    }

    /** A table's first entry that is empty, or else the last. */
    int emptyEntry() {
        int entry = 0;
        while (entry < ENTRIES - 1 && words[ENTRY_WORDS * entry + 1] != 0) {
            entry++;
        }
        return entry;
    }

    /** Types of the blocks that metadata owns, by block; null if it makes no sense. */
    @Nullable
    SortedMap<Integer, Integer> owned() {
        SortedMap<Integer, Integer> owned = new TreeMap<>();
        for (int at = 0; at < ENTRIES * ENTRY_WORDS; at += ENTRY_WORDS) {
            long first = Integer.toUnsignedLong(words[at]);
            long count = Integer.toUnsignedLong(words[at + 1]);
            long type = Integer.toUnsignedLong(words[at + 2]);
            boolean sensible = count <= MOST_OWNED - owned.size() && first + count <= KernelModel.BLOCKS;
            if (count != 0 && (!sensible || type > MOST_TYPES)) {
                return null;
            }
            for (long block = first; block < first + count; block++) {
                if (owned.put((int) block, (int) type) != null) {
                    return null;
                }
            }
        }
        return owned;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockWords others && Arrays.equals(words, others.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return Arrays.toString(words);
    }
}
