package exoscope.kernel.ebpf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known of numbers stays true: it is checked with numbers. */
class ScalarTest {
    private static final int ROUNDS = 300_000;
    private static final int[] OPERATIONS = {
        Opcode.ADD,
        Opcode.SUB,
        Opcode.MUL,
        Opcode.DIV,
        Opcode.OR,
        Opcode.AND,
        Opcode.LSH,
        Opcode.RSH,
        Opcode.NEG,
        Opcode.MOD,
        Opcode.XOR,
        Opcode.MOV,
        Opcode.ARSH
    };

    private final Random random = new Random(1);

    /** A number, and something true that is known of it. */
    private record Known(long number, Scalar scalar) {}

    @Test
    void arithmeticContainsEveryResult() {
        for (int round = 0; round < ROUNDS; round++) {
            Known a = known();
            Known b = known();
            Instruction i = instruction();
            boolean wide = i.kind() == Opcode.ALU64;
            long result = wide
                    ? Arithmetic.wide(i.operation(), i.offset(), a.number, b.number)
                    : Arithmetic.narrow(i.operation(), i.offset(), a.number, b.number);
            Scalar scalar = ScalarMath.apply(i, a.scalar, b.scalar);
            assertThat(scalar.contains(result))
                    .as("%s of %s and %s is %x: %s", Disassembler.text(i), a, b, result, scalar)
                    .isTrue();
        }
    }

    private Instruction instruction() {
        int operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        int kind = random.nextBoolean() ? Opcode.ALU64 : Opcode.ALU;
        int offset = switch (operation) {
            case Opcode.DIV, Opcode.MOD -> random.nextInt(2);
            case Opcode.MOV -> 8 * random.nextInt(kind == Opcode.ALU64 ? 4 : 3);
            default -> 0;
        };
        return new Instruction(kind | operation | Opcode.X, 1, 2, offset == 24 ? 32 : offset, 0);
    }

    @Test
    void byteSwapContainsEveryResult() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            Known a = known();
            int opcode = Opcode.END | (random.nextBoolean() ? Opcode.ALU64 : Opcode.ALU | (round & 1) * Opcode.X);
            Instruction i = new Instruction(opcode, 1, 0, 0, 16 << random.nextInt(3));
            assertThat(ScalarMath.swap(i, a.scalar).contains(Arithmetic.swap(i, a.number)))
                    .as("%s of %s", Disassembler.text(i), a)
                    .isTrue();
        }
    }

    @Test
    void comparisonLosesNoNumberThatFulfilsIt() {
        for (int round = 0; round < ROUNDS; round++) {
            Known a = known();
            Known b = random.nextInt(4) == 0 ? new Known(a.number, known(a.number)) : known();
            int operation = Opcode.JEQ + 0x10 * random.nextInt(13);
            if (operation == Opcode.CALL || operation == Opcode.EXIT) {
                continue;
            }
            boolean wide = random.nextBoolean();
            boolean holds = wide
                    ? Arithmetic.holds(operation, a.number, b.number)
                    : Arithmetic.holds(operation, low(a), low(b));
            Assumption assumption = Assumption.of(operation, wide, holds, a.scalar, b.scalar);
            assertThat(assumption)
                    .as("%s %s %s, %s", a, Disassembler.comparison(operation), b, holds)
                    .isNotNull()
                    .satisfies(known -> {
                        assertThat(known.left().contains(a.number)).isTrue();
                        assertThat(known.right().contains(b.number)).isTrue();
                    });
        }
    }

    private static int low(Known known) {
        return (int) known.number;
    }

    @Test
    void boundIsLearntFromAComparison() {
        Assumption below = requireNonNull(Assumption.of(Opcode.JLT, true, true, Scalar.UNKNOWN, Scalar.constant(10)));
        assertThat(below.left().wide()).isEqualTo(new Bounds(64, 0, 9, 0, 9));
        assertThat(below.left().bits()).isEqualTo(new Tnum(0, 15));
        assertThat(Assumption.of(Opcode.JGE, true, true, below.left(), Scalar.constant(10)))
                .isNull();
    }

    @Test
    void lowHalfThatIsBoundedBoundsItsCopy() {
        Assumption below = requireNonNull(Assumption.of(Opcode.JLE, false, true, Scalar.UNKNOWN, Scalar.constant(7)));
        assertThat(below.left().wide().smin()).isNegative();
        assertThat(below.left().low().wide()).isEqualTo(new Bounds(64, 0, 7, 0, 7));
    }

    private Known known() {
        long number = number();
        return new Known(number, known(number));
    }

    private long number() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(-5, 6);
            case 1 -> random.nextLong() >>> random.nextInt(64);
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> 1L << random.nextInt(64);
            case 4 -> (1L << random.nextInt(64)) - 1;
            case 5 -> random.nextInt();
            case 6 -> random.nextInt(0, 70);
            default -> random.nextLong();
        };
    }

    /** Something true of a number: constants, bits, bounds and combinations. */
    private Scalar known(long number) {
        Tnum bits = Tnum.UNKNOWN;
        Bounds wide = Bounds.WIDE;
        Bounds narrow = Bounds.NARROW;
        if (random.nextInt(5) == 0) {
            return Scalar.constant(number);
        }
        if (random.nextBoolean()) {
            long mask = random.nextLong() >>> random.nextInt(64);
            bits = new Tnum(number & ~mask, mask);
        }
        if (random.nextBoolean()) {
            wide = around(wide, number);
        }
        if (random.nextBoolean()) {
            narrow = around(narrow, number);
        }
        return Scalar.of(bits, wide.deduced(), narrow.deduced());
    }

    private Bounds around(Bounds unknown, long number) {
        Bounds exact = Bounds.constant(unknown.bits(), number);
        long distance = random.nextLong() >>> 1 >>> random.nextInt(62);
        boolean signed = random.nextBoolean();
        long min = signed ? exact.smin() : exact.umin();
        long low = min - distance;
        long high = min + distance;
        if (signed) {
            return unknown.withSigned(
                    low > min || low < unknown.smin() ? unknown.smin() : low,
                    high < min || high > unknown.smax() ? unknown.smax() : high);
        }
        return unknown.withUnsigned(
                Long.compareUnsigned(low, min) > 0 ? 0 : low,
                Long.compareUnsigned(high, min) < 0 || Long.compareUnsigned(high, unknown.umax()) > 0
                        ? unknown.umax()
                        : high);
    }
}
