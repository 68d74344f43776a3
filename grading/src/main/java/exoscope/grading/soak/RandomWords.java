package exoscope.grading.soak;

import exoscope.hw.cpu.Isa;
import java.util.List;
import java.util.Random;

/** Random instructions that raise no exception, one or two at a time; registers 23 and 28 to 31 are only read. */
final class RandomWords {
    private static final int[] REGISTER_OPS = {0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2a, 0x2b, 0x04, 0x06, 0x07};
    private static final int[] IMMEDIATE_OPS = {9, 10, 11, 12, 13, 14, 15};
    private static final int[] MULTIPLIES = {0x18, 0x19};
    private static final int[] DIVISIONS = {0x1a, 0x1b};
    private static final int[] MOVES = {0x10, 0x12, 0x11, 0x13};
    private static final int[] LOADS = {0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26};
    private static final int[] STORES = {0x28, 0x29, 0x2a, 0x2b, 0x2e};
    private static final int[] FLOAT_OPS = {0, 1, 2, 3, 0, 1, 2};
    private static final int[] EDGES = {0, 1, -1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 0x8000, 0xffff_0000};
    private static final int SINGLE = 16;
    private static final int DOUBLE = 17;
    private static final int WORD = 20;
    private static final int BASE = 28;

    private final Random random;
    private final boolean mips32;

    RandomWords(Random random, Isa isa) {
        this.random = random;
        mips32 = isa == Isa.MIPS32_R2;
    }

    /** Often one where something overflows or changes its sign. */
    int number() {
        return switch (random.nextInt(3)) {
            case 0 -> of(EDGES);
            case 1 -> random.nextInt(256) - 128;
            default -> random.nextInt();
        };
    }

    /** A double, or two singles, of any kind. */
    long floatingPoint() {
        return switch (random.nextInt(5)) {
            case 0 -> Double.doubleToRawLongBits(random.nextGaussian());
            case 1 ->
                (long) Float.floatToRawIntBits((float) random.nextGaussian() * 1e6f) << 32
                        | (Float.floatToRawIntBits((float) random.nextGaussian()) & 0xffff_ffffL);
            case 2 -> random.nextLong();
            case 3 -> (long) number() << 32 | (number() & 0xffff_ffffL);
            default -> Double.doubleToRawLongBits(random.nextInt(1000) - 500);
        };
    }

    /** What may stand in a delay slot. */
    int slot() {
        return random.nextInt(3) == 0 ? memory() : arithmetic();
    }

    /** An instruction, with what it needs before it. */
    List<Integer> some() {
        int kind = random.nextInt(mips32 ? 130 : 100);
        if (kind < 40) {
            return List.of(arithmetic());
        } else if (kind < 45) {
            return List.of(register(of(MULTIPLIES), any(), any(), 0));
        } else if (kind < 48) {
            int divisor = target();
            return List.of(0x3400_0001 | divisor << 21 | divisor << 16, register(of(DIVISIONS), any(), divisor, 0));
        } else if (kind < 55) {
            return List.of(move());
        } else if (kind < 75) {
            return List.of(memory());
        } else if (kind < 100) {
            return List.of(floating());
        }
        return List.of(kind < 118 ? mips32Arithmetic() : mips32Floating());
    }

    /** A branch whose offset is 0 as yet, with what it needs before it. */
    List<Integer> branch() {
        int likely = mips32 && random.nextInt(3) == 0 ? 16 << 26 : 0;
        return switch (random.nextInt(6)) {
            case 0 -> List.of(4 << 26 | likely | any() << 21 | any() << 16);
            case 1 -> List.of(5 << 26 | likely | any() << 21 | any() << 16);
            case 2 -> List.of(6 << 26 | likely | any() << 21);
            case 3 -> List.of(7 << 26 | likely | any() << 21);
            case 4 -> List.of(1 << 26 | any() << 21 | (likely == 0 ? 0 : 2) << 16 | random.nextInt(2) << 16);
            default -> List.of(compare(), 0, 0x4500_0000 | (likely == 0 ? 0 : 2) << 16 | random.nextInt(2) << 16);
        };
    }

