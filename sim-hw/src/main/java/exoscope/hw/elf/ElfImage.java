package exoscope.hw.elf;

import java.util.List;

/**
 * A statically linked program for this machine: 32-bit little-endian MIPS, read from an ELF file.
 * The format is that of the System V ABI, chapters 4 and 5, and its MIPS supplement.
 */
public final class ElfImage {
    /** Most memory that a program's segments may take together, in bytes. */
    public static final int MOST_MEMORY = 64 << 20;

    private final int entry;
    private final List<ElfSegment> segments;

    ElfImage(int entry, List<ElfSegment> segments) {
        this.entry = entry;
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a program.
     *
     * @param file the whole file
     * @throws MalformedElfException if the file is no such program
     */
    public static ElfImage parse(byte[] file) {
        return new ElfParser(file).parse();
    }

    /** Virtual address of the first instruction: a multiple of 4 inside a segment. */
    public int entry() {
        return entry;
    }

    /** What to place in memory, by rising address; no two overlap, but two may meet in one page. */
    public List<ElfSegment> segments() {
        return segments;
    }
}
