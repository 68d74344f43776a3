package exoscope.hw.elf;

/**
 * A piece of a program to place in memory: its bytes from the file, then zeros up to its memory size.
 * It lies whole in kuseg, the lower 2 GiB that belong to user programs. Immutable.
 */
public final class ElfSegment {
    private final int address;
    private final int memorySize;
    private final byte[] bytes;
    private final boolean writable;
    private final boolean executable;

    ElfSegment(int address, int memorySize, byte[] bytes, boolean writable, boolean executable) {
        this.address = address;
        this.memorySize = memorySize;
        this.bytes = bytes;
        this.writable = writable;
        this.executable = executable;
    }

    /** Virtual address of the first byte; not always the start of a page. */
    public int address() {
        return address;
    }

    /** Bytes taken in memory, at least as many as {@link #bytes()} has. */
    public int memorySize() {
        return memorySize;
    }

    /** Virtual address after the last byte, at most 0x80000000, therefore a {@code long}. */
    public long end() {
        return (long) address + memorySize;
    }

    /** How many bytes come from the file. */
    public int fileSize() {
        return bytes.length;
    }

    /**
     * Copies a stretch of the bytes that come from the file.
     *
     * @param from how far into the segment the stretch begins
     * @throws IndexOutOfBoundsException if it does not lie within {@link #fileSize} or does not fit
     */
    public void copy(int from, byte[] into, int offset, int length) {
        System.arraycopy(bytes, from, into, offset, length);
    }

    /** A copy of all the bytes that come from the file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public boolean writable() {
        return writable;
    }

    public boolean executable() {
        return executable;
    }

    boolean holdsInstructionAt(long at) {
        return at >= address && at + Integer.BYTES <= end();
    }
}
