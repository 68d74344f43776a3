package exoscope.kernel.ebpf;

import exoscope.hw.PhysicalMemory;
import java.util.Objects;

/** A region in physical memory, so that a program sees frames as their owners do, and decoded code notices its stores. */
public final class FrameRegion implements Region {
    private final PhysicalMemory memory;
    private final int address;
    private final int size;

    /**
     * @param address physical
     * @param size bytes
     * @throws IndexOutOfBoundsException if it is not all within memory
     */
    public FrameRegion(PhysicalMemory memory, int address, int size) {
        this.memory = memory;
        this.address = Objects.checkFromIndexSize(address, size, memory.size());
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long load(int offset, int bytes) {
        int at = address + Objects.checkFromIndexSize(offset, bytes, size);
        return switch (bytes) {
            case 1 -> Byte.toUnsignedLong(memory.byteAt(at));
            case 2 -> Short.toUnsignedLong(memory.half(at));
            case 4 -> Integer.toUnsignedLong(memory.word(at));
            default -> Integer.toUnsignedLong(memory.word(at)) | (long) memory.word(at + Integer.BYTES) << 32;
        };
    }

    @Override
    public void store(int offset, int bytes, long value) {
        int at = address + Objects.checkFromIndexSize(offset, bytes, size);
        if (at >>> PhysicalMemory.FRAME_SHIFT != (at + bytes - 1) >>> PhysicalMemory.FRAME_SHIFT) {
            storeBytes(at, bytes, value);
            return;
        }
        switch (bytes) {
            case 1 -> memory.setByte(at, (byte) value);
            case 2 -> memory.setHalf(at, (short) value);
            case 4 -> memory.setWord(at, (int) value);
            default -> {
                memory.setWord(at, (int) value);
                memory.setWord(at + Integer.BYTES, (int) (value >>> 32));
            }
        }
    }

    /** Over a boundary of frames, each of which may be watched. */
    private void storeBytes(int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            memory.setByte(at + i, (byte) (value >>> (8 * i)));
        }
    }
}
