package exoscope.hw.bus;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;

/**
 * One bus master's way to memory, and the only one: through the IOMMU, page by page. A transfer that meets a page it may
 * not touch ends there; what came before it has been moved.
 */
public final class DmaPort {
    private final BusMaster master;
    private final PhysicalMemory memory;
    private final Iommu iommu;
    private final Clock clock;
    private final int cyclesPerWord;
    private final byte[] word = new byte[4];

    /** @param cyclesPerWord cycles that a word on the bus takes from the CPU */
    public DmaPort(BusMaster master, PhysicalMemory memory, Iommu iommu, Clock clock, int cyclesPerWord) {
        this.master = master;
        this.memory = memory;
        this.iommu = iommu;
        this.clock = clock;
        this.cyclesPerWord = cyclesPerWord;
    }

    /** Moves bytes from memory to the device; returns how many, fewer than {@code length} after a fault. */
    public int read(int address, byte[] into, int offset, int length) {
        return move(address, into, offset, length, false);
    }

    /** Moves bytes from the device to memory; returns how many, fewer than {@code length} after a fault. */
    public int write(int address, byte[] from, int offset, int length) {
        return move(address, from, offset, length, true);
    }

    /** Writes one word; false after a fault. */
    public boolean writeWord(int address, int value) {
        for (int i = 0; i < word.length; i++) {
            word[i] = (byte) (value >>> (8 * i));
        }
        return write(address, word, 0, word.length) == word.length;
    }

    /** The word at an offset of bytes that came from memory. */
    public static int word(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff)
                | (bytes[offset + 1] & 0xff) << 8
                | (bytes[offset + 2] & 0xff) << 16
                | bytes[offset + 3] << 24;
    }

    private int move(int address, byte[] bytes, int offset, int length, boolean write) {
        int moved = 0;
        while (moved < length) {
            int virtual = address + moved;
            int physical = moved > 0 && virtual == 0
                    ? iommu.refuse(master.number(), virtual, write, DmaFault.BEYOND_MEMORY)
                    : iommu.translate(master, virtual, write);
            if (physical == Iommu.FAULT) {
                break;
            }
            int left = PhysicalMemory.FRAME_BYTES - (virtual & PhysicalMemory.FRAME_BYTES - 1);
            int chunk = Math.min(length - moved, left);
            if (write) {
                memory.write(physical, bytes, offset + moved, chunk);
            } else {
                memory.read(physical, bytes, offset + moved, chunk);
            }
            moved += chunk;
        }
        clock.charge((moved + 3L) / 4 * cyclesPerWord);
        return moved;
    }
}
