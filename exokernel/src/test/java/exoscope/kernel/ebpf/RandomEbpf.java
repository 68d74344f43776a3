package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Programs that use everything and that the verifier mostly lets in; some reach a byte too far. r6 is the context, r7 and r8 are the packet's addresses,
 * r9 counts rounds; the other registers hold numbers between two pieces of code, and so do 64 bytes of stack.
 */
final class RandomEbpf {
    private static final int[] NUMBERS = {0, 2, 3, 4, 5};
    private static final String[] OPERATIONS = {
        "+", "-", "*", "/", "s/", "|", "&", "<<", ">>", "%", "s%", "^", "s>>", ""
    };
    private static final String[] COMPARISONS = {"==", "!=", ">", ">=", "<", "<=", "s>", "s>=", "s<", "s<=", "&"};

    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private int labels;
    private int functions;

    RandomEbpf(long seed) {
        random = new Random(seed);
    }

    /** The text of a program. */
    String source() {
        emit("r6 = r1", "r7 = *(u64 *)(r6 + 0)", "r8 = *(u64 *)(r6 + 8)");
        for (int at = 8; at <= 64; at += 8) {
            emit("*(u64 *)(r10 - " + at + ") = " + constant());
        }
        numbers();
        for (int i = random.nextInt(2, 10); i > 0; i--) {
            piece(2);
        }
        emit("exit");
        for (int i = 0; i < functions; i++) {
            function(i);
        }
        return String.join("\n", lines);
    }

    private void function(int number) {
        emit("function" + number + ":", "r0 = r1", "r3 = " + constant(), "r4 = r2", "r5 = 1");
        emit("*(u64 *)(r10 - 8) = r1", "r6 = r0", "r7 = r3");
        for (int i = random.nextInt(4); i > 0; i--) {
            arithmetic();
        }
        emit("r0 ^= r6", "r2 = *(u32 *)(r10 - 8)", "r0 += r2", "exit");
    }

    private void emit(String... text) {
        lines.addAll(List.of(text));
    }

    private void piece(int depth) {
        switch (random.nextInt(depth > 0 ? 15 : 11)) {
            case 0, 1, 2 -> arithmetic();
            case 3 -> stack();
            case 4 -> packet();
            case 5 -> movingPacket();
            case 6 -> atomic();
            case 7 -> global();
            case 8 -> context();
            case 9 -> movingStack();
            case 10 -> swap();
            case 11 -> branch(depth - 1);
            case 12 -> loop(depth - 1);
            case 13 -> call();
            default -> helper();
        }
    }

