package exoscope.kernel.ebpf;

/**
 * Memory that a program may be given: a packet, the words of a frame, the program's own variables. Little-endian, and
 * accesses need no alignment. Every access is checked again here, whatever the verifier proved.
 */
public interface Region {
    /** Size in bytes. */
    int size();

    /**
     * Reads, zero-extended.
     *
     * @param bytes 1, 2, 4 or 8
     * @throws IndexOutOfBoundsException if it reaches outside
     */
    long load(int offset, int bytes);

    /**
     * Writes the low bytes of a value.
     *
     * @param bytes 1, 2, 4 or 8
     * @throws IndexOutOfBoundsException if it reaches outside
     */
    void store(int offset, int bytes, long value);
}
