package exoscope.hw.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A sound program of 148 bytes: code at 0x400000 (16 bytes) and data at 0x410000 (16 bytes, 64 in memory). Every
 * test spoils one number of it.
 */
final class HandBuiltElf {
    static final int CODE_HEADER = 52;
    static final int DATA_HEADER = 84;
    static final int CODE = 116;
    static final int DATA = 132;
    static final int LENGTH = 148;

    private final ByteBuffer file = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    HandBuiltElf() {
        file.putInt(0, 0x464c457f).put(4, (byte) 1).put(5, (byte) 1).put(6, (byte) 1);
        file.putShort(0x10, (short) 2).putShort(0x12, (short) 8).putInt(0x14, 1);
        file.putInt(0x18, 0x400004).putInt(0x1c, CODE_HEADER).putShort(0x28, (short) 52);
        file.putShort(0x2a, (short) 32).putShort(0x2c, (short) 2);
        header(CODE_HEADER, CODE, 0x400000, 16, 5);
        header(DATA_HEADER, DATA, 0x410000, 64, 6);
        for (int i = CODE; i < LENGTH; i++) {
            file.put(i, (byte) i);
        }
    }

    private void header(int at, int offset, int address, int memorySize, int flags) {
        file.putInt(at, 1).putInt(at + 4, offset).putInt(at + 8, address).putInt(at + 12, address);
        file.putInt(at + 16, 16)
                .putInt(at + 20, memorySize)
                .putInt(at + 24, flags)
                .putInt(at + 28, 4096);
    }

    HandBuiltElf withByte(int offset, int value) {
        file.put(offset, (byte) value);
        return this;
    }

    HandBuiltElf withHalf(int offset, int value) {
        file.putShort(offset, (short) value);
        return this;
    }

    HandBuiltElf withWord(int offset, int value) {
        file.putInt(offset, value);
        return this;
    }

    byte[] bytes() {
        return file.array().clone();
    }
}
