package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.util.Arrays;

/** The decoded instructions of one frame; {@link Op#UNDECODED} where nothing has been executed yet. */
final class DecodedFrame {
    /** Instructions in a frame. */
    static final int INSTRUCTIONS = PhysicalMemory.FRAME_BYTES / 4;
    /** What is found where nothing can be fetched. */
    static final long[] UNFETCHABLE = new long[INSTRUCTIONS];

    static {
        Arrays.fill(UNFETCHABLE, Op.UNFETCHABLE);
    }

    private final long[] code = new long[INSTRUCTIONS];
    private final PhysicalMemory memory;
    private final int frame;
    private int version;

    DecodedFrame(PhysicalMemory memory, int frame) {
        this.memory = memory;
        this.frame = frame;
        version = memory.watch(frame);
    }

    /** The frame's instructions, less whatever has been overwritten since they were decoded. */
    long[] refreshed() {
        if (memory.version(frame) != version) {
            Arrays.fill(code, Op.UNDECODED);
            version = memory.watch(frame);
        }
        return code;
    }

    /** Decodes the instruction at a physical address in the frame. */
    void decode(int address) {
        code[index(address)] = Decoder.decode(memory.word(address));
    }

    /** Place of an instruction among those of its frame. */
    static int index(int address) {
        return address >>> 2 & INSTRUCTIONS - 1;
    }
}
