package exoscope.hw.cpu;

/** How the instructions for unaligned words put two parts together, on a little-endian machine. */
final class Unaligned {
    private Unaligned() {}

    /** {@code lwl}: the word's bytes up to {@code address}, moved to the top of the register. */
    static int loadLeft(int register, int word, int address) {
        int shift = (~address & 3) * 8;
        return (register & ~(-1 << shift)) | word << shift;
    }

    /** {@code lwr}: the word's bytes from {@code address} on, moved to the bottom of the register. */
    static int loadRight(int register, int word, int address) {
        int shift = (address & 3) * 8;
        return (register & ~(-1 >>> shift)) | word >>> shift;
    }

    /** {@code swl}: what the aligned word holds once the register's top is stored up to {@code address}. */
    static int storeLeft(int register, int word, int address) {
        int shift = (~address & 3) * 8;
        return (word & ~(-1 >>> shift)) | register >>> shift;
    }

    /** {@code swr}: what the aligned word holds once the register's bottom is stored from {@code address} on. */
    static int storeRight(int register, int word, int address) {
        int shift = (address & 3) * 8;
        return (word & ~(-1 << shift)) | register << shift;
    }
}
