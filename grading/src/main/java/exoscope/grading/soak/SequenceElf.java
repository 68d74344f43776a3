package exoscope.grading.soak;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An ELF file around code and data that were made here, as a linker would write it. */
final class SequenceElf {
    /** Where the code begins. */
    static final int CODE = 0x0040_0000;
    /** Where the data begins. */
    static final int DATA = 0x1000_0000;

    private static final int PAGE = 4096;
    private static final int HEADER = 52;
    private static final int PROGRAM_HEADER = 32;
    private static final int LOAD = 1;
    private static final int ABI_FLAGS = 0x7000_0003;
    private static final int ABI_FLAGS_BYTES = 24;
    private static final int ABI_FLAGS_AT = HEADER + 3 * PROGRAM_HEADER;

    private SequenceElf() {}

    /** The file; {@code level} and {@code release} of the architecture are for QEMU, with a double-precision FPU. */
    static byte[] of(int[] code, byte[] data, int level, int release) {
        int dataAt = PAGE + roundUp(4 * code.length);
        ByteBuffer file = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464c_457f).put((byte) 1).put((byte) 1).put((byte) 1);
        file.position(16).putShort((short) 2).putShort((short) 8).putInt(1).putInt(CODE);
        file.putInt(HEADER).putInt(0).putInt(level == 1 ? 0x1000 : 0x7000_1000);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
        programHeader(file.position(HEADER), ABI_FLAGS, ABI_FLAGS_AT, 0, ABI_FLAGS_BYTES, 4);
        programHeader(file, LOAD, PAGE, CODE, 4 * code.length, 5);
        programHeader(file, LOAD, dataAt, DATA, data.length, 6);
        file.putShort((short) 0).put((byte) level).put((byte) release);
        file.put((byte) 1).put((byte) 1).put((byte) 0).put((byte) 1);
        file.position(PAGE);
        for (int word : code) {
            file.putInt(word);
        }
        file.position(dataAt).put(data);
        return file.array();
    }

    private static void programHeader(ByteBuffer file, int type, int at, int address, int size, int flags) {
        file.putInt(type).putInt(at).putInt(address).putInt(address);
        file.putInt(size).putInt(size).putInt(flags).putInt(type == LOAD ? PAGE : 4);
    }

    private static int roundUp(int bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
