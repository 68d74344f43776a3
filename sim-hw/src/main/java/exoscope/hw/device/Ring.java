package exoscope.hw.device;

/**
 * A ring of descriptors in memory that software fills at the tail and a device empties at the head; empty when both are
 * equal, so that one place always stays free.
 */
final class Ring {
    /** Most descriptors in a ring. */
    static final int MOST = 256;
    /** Bytes of a descriptor, of every device. */
    static final int DESCRIPTOR_BYTES = 16;

    private int base;
    private int size;
    private int head;
    private int tail;

    int base() {
        return base;
    }

    /** Places the ring and empties it; false if the address is not a multiple of a descriptor's size. */
    boolean setBase(int address) {
        if (address % DESCRIPTOR_BYTES != 0) {
            return false;
        }
        base = address;
        reset();
        return true;
    }

    int size() {
        return size;
    }

    /** Sizes the ring and empties it; false if the size is neither 0 nor a power of two from 2 to 256. */
    boolean setSize(int descriptors) {
        if (descriptors < 0 || descriptors == 1 || descriptors > MOST || Integer.bitCount(descriptors) > 1) {
            return false;
        }
        size = descriptors;
        reset();
        return true;
    }

    int head() {
        return head;
    }

    int tail() {
        return tail;
    }

    /** Says up to where descriptors are filled; false if the ring has no such place. */
    boolean setTail(int place) {
        if (place < 0 || place >= size) {
            return false;
        }
        tail = place;
        return true;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Address of the descriptor at the head. */
    int headAddress() {
        return address(head);
    }

    int address(int place) {
        return base + place * DESCRIPTOR_BYTES;
    }

    void advance() {
        head = next(head);
    }

    int next(int place) {
        return place + 1 & size - 1;
    }

    void reset() {
        head = 0;
        tail = 0;
    }
}
