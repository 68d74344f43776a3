package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every integer operation on operands where something overflows or changes its sign, in a loop that runs often enough to
 * be translated; expected results are computed without the emulator's code.
 */
class IntegerEdgeTest {
    private static final int[] EDGES = {
        0,
        1,
        -1,
        2,
        -2,
        3,
        7,
        8,
        31,
        32,
        33,
        -31,
        0x7fff,
        0x8000,
        0xffff,
        0x1_0000,
        -0x8000,
        -0x8001,
        46340,
        46341,
        -46341,
        0x5555_5555,
        0xaaaa_aaaa,
        0x1234_5678,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 1,
        Integer.MIN_VALUE,
        Integer.MIN_VALUE + 1,
        0x4000_0000,
        0xc000_0000
    };
    private static final int[] IMMEDIATES = {0, 1, -1, 5, 0x7fff, -0x8000, 0x00ff, -2};
    private static final int TABLE = 0x8001_0000;
    private static final int ENTRY = 16;
    private static final int OVERFLOW = 0xdead_0000;
    private static final BigInteger TWO_TO_32 = BigInteger.ONE.shiftLeft(32);

    private final Map<Integer, IntBinaryOperator> operations = new LinkedHashMap<>();

    private void registerOperations() {
        operations.put(0x20, (a, b) -> checked(BigInteger.valueOf(a).add(BigInteger.valueOf(b))));
        operations.put(0x21, (a, b) -> (int) ((long) a + b));
        operations.put(0x22, (a, b) -> checked(BigInteger.valueOf(a).subtract(BigInteger.valueOf(b))));
        operations.put(0x23, (a, b) -> (int) ((long) a - b));
        operations.put(0x24, (a, b) -> a & b);
        operations.put(0x25, (a, b) -> a | b);
        operations.put(0x26, (a, b) -> a ^ b);
        operations.put(0x27, (a, b) -> -1 - (a | b));
        operations.put(0x2a, (a, b) -> a < b ? 1 : 0);
        operations.put(0x2b, (a, b) -> unsigned(a).compareTo(unsigned(b)) < 0 ? 1 : 0);
        operations.put(0x04, (a, b) -> unsigned(b).shiftLeft(a & 31).intValue());
        operations.put(0x06, (a, b) -> unsigned(b).shiftRight(a & 31).intValue());
        operations.put(0x07, (a, b) -> BigInteger.valueOf(b).shiftRight(a & 31).intValue());
    }

    private static BigInteger unsigned(int a) {
        return BigInteger.valueOf(a).mod(TWO_TO_32);
    }

    private static int checked(BigInteger result) {
        return result.bitLength() > 31 ? OVERFLOW : result.intValue();
    }

