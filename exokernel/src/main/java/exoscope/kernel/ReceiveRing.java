package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.KernelEvent.DropReason;
import java.util.List;

/**
 * A ring in frames of a filter's owner, two slots a frame, with words in one more frame that both sides read and each
 * writes its own of: no call is needed to look, nor to give slots back. The kernel never believes what it could know.
 *
 * <p>Words of that frame, by byte: 0 packets that the kernel has put so far, 4 packets that the owner has taken so far,
 * 8 slots, 12 packets dropped because all slots were full, 16 because the handler said so, 20 because its budget was used
 * up. From 64 on, for each slot the length of its packet, and the low word of the cycle at which it was put.
 */
final class ReceiveRing {
    /** Bytes of a slot; every packet fits. */
    static final int SLOT_BYTES = PhysicalMemory.FRAME_BYTES / 2;
    /** Frames for slots that a ring may have. */
    static final int MOST_FRAMES = 64;

    private static final int PUT = 0;
    private static final int TAKEN = 4;
    private static final int SLOTS = 8;
    private static final int DROPS = 12;
    private static final int ENTRIES = 64;
    private static final int ENTRY_BYTES = 8;

    private final PhysicalMemory memory;
    private final int words;
    private final List<Integer> buffers;
    private final int[] drops = new int[3];
    private int put;

    /** @param frame where the words are; they are set to 0 */
    ReceiveRing(PhysicalMemory memory, int frame, List<Integer> buffers) {
        this.memory = memory;
        this.buffers = List.copyOf(buffers);
        words = frame << PhysicalMemory.FRAME_SHIFT;
        for (int at = 0; at < ENTRIES; at += Integer.BYTES) {
            memory.setWord(words + at, 0);
        }
        memory.setWord(words + SLOTS, slots());
    }

    int slots() {
        return 2 * buffers.size();
    }

    boolean uses(int frame) {
        return words >>> PhysicalMemory.FRAME_SHIFT == frame || buffers.contains(frame);
    }

    /** Frame of the words. */
    int wordsFrame() {
        return words >>> PhysicalMemory.FRAME_SHIFT;
    }

    List<Integer> buffers() {
        return buffers;
    }

    /** Frame of the slot that is filled next. */
    int nextFrame() {
        return buffers.get(slot(put) / 2);
    }

    private int slot(int number) {
        return Integer.remainderUnsigned(number, slots());
    }

    /** Packets that wait; also if the owner's word makes no sense, as many as there are slots at most. */
    int waiting() {
        int difference = put - memory.word(words + TAKEN);
        return Integer.compareUnsigned(difference, slots()) > 0 ? slots() : difference;
    }

    boolean full() {
        return waiting() == slots();
    }

    /** Fills the next slot; one must be free. */
    void put(byte[] packet, long cycle) {
        int slot = slot(put);
        int address = (buffers.get(slot / 2) << PhysicalMemory.FRAME_SHIFT) + slot % 2 * SLOT_BYTES;
        memory.write(address, packet, 0, packet.length);
        memory.setWord(words + ENTRIES + slot * ENTRY_BYTES, packet.length);
        memory.setWord(words + ENTRIES + slot * ENTRY_BYTES + 4, (int) cycle);
        put++;
        memory.setWord(words + PUT, put);
    }

    /** Gives the oldest {@code n} packets' slots back, as the owner could by storing to its word. */
    void take(int n) {
        memory.setWord(words + TAKEN, put - waiting() + n);
    }

    void countDrop(DropReason reason) {
        int place = switch (reason) {
            case RING_FULL -> 0;
            case HANDLER -> 1;
            case BUDGET -> 2;
            case NO_FILTER -> throw new IllegalArgumentException("a packet without a filter has no ring");
        };
        drops[place]++;
        memory.setWord(words + DROPS + place * Integer.BYTES, drops[place]);
    }

    Exokernel.RingState state() {
        return new Exokernel.RingState(slots(), put, waiting(), drops[0], drops[1], drops[2]);
    }
}
