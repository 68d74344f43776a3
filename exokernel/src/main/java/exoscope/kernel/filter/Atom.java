package exoscope.kernel.filter;

/**
 * One step of a filter. Offsets count from the packet's first byte, or from where the last shift has led. Numbers are taken
 * from the packet in network order, the most significant byte first. A step that reaches beyond the packet fails.
 */
public sealed interface Atom {
    /** Bytes from which nobody counts further in one step. */
    int MOST_OFFSET = 65_535;

    /** First byte that it looks at. */
    int offset();

    /** How many bytes it looks at. */
    int bytes();

    /** Which of their bits. */
    int mask();

    /**
     * Holds if the masked number is the value.
     *
     * @param bytes 1, 2 or 4
     * @param mask not 0
     * @param value without bits outside the mask
     */
    record Compare(int offset, int bytes, int mask, int value) implements Atom {}

    /**
     * Moves on by the masked number, shifted left: over a header whose length is in the packet. What follows counts from there.
     *
     * @param bytes 1 or 2
     * @param mask not 0
     * @param left bits to shift by, at most 8
     */
    record Shift(int offset, int bytes, int mask, int left) implements Atom {}

    /** Compares all bits. */
    static Atom equal(int offset, int bytes, int value) {
        return new Compare(offset, bytes, allBits(bytes), value);
    }

    /** The mask of all bits of some bytes. */
    static int allBits(int bytes) {
        return bytes == Integer.BYTES ? -1 : (1 << (bytes * Byte.SIZE)) - 1;
    }
}