    @ParameterizedTest
    @EnumSource
    void registerOperationsGiveWhatTheyMust(Engine engine) {
        registerOperations();
        operations.forEach((function, expected) -> {
            KernelRig rig = loop(engine, Words.register(function, 4, 2, 3), Words.NOP, Words.NOP);
            forAll((at, a, b) -> assertThat(rig.word(at + 8))
                    .as("function %x of %x and %x", function, a, b)
                    .isEqualTo(expected.applyAsInt(a, b)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void immediatesAreExtendedAsTheOperationWants(Engine engine) {
        for (int value : IMMEDIATES) {
            int zeroExtended = value & 0xffff;
            Map<Integer, IntBinaryOperator> expected = new LinkedHashMap<>();
            expected.put(8, (a, b) -> checked(BigInteger.valueOf(a).add(BigInteger.valueOf(value))));
            expected.put(9, (a, b) -> (int) ((long) a + value));
            expected.put(10, (a, b) -> a < value ? 1 : 0);
            expected.put(11, (a, b) -> unsigned(a).compareTo(unsigned(value)) < 0 ? 1 : 0);
            expected.put(12, (a, b) -> a & zeroExtended);
            expected.put(13, (a, b) -> a | zeroExtended);
            expected.put(14, (a, b) -> a ^ zeroExtended);
            expected.put(15, (a, b) -> zeroExtended * 0x1_0000);
            expected.forEach((opcode, result) -> {
                int word = opcode == 15 ? Words.lui(4, value) : Words.immediate(opcode, 4, 2, value);
                KernelRig rig = loop(engine, word, Words.NOP, Words.NOP);
                forAll((at, a, b) -> assertThat(rig.word(at + 8))
                        .as("opcode %d of %x and %x", opcode, a, value)
                        .isEqualTo(result.applyAsInt(a, b)));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shiftsByAnAmountFrom0To31(Engine engine) {
        for (int amount : new int[] {0, 1, 15, 16, 30, 31}) {
            shift(engine, 0, amount, (a, b) -> unsigned(b).shiftLeft(amount).intValue());
            shift(engine, 2, amount, (a, b) -> unsigned(b).shiftRight(amount).intValue());
            shift(
                    engine,
                    3,
                    amount,
                    (a, b) -> BigInteger.valueOf(b).shiftRight(amount).intValue());
        }
    }

    private static void shift(Engine engine, int function, int amount, IntBinaryOperator expected) {
        KernelRig rig = loop(engine, Words.register(function, 4, 0, 3) | amount << 6, Words.NOP, Words.NOP);
        forAll((at, a, b) -> assertThat(rig.word(at + 8))
                .as("function %x of %x by %d", function, b, amount)
                .isEqualTo(expected.applyAsInt(a, b)));
    }

    @ParameterizedTest
    @EnumSource
    void productsAndQuotientsFillBothHalves(Engine engine) {
        halves(engine, 0x18, (a, b) -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        halves(engine, 0x19, (a, b) -> unsigned(a).multiply(unsigned(b)));
        halves(engine, 0x1a, (a, b) -> division(BigInteger.valueOf(a), BigInteger.valueOf(b), a < 0 ? 1 : -1));
        halves(engine, 0x1b, (a, b) -> division(unsigned(a), unsigned(b), -1));
    }

    /** Remainder above, quotient below; INT_MIN by -1 wraps round, division by 0 is as the R3000's circuit has it. */
    private static BigInteger division(BigInteger a, BigInteger b, int quotientByZero) {
        BigInteger quotient = b.signum() == 0 ? BigInteger.valueOf(quotientByZero) : a.divide(b);
        BigInteger rest = b.signum() == 0 ? a : a.remainder(b);
        return rest.mod(TWO_TO_32).shiftLeft(32).or(quotient.mod(TWO_TO_32));
    }

    private interface Wide {
        BigInteger apply(int a, int b);
    }

    private static void halves(Engine engine, int function, Wide expected) {
        KernelRig rig = loop(
                engine,
                Words.register(function, 0, 2, 3),
                Words.register(0x12, 4, 0, 0),
                Words.register(0x10, 5, 0, 0));
        forAll((at, a, b) -> {
            BigInteger result = expected.apply(a, b);
            assertThat(rig.word(at + 8)).as("LO of %x(%x, %x)", function, a, b).isEqualTo(result.intValue());
            assertThat(rig.word(at + 12))
                    .as("HI of %x(%x, %x)", function, a, b)
                    .isEqualTo(result.shiftRight(32).intValue());
        });
    }

    /** What to look at after a run: the address of an entry and its operands. */
    private interface Look {
        void at(int address, int a, int b);
    }

    private static void forAll(Look look) {
        for (int i = 0; i < EDGES.length * EDGES.length; i++) {
            look.at(TABLE + ENTRY * i, EDGES[i / EDGES.length], EDGES[i % EDGES.length]);
        }
    }

    /** Loads $2 and $3 from each entry, executes three words, stores $4 and $5 there; twice over. */
    private static KernelRig loop(Engine engine, int... three) {
        KernelRig rig = new KernelRig(engine);
        rig.place(
                KernelRig.GENERAL_VECTOR,
                Words.mfc0(26, Cp0.EPC),
                Words.lui(4, OVERFLOW >>> 16),
                Words.addiu(26, 26, 4),
                Words.jr(26),
                Words.RFE);
        rig.place(
                KernelRig.START,
                Words.lw(2, 0, 16),
                Words.lw(3, 4, 16),
                three[0],
                three[1],
                three[2],
                Words.sw(4, 8, 16),
                Words.sw(5, 12, 16),
                Words.addiu(16, 16, ENTRY),
                Words.bne(16, 17, -9),
                Words.NOP,
                Words.beq(0, 0, -1),
                Words.NOP);
        for (int round = 0; round < 2; round++) {
            forAll((at, a, b) -> rig.place(at, a, b, 0, 0));
            rig.context.gpr[16] = TABLE;
            rig.context.gpr[17] = TABLE + ENTRY * EDGES.length * EDGES.length;
            rig.context.jumpTo(KernelRig.START);
            rig.go(60 * EDGES.length * EDGES.length);
        }
        assertThat(rig.cpu.translations()).isGreaterThan(engine == Engine.TRANSLATOR ? 0 : -1);
        return rig;
    }

    @ParameterizedTest
    @EnumSource
    void partsOfWordsMergeAtEveryOffset(Engine engine) {
        KernelRig rig = new KernelRig(engine);
        byte[] bytes = {0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, (byte) 0x88};
        for (int offset = 0; offset < 4; offset++) {
            int word = KernelRig.DATA;
            rig.place(word, 0x4433_2211, 0x8877_6655);
            rig.context.gpr[1] = word + offset;
            rig.context.gpr[2] = 0xaabb_ccdd;
            rig.context.gpr[3] = 0xaabb_ccdd;
            rig.context.gpr[4] = 0;
            rig.run(
                    Words.immediate(34, 2, 1, 0),
                    Words.immediate(38, 3, 1, 0),
                    Words.immediate(38, 4, 1, 0),
                    Words.immediate(34, 4, 1, 3));
            assertThat(rig.gpr(2)).as("lwl %d", offset).isEqualTo(loadedLeft(bytes, offset, 0xaabb_ccdd));
            assertThat(rig.gpr(3)).as("lwr %d", offset).isEqualTo(loadedRight(bytes, offset, 0xaabb_ccdd));
            assertThat(rig.gpr(4)).as("both %d", offset).isEqualTo(wordAt(bytes, offset));
            rig.context.gpr[2] = 0xaabb_ccdd;
            rig.run(Words.immediate(46, 2, 1, 0), Words.immediate(42, 2, 1, 3));
            for (int i = 0; i < 8; i++) {
                int byteThere = rig.memory.byteAt((word & 0x1fff_ffff) + i);
                int wanted = i >= offset && i < offset + 4 ? (byte) (0xaabb_ccdd >>> (8 * (i - offset))) : bytes[i];
                assertThat(byteThere).as("byte %d of swr, swl at %d", i, offset).isEqualTo(wanted);
            }
        }
    }

    private static int wordAt(byte[] bytes, int at) {
        int word = 0;
        for (int i = 0; i < 4; i++) {
            word |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return word;
    }

    /** Bytes from the aligned address up to {@code offset} become the highest of the register. */
    private static int loadedLeft(byte[] bytes, int offset, int register) {
        int result = register;
        for (int i = 0; i <= offset; i++) {
            int shift = 8 * (3 - offset + i);
            result = (result & ~(0xff << shift)) | (bytes[i] & 0xff) << shift;
        }
        return result;
    }

    /** Bytes from {@code offset} to the end of the word become the lowest of the register. */
    private static int loadedRight(byte[] bytes, int offset, int register) {
        int result = register;
        for (int i = offset; i < 4; i++) {
            int shift = 8 * (i - offset);
            result = (result & ~(0xff << shift)) | (bytes[i] & 0xff) << shift;
        }
        return result;
    }
}