    private int number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private int constant() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> 1 << random.nextInt(32);
            default -> random.nextInt(-8, 70);
        };
    }

    private void numbers() {
        for (int register : NUMBERS) {
            switch (random.nextInt(3)) {
                case 0 -> emit("r%d = %d".formatted(register, constant()));
                case 1 -> emit("r%d = 0x%x ll".formatted(register, random.nextLong()));
                default -> emit("r%d = *(u32 *)(r6 + 16)".formatted(register));
            }
        }
    }

    private void arithmetic() {
        String bank = random.nextBoolean() ? "r" : "w";
        String operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        String operand = random.nextBoolean() ? bank + number() : String.valueOf(constant());
        switch (random.nextInt(10)) {
            case 0 -> emit("%s%d = (s%d)%s%d".formatted(bank, number(), 8 << random.nextInt(2), bank, number()));
            case 1 -> {
                int register = number();
                emit("%s%d = -%s%d".formatted(bank, register, bank, register));
            }
            default -> emit("%s%d %s= %s".formatted(bank, number(), operation, operand));
        }
    }

    private void swap() {
        String order = new String[] {"le", "be", "bswap"}[random.nextInt(3)];
        int register = number();
        emit("r%d = %s%d r%d".formatted(register, order, 16 << random.nextInt(3), register));
    }

    private int bits() {
        return 8 << random.nextInt(4);
    }

    private void stack() {
        int bits = bits();
        int at = random.nextInt(bits / 8, 65);
        switch (random.nextInt(4)) {
            case 0 -> emit("*(u%d *)(r10 - %d) = %d".formatted(bits, at, constant()));
            case 1 -> emit("*(u%d *)(r10 - %d) = r%d".formatted(bits, at, number()));
            case 2 -> emit("r%d = *(u%d *)(r10 - %d)".formatted(number(), bits, at));
            default -> {
                int signed = 8 << random.nextInt(3);
                emit("r%d = *(s%d *)(r10 - %d)".formatted(number(), signed, Math.max(at, 8)));
            }
        }
    }

    private void movingStack() {
        int register = number();
        emit("r1 = r%d".formatted(register), "r1 &= %d".formatted(random.nextInt(64)), "r1 += r10", "r1 += -64");
        emit(
                random.nextBoolean()
                        ? "r%d = *(u8 *)(r1 + 0)".formatted(number())
                        : "*(u8 *)(r1 + 0) = r%d".formatted(number()));
    }

    private void packet() {
        int known = random.nextInt(1, 60);
        String end = "label" + labels++;
        emit("r1 = r7", "r1 += " + known);
        emit(random.nextBoolean() ? "if r1 > r8 goto " + end : "if r8 < r1 goto " + end);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            packetAccess("r7", known);
        }
        emit(end + ":");
    }

    private void packetAccess(String base, int known) {
        int bits = bits();
        if (bits / 8 <= known) {
            String place = "*(u%d *)(%s + %d)".formatted(bits, base, random.nextInt(known - bits / 8 + 1) + tooFar());
            emit(random.nextInt(3) > 0 ? "r%d = %s".formatted(number(), place) : place + " = r" + number());
        }
    }

    private void movingPacket() {
        int known = random.nextInt(1, 20);
        String end = "label" + labels++;
        emit("r1 = r" + number(), "r1 &= " + random.nextInt(256), "r1 += r7", "r2 = r1", "r2 += " + known);
        emit("r4 = r2", "r2 = 7", "if r4 > r8 goto " + end + "x");
        packetAccess("r1", known);
        emit(end + "x:", "r4 = " + constant());
    }

    /** Seldom 1: such a program has to be refused. */
    private int tooFar() {
        return random.nextInt(25) == 0 ? 1 : 0;
    }

    private void atomic() {
        int bits = 32 << random.nextInt(2);
        boolean region = random.nextBoolean();
        if (region) {
            emit("r1 = value[0]+0");
        }
        String place = region ? "r1 + 8" : "r10 - " + 8 * random.nextInt(1, 9);
        int register = number();
        switch (random.nextInt(4)) {
            case 0 ->
                emit("lock *(u%d *)(%s) %s= r%d"
                        .formatted(bits, place, new String[] {"+", "|", "&", "^"}[random.nextInt(4)], register));
            case 1 ->
                emit("r%d = atomic_fetch_%s((u%d *)(%s), r%d)"
                        .formatted(
                                register,
                                new String[] {"add", "or", "and", "xor"}[random.nextInt(4)],
                                bits,
                                place,
                                register));
            case 2 -> emit("r%d = xchg_%d(%s, r%d)".formatted(register, bits, place, register));
            default -> emit("r0 = cmpxchg_%d(%s, r0, r%d)".formatted(bits, place, register));
        }
    }

    private void global() {
        int bits = bits();
        int at = random.nextInt(16 - bits / 8 + 1) + 17 * tooFar();
        boolean write = random.nextBoolean();
        emit("r1 = value[%d]+%d".formatted(write ? 0 : random.nextInt(2), at));
        emit(
                write
                        ? "*(u%d *)(r1 + 0) = r%d".formatted(bits, number())
                        : "r%d = *(u%d *)(r1 + 0)".formatted(number(), bits));
    }

    private void context() {
        switch (random.nextInt(4)) {
            case 0 -> emit("*(u64 *)(r6 + 24) = r" + number());
            case 1 -> emit("r%d = *(u32 *)(r6 + 16)".formatted(number()));
            case 2 -> {
                int register = number();
                emit("r%d = r8".formatted(register), "r%d -= r7".formatted(register));
            }
            default -> emit("r%d = *(u64 *)(r6 + 24)".formatted(number()));
        }
    }

    private void branch(int depth) {
        String bank = random.nextBoolean() ? "r" : "w";
        String operand = random.nextBoolean() ? bank + number() : String.valueOf(constant());
        String end = "label" + labels++;
        emit("if %s%d %s %s goto %s"
                .formatted(bank, number(), COMPARISONS[random.nextInt(COMPARISONS.length)], operand, end));
        piece(depth);
        if (random.nextBoolean()) {
            String both = "label" + labels++;
            emit((random.nextBoolean() ? "goto " : "gotol ") + both, end + ":");
            piece(depth);
            emit(both + ":");
        } else {
            emit(end + ":");
        }
    }

    private void loop(int depth) {
        String again = "label" + labels++;
        emit("r9 = " + random.nextInt(1, 6), again + ":");
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            piece(Math.min(depth, 0));
        }
        emit("r9 -= 1", "if r9 != 0 goto " + again);
    }

    private void call() {
        int function = functions > 0 && random.nextBoolean() ? random.nextInt(functions) : functions++;
        emit("r1 = r" + number(), "call function" + function);
        emit("r2 = r0", "r3 = %d".formatted(constant()), "r4 = r0", "r5 = 3");
    }

    private void helper() {
        switch (random.nextInt(5)) {
            case 0 -> {
                String end = "label" + labels++;
                emit("*(u32 *)(r10 - 4) = " + random.nextInt(6), "r1 = region[0]", "r2 = r10", "r2 += -4", "call 1");
                emit("if r0 == 0 goto " + end, "*(u64 *)(r0 + 8) = 5", "r0 = *(u64 *)(r0 + 0)", end + ":");
            }
            case 1 -> emit("call 2");
            case 2 -> emit("r1 = r10", "r1 += -64", "r2 = " + random.nextInt(1, 65), "call 3");
            case 3 -> emit("r1 = region[0]", "r2 = " + random.nextInt(70), "r3 = r10", "r3 += -32", "r4 = 8", "call 4");
            default -> emit("r1 = " + random.nextInt(70), "r2 = r10", "r2 += -40", "r3 = 16", "call 6");
        }
        emit("r2 = r0", "r3 = r0", "r4 = 9", "r5 = " + constant());
    }
}