    private int arithmetic() {
        return switch (random.nextInt(3)) {
            case 0 -> register(of(REGISTER_OPS), any(), any(), target());
            case 1 -> register(of(new int[] {0, 2, 3}), 0, any(), target()) | random.nextInt(32) << 6;
            default -> {
                int op = of(IMMEDIATE_OPS);
                yield op << 26 | (op == 15 ? 0 : any() << 21) | target() << 16 | (number() & 0xffff);
            }
        };
    }

    private int move() {
        int function = of(MOVES);
        boolean from = (function & 1) == 0;
        return from ? register(function, 0, 0, target()) : register(function, any(), 0, 0);
    }

    private int memory() {
        boolean load = random.nextBoolean();
        int op = of(load ? LOADS : STORES);
        int size = (op & 3) == 3 ? 4 : (op & 3) == 1 ? 2 : 1;
        int offset = random.nextInt(1000) / size * size;
        return op << 26 | BASE << 21 | (load ? target() : any()) << 16 | offset;
    }

    private int floating() {
        int format = random.nextBoolean() ? SINGLE : DOUBLE;
        return switch (random.nextInt(12)) {
            case 0 -> 0x4480_0000 | any() << 16 | random.nextInt(32) << 11;
            case 1 -> 0x4400_0000 | target() << 16 | random.nextInt(32) << 11;
            case 2 ->
                (random.nextBoolean() ? 49 : 57) << 26
                        | BASE << 21
                        | random.nextInt(32) << 16
                        | 4 * random.nextInt(250);
            case 3 -> float3(32 + random.nextInt(2), WORD);
            case 4 -> float3(36, format);
            case 5 -> random.nextBoolean() ? float3(33, SINGLE) : float3(32, DOUBLE);
            case 6 -> float3(6, format);
            case 7 -> compare();
            default -> float3(of(FLOAT_OPS), format) | even() << 16;
        };
    }

    private int float3(int function, int format) {
        return 0x4400_0000 | format << 21 | even() << 11 | even() << 6 | function;
    }

    private int compare() {
        return 0x4400_0000
                | (random.nextBoolean() ? SINGLE : DOUBLE) << 21
                | even() << 16
                | even() << 11
                | 48 + random.nextInt(16);
    }

    private int mips32Arithmetic() {
        int low = random.nextInt(32);
        int high = low + random.nextInt(32 - low);
        return switch (random.nextInt(11)) {
            case 0 -> register(10 + random.nextInt(2), any(), any(), target());
            case 1 -> register(2, 1, any(), target()) | low << 6;
            case 2 -> register(6, any(), any(), target()) | 1 << 6;
            case 3 -> 28 << 26 | register(2, any(), any(), target());
            case 4 -> 28 << 26 | register(of(new int[] {0, 1, 4, 5}), any(), any(), 0);
            case 5 -> clz(32 + random.nextInt(2));
            case 6 -> 31 << 26 | any() << 21 | target() << 16 | (high - low) << 11 | low << 6;
            case 7 -> 31 << 26 | any() << 21 | target() << 16 | high << 11 | low << 6 | 4;
            case 8 -> 31 << 26 | any() << 16 | target() << 11 | of(new int[] {2, 16, 24}) << 6 | 32;
            case 9 -> any() << 21 | random.nextInt(2) << 16 | target() << 11 | 1; // movf, movt
            default -> 0x0000_000f; // sync
        };
    }

    private int clz(int function) {
        int target = target();
        return 28 << 26 | any() << 21 | target << 16 | target << 11 | function;
    }

    private int mips32Floating() {
        int format = random.nextBoolean() ? SINGLE : DOUBLE;
        return switch (random.nextInt(5)) {
            case 0 -> float3(12 + random.nextInt(4), format);
            case 1 -> float3(4, format);
            case 2 -> float3(18 + random.nextInt(2), format) | any() << 16;
            case 3 -> float3(17, format) | random.nextInt(2) << 16;
            default -> (random.nextBoolean() ? 53 : 61) << 26 | BASE << 21 | even() << 16 | 8 * random.nextInt(125);
        };
    }

    private int even() {
        return 2 * random.nextInt(16);
    }

    private int any() {
        int i = random.nextInt(26);
        return i < 23 ? i : i == 23 ? 28 : i == 24 ? 30 : 31;
    }

    private int target() {
        return 1 + random.nextInt(22);
    }

    private static int register(int function, int rs, int rt, int rd) {
        return rs << 21 | rt << 16 | rd << 11 | function;
    }

    private int of(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
