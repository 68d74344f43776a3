package exoscope.kernel.xn;

import exoscope.kernel.ebpf.Program;
import java.util.List;

/**
 * What outlives a boot besides the metadata: where the file systems begin, what interprets them, and what seals
 * capabilities.
 *
 * @param generation counts the times it was written: of two copies the later one holds
 * @param epoch counts the boots, so that no name of a capability is given twice
 * @param seed the key that seals capabilities follows from it
 * @param nextRoot the name of the next root: none is given twice
 * @param roots those that are not temporary
 * @param templates programs of the types 1, 2 and so on
 * @param lost metadata blocks whose place on the disk cannot be written any more
 */
public record Catalogue(
        long generation,
        int epoch,
        long seed,
        int nextRoot,
        List<Root> roots,
        List<Program> templates,
        List<Integer> lost) {
    /** Types that a disk may know, besides data. */
    public static final int MOST_TEMPLATES = 16;
    /** Roots that a disk may have. */
    public static final int MOST_ROOTS = 64;
    /** Blocks that may be lost. */
    public static final int MOST_LOST = 64;
    /** Blocks of a copy. */
    public static final int COPY_BLOCKS = 4;
    /** Where the other copy begins; the first begins at block 0. */
    public static final int SECOND_COPY = COPY_BLOCKS;
    /** Where the journal is. */
    public static final int JOURNAL = 2 * COPY_BLOCKS;
    /** Blocks at the beginning of the disk that are the kernel's. */
    public static final int AREA = JOURNAL + Journal.BLOCKS;

    public Catalogue {
        roots = List.copyOf(roots);
        templates = List.copyOf(templates);
        lost = List.copyOf(lost);
    }

    /** The copy that is written when the disk has this generation. */
    public static int copyOf(long generation) {
        return (generation & 1) == 0 ? 0 : SECOND_COPY;
    }
}
