package exoscope.hw.cpu;

import java.util.Random;

/**
 * Instruction words drawn at random, most of them sensible: loops nest and repeat, data addresses lie mostly in the data
 * pages, now and then a store hits the code.
 */
final class RandomProgram {
    /** Register with the address of the data, another with that of the code; random instructions write neither. */
    static final int DATA = 28;

    static final int CODE = 29;

    /** Register that mostly points into the data, close to the end of a page. */
    private static final int POINTER = 8;

    private static final int[] REGISTER_OPS = {
        0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2a, 0x2b, 0x04, 0x06, 0x07, 0x21, 0x23
    };
    private static final int[] SHIFT_OPS = {0, 2, 3};
    private static final int[] MULTIPLIER_OPS = {0x18, 0x19, 0x1a, 0x1b, 0x10, 0x12, 0x11, 0x13};
    private static final int[] LOADS = {0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x23, 0x23, 0x23, 0x23};
    private static final int[] STORES = {0x28, 0x29, 0x2a, 0x2b, 0x2e, 0x2b, 0x2b, 0x2b};
    private static final int[] RARE = {0x0000_000c, 0x0000_000d, 0xfc00_0000, 0x4000_6000, 0x4200_0010};

    private final Random random;
    private final int base;

    /** @param base virtual address of the first word */
    RandomProgram(Random random, int base) {
        this.random = random;
        this.base = base;
    }

    /** Words of a program that goes round for ever. */
    int[] words(int count) {
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = word(i, count);
        }
        words[count - 2] = 0x0800_0000 | (base >>> 2 & 0x3ff_ffff);
        words[count - 1] = arithmetic();
        return words;
    }

    private int word(int at, int count) {
        int kind = random.nextInt(100);
        if (kind < 36) {
            return arithmetic();
        } else if (kind < 42) {
            return pointer();
        } else if (kind < 50) {
            return multiplier();
        } else if (kind < 64) {
            return memory(LOADS);
        } else if (kind < 76) {
            return memory(STORES);
        } else if (kind < 94) {
            return branch(at, count);
        } else if (kind < 98) {
            return jump(count);
        }
        return random.nextInt(3) > 0 ? arithmetic() : RARE[random.nextInt(RARE.length)];
    }

    /** An instruction without a way to go wrong but overflow. */
    int arithmetic() {
        return switch (random.nextInt(4)) {
            case 0 -> register(of(REGISTER_OPS), any(), any(), target());
            case 1 -> register(of(SHIFT_OPS), 0, any(), target()) | random.nextInt(32) << 6;
            case 2 -> (8 + random.nextInt(8)) << 26 | any() << 21 | target() << 16 | random.nextInt(0x1_0000);
            default -> 9 << 26 | any() << 21 | target() << 16 | ((random.nextInt(8) - 4) & 0xffff);
        };
    }

    private int multiplier() {
        return register(of(MULTIPLIER_OPS), any(), any(), target());
    }

    /** Points anew, or moves a little. */
    private int pointer() {
        boolean anew = random.nextBoolean();
        int distance = anew ? 0xfc0 + random.nextInt(32) * 4 : (random.nextInt(17) - 8) * 4;
        return 9 << 26 | (anew ? DATA : POINTER) << 21 | POINTER << 16 | (distance & 0xffff);
    }

    private int memory(int[] ops) {
        int op = of(ops);
        if (random.nextBoolean()) {
            return op << 26 | POINTER << 21 | target() << 16 | (((random.nextInt(32) - 16) * 4) & 0xffff);
        }
        boolean wild = random.nextInt(60) == 0;
        boolean code = random.nextInt(40) == 0;
        int from = wild ? any() : code ? CODE : DATA;
        int offset = random.nextInt(code ? 512 : 0x3000);
        offset &= random.nextInt(25) == 0 ? ~0 : ~3;
        return op << 26 | from << 21 | target() << 16 | offset;
    }

    private int branch(int at, int count) {
        int to = random.nextInt(3) == 0 ? random.nextInt(count) : Math.max(0, at - random.nextInt(12));
        int offset = (to - at - 1) & 0xffff;
        return switch (random.nextInt(6)) {
            case 0 -> 4 << 26 | any() << 21 | any() << 16 | offset;
            case 1 -> 5 << 26 | any() << 21 | any() << 16 | offset;
            case 2 -> 6 << 26 | any() << 21 | offset;
            case 3 -> 7 << 26 | any() << 21 | offset;
            default -> 1 << 26 | any() << 21 | (random.nextInt(2) | random.nextInt(2) << 4) << 16 | offset;
        };
    }

    private int jump(int count) {
        int target = (base + 4 * random.nextInt(count)) >>> 2 & 0x3ff_ffff;
        return switch (random.nextInt(5)) {
            case 0 -> register(8, 31, 0, 0);
            case 1 -> register(9, 31, 0, target());
            default -> (2 + random.nextInt(2)) << 26 | target;
        };
    }

    private int of(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static int register(int function, int rs, int rt, int rd) {
        return rs << 21 | rt << 16 | rd << 11 | function;
    }

    private int any() {
        int i = random.nextInt(12);
        return i < 10 ? i : i == 10 ? 31 : DATA;
    }

    private int target() {
        int i = random.nextInt(11);
        return i < 10 ? i : 31;
    }
}
