package exoscope.grading.soak;

import exoscope.hw.cpu.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program of random instructions that comes to an end: blocks, loops that count, branches that skip, calls of leaves. It
 * avoids what the architecture leaves undefined, and at its end writes all registers and its data to the standard output.
 */
final class RandomSequence {
    private static final int DATA_BYTES = 8192;
    private static final int WORK_BYTES = 4096;
    private static final int DUMP = 0x1800;
    private static final int DUMP_BYTES = 4 * (32 + 2 + 32 + 1);
    private static final int BASE = 28;
    private static final int COUNTER = 23;
    private static final int TEMPORARY = 30;
    private static final int LINK = 31;
    private static final int CONTROL = 31;
    private static final int BLOCKS = 8;

    private final Random random;
    private final Isa isa;
    private final RandomWords words;
    private final List<Integer> code = new ArrayList<>();

    RandomSequence(long seed, Isa isa) {
        random = new Random(seed);
        this.isa = isa;
        words = new RandomWords(random, isa);
    }

    /** The program as a file. */
    byte[] elf() {
        begin();
        List<Integer> leaves = leaves();
        for (int i = 0; i < BLOCKS; i++) {
            switch (random.nextInt(4)) {
                case 0 -> block(5 + random.nextInt(15));
                case 1 -> call(leaves.get(random.nextInt(leaves.size())));
                default -> loop(leaves);
            }
        }
        end();
        byte[] data = new byte[DATA_BYTES];
        byte[] filled = new byte[WORK_BYTES];
        random.nextBytes(filled);
        System.arraycopy(filled, 0, data, 0, WORK_BYTES);
        boolean mips1 = isa == Isa.MIPS_I;
        int[] all = code.stream().mapToInt(Integer::intValue).toArray();
        return SequenceElf.of(all, data, mips1 ? 1 : 32, mips1 ? 0 : 2);
    }

    private void begin() {
        constant(BASE, SequenceElf.DATA);
        for (int i = 1; i < BASE; i++) {
            constant(i, words.number());
        }
        for (int i = 0; i < 32; i += 2) {
            long bits = words.floatingPoint();
            constant(1, (int) bits);
            code.add(0x4481_0000 | i << 11);
            constant(1, (int) (bits >>> 32));
            code.add(0x4481_0000 | (i + 1) << 11);
        }
        constant(1, random.nextInt(4));
        code.add(0x44c1_0000 | CONTROL << 11);
        code.add(0x0020_0011); // mthi $1
        code.add(0x0040_0013); // mtlo $2
        constant(LINK, words.number());
        constant(29, words.number());
        constant(TEMPORARY, words.number());
    }

    private void constant(int register, int value) {
        code.add(0x3c00_0000 | register << 16 | value >>> 16);
        code.add(0x3400_0000 | register << 21 | register << 16 | (value & 0xffff));
    }

    /** Addresses of functions, which execution jumps over. */
    private List<Integer> leaves() {
        int jump = code.size();
        code.add(0);
        code.add(0);
        List<Integer> leaves = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leaves.add(here());
            block(3 + random.nextInt(8));
            code.add(0x03e0_0008);
            code.add(words.slot());
        }
        code.set(jump, 0x0800_0000 | (here() >>> 2 & 0x3ff_ffff));
        return leaves;
    }

    private int here() {
        return SequenceElf.CODE + 4 * code.size();
    }

    private void block(int length) {
        for (int i = 0; i < length; i++) {
            if (random.nextInt(8) == 0) {
                skip();
            } else {
                code.addAll(words.some());
            }
        }
    }

    /** A branch over a few instructions, taken or not as registers have it. */
    private void skip() {
        code.addAll(words.branch());
        int at = code.size() - 1;
        code.add(words.slot());
        for (int i = random.nextInt(4); i >= 0; i--) {
            code.addAll(words.some());
        }
        code.set(at, code.get(at) | (code.size() - at - 1));
    }

    private void loop(List<Integer> leaves) {
        constant(COUNTER, 1 + random.nextInt(1 << random.nextInt(12)));
        int head = code.size();
        block(3 + random.nextInt(12));
        if (random.nextInt(3) == 0) {
            call(leaves.get(random.nextInt(leaves.size())));
        }
        code.add(0x2400_ffff | COUNTER << 21 | COUNTER << 16);
        code.add(0x1400_0000 | COUNTER << 21 | ((head - code.size() - 1) & 0xffff));
        code.add(words.slot());
    }

    private void call(int leaf) {
        if (random.nextBoolean()) {
            code.add(0x0c00_0000 | (leaf >>> 2 & 0x3ff_ffff));
        } else {
            // Not through the link register: a miss in the slot repeats the jump.
            constant(TEMPORARY, leaf);
            code.add(0x0000_0009 | TEMPORARY << 21 | LINK << 11);
        }
        code.add(words.slot());
    }

    /** Stores every register, writes the work area and then the registers, and exits. */
    private void end() {
        for (int i = 1; i < 32; i++) {
            store(43, i, 4 * i);
        }
        code.add(0x0000_0810); // mfhi $1
        store(43, 1, 128);
        code.add(0x0000_0812); // mflo $1
        store(43, 1, 132);
        for (int i = 0; i < 32; i++) {
            store(57, i, 136 + 4 * i);
        }
        code.add(0x4441_0000 | CONTROL << 11);
        code.add(0);
        store(43, 1, 264);
        write(SequenceElf.DATA, WORK_BYTES);
        write(SequenceElf.DATA + DUMP, DUMP_BYTES);
        constant(2, 4001);
        constant(4, 0);
        code.add(12);
        code.add(0x1000_ffff);
        code.add(0);
    }

    private void store(int opcode, int register, int at) {
        code.add(opcode << 26 | BASE << 21 | register << 16 | (DUMP + at));
    }

    private void write(int address, int bytes) {
        constant(2, 4004);
        constant(4, 1);
        constant(5, address);
        constant(6, bytes);
        code.add(12);
    }
}
