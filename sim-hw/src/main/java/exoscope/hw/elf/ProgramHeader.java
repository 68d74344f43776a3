package exoscope.hw.elf;

import java.nio.ByteBuffer;

/**
 * One entry of the program header table, as the file has it. All values are unsigned.
 *
 * @param at where the entry itself starts in the file
 * @param offset where the segment's bytes start in the file
 */
record ProgramHeader(int at, int type, long offset, long address, long fileSize, long memorySize, int flags) {
    static final int SIZE = 32;
    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERPRETER = 3;

    private static final int OFFSET_FIELD = 0x04;
    private static final int ADDRESS_FIELD = 0x08;
    private static final int FILE_SIZE_FIELD = 0x10;
    private static final int MEMORY_SIZE_FIELD = 0x14;
    private static final int FLAGS_FIELD = 0x18;
    private static final int FLAG_EXECUTE = 1;
    private static final int FLAG_WRITE = 2;
    private static final long KUSEG_END = 0x8000_0000L;

    /** Reads an entry that is known to lie within the file. */
    static ProgramHeader read(ByteBuffer file, int at) {
        return new ProgramHeader(
                at,
                file.getInt(at),
                word(file, at + OFFSET_FIELD),
                word(file, at + ADDRESS_FIELD),
                word(file, at + FILE_SIZE_FIELD),
                word(file, at + MEMORY_SIZE_FIELD),
                file.getInt(at + FLAGS_FIELD));
    }

    /** Checks the entry by itself and takes the segment out of the file. */
    ElfSegment segment(ByteBuffer file) {
        requireBytesInFile(file.limit());
        requireSensibleMemory();
        byte[] bytes = new byte[(int) fileSize];
        file.get((int) offset, bytes);
        return new ElfSegment(
                (int) address, (int) memorySize, bytes, (flags & FLAG_WRITE) != 0, (flags & FLAG_EXECUTE) != 0);
    }

    MalformedElfException malformedAddress(String problem) {
        return new MalformedElfException(at + ADDRESS_FIELD, "segment at " + hex(address) + " " + problem);
    }

    MalformedElfException malformedMemorySize(String problem) {
        return new MalformedElfException(at + MEMORY_SIZE_FIELD, "segment at " + hex(address) + " " + problem);
    }

    private void requireBytesInFile(int length) {
        if (offset + fileSize > length) {
            throw new MalformedElfException(
                    at + OFFSET_FIELD,
                    "segment takes bytes " + hex(offset) + " to " + hex(offset + fileSize) + " of a file that ends at "
                            + hex(length));
        }
    }

    private void requireSensibleMemory() {
        if (memorySize < fileSize) {
            throw malformedMemorySize("has " + fileSize + " bytes in the file but room for only " + memorySize);
        }
        if (memorySize > ElfImage.MOST_MEMORY) {
            throw malformedMemorySize(
                    "wants " + memorySize + " bytes, at most " + ElfImage.MOST_MEMORY + " are allowed");
        }
        if (address + memorySize > KUSEG_END) {
            throw malformedAddress("ends at " + hex(address + memorySize) + ", beyond the user addresses, which end at "
                    + hex(KUSEG_END));
        }
    }

    private static long word(ByteBuffer file, int offset) {
        return Integer.toUnsignedLong(file.getInt(offset));
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
