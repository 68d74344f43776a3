package exoscope.hw.elf;

import java.nio.ByteBuffer;

/**
 * What the first 52 bytes of a file promise. All values are unsigned.
 *
 * @param entry virtual address of the first instruction
 * @param tableOffset where the program headers start in the file
 * @param count how many program headers there are
 */
record ElfHeader(long entry, long tableOffset, int count) {
    static final int SIZE = 52;
    static final int ENTRY_FIELD = 0x18;
    static final int TABLE_FIELD = 0x1c;

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    /** Reads and checks the header at the start of a little-endian buffer. */
    static ElfHeader read(ByteBuffer file) {
        requireMagic(file);
        if (file.limit() < SIZE) {
            throw new MalformedElfException(file.limit(), "the file ends inside the ELF header of 52 bytes");
        }
        require("class", 0x04, file.get(0x04), 1, "32-bit");
        require("byte order", 0x05, file.get(0x05), 1, "little-endian");
        require("ELF version", 0x06, file.get(0x06), 1, "current");
        require("type", 0x10, half(file, 0x10), 2, "executable");
        require("machine", 0x12, half(file, 0x12), 8, "MIPS");
        require("program header size", 0x2a, half(file, 0x2a), ProgramHeader.SIZE, "bytes");
        return new ElfHeader(word(file, ENTRY_FIELD), word(file, TABLE_FIELD), half(file, 0x2c));
    }

    private static void requireMagic(ByteBuffer file) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= file.limit() || file.get(i) != MAGIC[i]) {
                throw new MalformedElfException(i, "not an ELF file, which starts with the bytes 7f 45 4c 46");
            }
        }
    }

    private static void require(String field, int offset, int found, int wanted, String meaning) {
        if (found != wanted) {
            throw new MalformedElfException(
                    offset, field + " is " + found + ", must be " + wanted + " (" + meaning + ")");
        }
    }

    private static int half(ByteBuffer file, int offset) {
        return Short.toUnsignedInt(file.getShort(offset));
    }

    private static long word(ByteBuffer file, int offset) {
        return Integer.toUnsignedLong(file.getInt(offset));
    }
}
