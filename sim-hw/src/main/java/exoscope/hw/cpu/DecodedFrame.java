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
    private final Isa isa;
    private final Heads heads = new Heads();
    private int version;

    DecodedFrame(PhysicalMemory memory, int frame, Isa isa) {
        this.isa = isa;
        this.memory = memory;
        this.frame = frame;
        version = memory.watch(frame);
    }

    /** The frame's instructions, less whatever has been overwritten since they were decoded. */
    long[] refreshed() {
        if (memory.version(frame) != version) {
            Arrays.fill(code, Op.UNDECODED);
            heads.forget();
            version = memory.watch(frame);
        }
        return code;
    }

    /** Decodes the instruction at a physical address in the frame. */
    void decode(int address) {
        code[index(address)] = isa.decode(memory.word(address));
    }

    /**
     * Marks places where translated code may be entered: the instruction at virtual address {@code pc} if a jump led
     * there, and the target of a backward branch within the page.
     */
    void markHeads(int pc, boolean jumped) {
        long instruction = code[index(pc)];
        if (Op.hasFixedTarget(Decoder.op(instruction))) {
            int target = Decoder.target(instruction, pc);
            if (((target ^ pc) & -PhysicalMemory.FRAME_BYTES) == 0 && target <= pc) {
                mark(index(target));
            }
        }
        if (jumped) {
            mark(index(pc));
        }
    }

    private void mark(int index) {
        if (Decoder.op(code[index]) != Op.UNDECODED) {
            code[index] = Decoder.head(code[index]);
        }
    }

    /** Whether translated code may be entered at {@code address}. */
    boolean isHead(int address) {
        long instruction = code[index(address)];
        return Decoder.op(instruction) == Op.UNDECODED && instruction != Op.UNDECODED;
    }

    /** Takes a mark back. */
    void unmark(int address) {
        code[index(address)] = Decoder.plain(code[index(address)]);
    }

    /** What is known about the marked places. */
    Heads heads() {
        return heads;
    }

    /** All instructions of the frame as they are now, marks left out. */
    long[] decodeAll() {
        long[] all = new long[INSTRUCTIONS];
        for (int i = 0; i < INSTRUCTIONS; i++) {
            all[i] = isa.decode(memory.word((frame << PhysicalMemory.FRAME_SHIFT) + 4 * i));
        }
        return all;
    }

    /** Place of an instruction among those of its frame. */
    static int index(int address) {
        return address >>> 2 & INSTRUCTIONS - 1;
    }
}
