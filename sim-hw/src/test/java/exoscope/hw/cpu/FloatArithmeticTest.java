package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arithmetic against exact decimal numbers, and in the nearest mode against the host's own floating point. */
class FloatArithmeticTest {
    private static final int VALUE_AND_FLAGS = 0x7f;

    private final FloatRounding rounding = new FloatRounding();
    private final FloatArithmetic arithmetic = new FloatArithmetic(rounding);

    @ParameterizedTest
    @CsvSource({"SINGLE, 0", "SINGLE, 1", "SINGLE, 2", "SINGLE, 3", "DOUBLE, 0", "DOUBLE, 1", "DOUBLE, 2", "DOUBLE, 3"})
    void resultsAndExceptionsAreThoseOfExactArithmetic(FloatFormat format, int mode) {
        FloatReference reference = new FloatReference(format, mode);
        List<Long> operands = finite(format, 3);
        for (int i = 0; i < operands.size(); i++) {
            long a = operands.get(i);
            for (int j = (i + mode) % 4; j < operands.size(); j += 4) {
                long b = operands.get(j);
                compare(format, mode, "+", a, b, arithmetic::add, reference.add(a, b), reference.raised());
                compare(format, mode, "*", a, b, arithmetic::multiply, reference.multiply(a, b), reference.raised());
                if (!format.isZero(b)) {
                    compare(format, mode, "/", a, b, arithmetic::divide, reference.divide(a, b), reference.raised());
                }
            }
            if (!format.negative(a)) {
                long root = reference.squareRoot(a);
                compare(format, mode, "sqrt", a, a, (f, x, y) -> arithmetic.squareRoot(f, x), root, reference.raised());
            }
        }
    }

    private interface Operation {
        long apply(FloatFormat format, long a, long b);
    }

    private void compare(
            FloatFormat format, int mode, String name, long a, long b, Operation operation, long expected, int raised) {
        rounding.begin(mode);
        long result = operation.apply(format, a, b);
        assertThat(result).as("%x %s %x in mode %d", a, name, b, mode).isEqualTo(expected);
        assertThat(rounding.raised() & VALUE_AND_FLAGS)
                .as("exceptions of %x %s %x in mode %d", a, name, b, mode)
                .isEqualTo(raised);
    }

    @Test
    void nearestDoublesAreTheHosts() {
        hostDoubles("+", Double::sum, arithmetic::add);
        hostDoubles("-", (a, b) -> a - b, arithmetic::subtract);
        hostDoubles("*", (a, b) -> a * b, arithmetic::multiply);
        hostDoubles("/", (a, b) -> a / b, arithmetic::divide);
        hostDoubles("sqrt", (a, b) -> StrictMath.sqrt(a), (f, a, b) -> arithmetic.squareRoot(f, a));
    }

    private void hostDoubles(String name, BiFunction<Double, Double, Double> host, Operation operation) {
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 60_000; i++) {
            long a = random.nextLong();
            long b = random.nextInt(3) > 0 ? random.nextLong() : a ^ (random.nextLong() >>> random.nextInt(64));
            if (FloatFormat.DOUBLE.isNan(a) || FloatFormat.DOUBLE.isNan(b)) {
                continue;
            }
            double expected = host.apply(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
            rounding.begin(FloatRounding.NEAREST);
            long result = operation.apply(FloatFormat.DOUBLE, a, b);
            long wanted = Double.isNaN(expected) ? FloatFormat.DOUBLE.quietNan() : Double.doubleToRawLongBits(expected);
            assertThat(result).as("%x %s %x", a, name, b).isEqualTo(wanted);
        }
    }

    @Test
    void nearestSinglesAreTheHosts() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            int a = random.nextInt();
            int b = random.nextInt(3) > 0 ? random.nextInt() : a ^ (random.nextInt() >>> random.nextInt(32));
            float x = Float.intBitsToFloat(a);
            float y = Float.intBitsToFloat(b);
            if (!Float.isNaN(x) && !Float.isNaN(y)) {
                hostSingle("+", a, b, x + y, arithmetic::add);
                hostSingle("-", a, b, x - y, arithmetic::subtract);
                hostSingle("*", a, b, x * y, arithmetic::multiply);
                hostSingle("/", a, b, x / y, arithmetic::divide);
            }
        }
    }

    private void hostSingle(String name, int a, int b, float expected, Operation operation) {
        rounding.begin(FloatRounding.NEAREST);
        long result = operation.apply(FloatFormat.SINGLE, a & 0xffff_ffffL, b & 0xffff_ffffL);
        int wanted = Float.isNaN(expected) ? (int) FloatFormat.SINGLE.quietNan() : Float.floatToRawIntBits(expected);
        assertThat((int) result).as("%x %s %x", a, name, b).isEqualTo(wanted);
    }

    @Test
    void conversionsBetweenFormatsAreTheHosts() {
        Random random = new Random(2);
        for (int i = 0; i < 60_000; i++) {
            int exponent = 1023 - 160 + random.nextInt(320);
            long bits = (long) exponent << 52 | random.nextLong() >>> 12 | (random.nextLong() & Long.MIN_VALUE);
            rounding.begin(FloatRounding.NEAREST);
            long narrow = arithmetic.convert(FloatFormat.DOUBLE, FloatFormat.SINGLE, bits);
            assertThat((int) narrow).isEqualTo(Float.floatToRawIntBits((float) Double.longBitsToDouble(bits)));
            int single = random.nextInt();
            if (!Float.isNaN(Float.intBitsToFloat(single))) {
                long wide = arithmetic.convert(FloatFormat.SINGLE, FloatFormat.DOUBLE, single & 0xffff_ffffL);
                assertThat(wide).isEqualTo(Double.doubleToRawLongBits(Float.intBitsToFloat(single)));
            }
        }
    }

    @Test
    void wordsAreConvertedInEveryMode() {
        Random random = new Random(3);
        for (int i = 0; i < 60_000; i++) {
            double value = random.nextGaussian() * Math.scalb(1.0, random.nextInt(36) - 2);
            value = random.nextInt(4) == 0 ? Math.rint(value * 2) / 2 : value;
            word(value, FloatRounding.NEAREST, Math.rint(value));
            word(value, FloatRounding.TO_ZERO, value < 0 ? Math.ceil(value) : Math.floor(value));
            word(value, FloatRounding.UP, Math.ceil(value));
            word(value, FloatRounding.DOWN, Math.floor(value));
            int whole = random.nextInt();
            assertThat(arithmetic.fromInteger(FloatFormat.DOUBLE, whole)).isEqualTo(Double.doubleToRawLongBits(whole));
            rounding.begin(FloatRounding.NEAREST);
            assertThat((int) arithmetic.fromInteger(FloatFormat.SINGLE, whole))
                    .isEqualTo(Float.floatToRawIntBits((float) whole));
        }
    }

    private void word(double value, int mode, double rounded) {
        rounding.begin(mode);
        int word = arithmetic.toInteger(FloatFormat.DOUBLE, Double.doubleToRawLongBits(value));
        boolean fits = rounded == (int) rounded;
        assertThat(word).as("%s in mode %d", value, mode).isEqualTo(fits ? (int) rounded : Integer.MAX_VALUE);
        int inexact = rounded == value ? 0 : FloatRounding.INEXACT;
        assertThat(rounding.raised())
                .as("%s in mode %d", value, mode)
                .isEqualTo(fits ? inexact : FloatRounding.INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberComesOutAsMipsWantsIt(FloatFormat format) {
        long infinity = format.infinity(false);
        long quiet = format.quietNan() - 5;
        long other = format.quietNan() - 9;
        long signaling = format.infinity(true) | (1L << (format.fractionBits() - 1));
        long one = (long) format.bias() << format.fractionBits();
        expect(arithmetic.add(format, infinity, format.infinity(true)), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.subtract(format, infinity, infinity), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.multiply(format, infinity, 0), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.divide(format, infinity, infinity), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.divide(format, 0, format.signBit()), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.divide(format, one, format.signBit()), format.infinity(true), FloatRounding.DIVISION_BY_ZERO);
        expect(arithmetic.divide(format, infinity, 0), infinity, 0);
        expect(arithmetic.squareRoot(format, one | format.signBit()), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.squareRoot(format, format.signBit()), format.signBit(), 0);
        expect(arithmetic.add(format, quiet, other), format.quietNan(), 0);
        expect(arithmetic.multiply(format, one, other), format.quietNan(), 0);
        expect(arithmetic.subtract(format, quiet, signaling), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.withSign(format, quiet, 0), format.quietNan(), FloatRounding.INVALID);
        expect(arithmetic.toInteger(format, quiet), Integer.MAX_VALUE, FloatRounding.INVALID);
        expect(arithmetic.toInteger(format, infinity), Integer.MAX_VALUE, FloatRounding.INVALID);
    }

    private void expect(long result, long wanted, int raised) {
        assertThat(result).isEqualTo(wanted);
        assertThat(rounding.raised()).isEqualTo(raised);
        rounding.begin(FloatRounding.NEAREST);
    }

    @Test
    void comparisonsKnowLessEqualAndUnordered() {
        double[] numbers = {Double.NEGATIVE_INFINITY, -1, -0.0, 0.0, 1, Double.POSITIVE_INFINITY, Double.MIN_VALUE};
        for (double a : numbers) {
            for (double b : numbers) {
                for (int condition = 0; condition < 16; condition++) {
                    boolean expected = ((condition & 2) != 0 && a == b) || ((condition & 4) != 0 && a < b);
                    assertThat(compare(a, b, condition))
                            .as("%s %d %s", a, condition, b)
                            .isEqualTo(expected);
                    assertThat(rounding.raised()).isZero();
                }
            }
        }
        for (int condition = 0; condition < 16; condition++) {
            rounding.begin(FloatRounding.NEAREST);
            long nan = FloatFormat.DOUBLE.quietNan();
            assertThat(arithmetic.compare(FloatFormat.DOUBLE, nan, 0, condition))
                    .isEqualTo((condition & 1) != 0);
            assertThat(rounding.raised()).isEqualTo(condition < 8 ? 0 : FloatRounding.INVALID);
        }
    }

    private boolean compare(double a, double b, int condition) {
        rounding.begin(FloatRounding.NEAREST);
        return arithmetic.compare(
                FloatFormat.DOUBLE, Double.doubleToRawLongBits(a), Double.doubleToRawLongBits(b), condition);
    }

    /** The places where something changes, their neighbours, both signs, and some numbers at random. */
    private static List<Long> finite(FloatFormat format, int atRandom) {
        long fraction = 1L << format.fractionBits();
        long one = format.bias() * fraction;
        long half = fraction >> 1;
        List<Long> magnitudes = new ArrayList<>(List.of(
                0L,
                1L,
                2L,
                3L,
                fraction - 1,
                fraction,
                fraction + 1,
                one - 1,
                one,
                one + 1,
                one + half,
                one + half + 1,
                one + fraction,
                format.greatest(false),
                format.greatest(false) - 1,
                half,
                half + 1,
                2 * fraction - 1,
                one / 2,
                one / 2 + 1,
                one / 2 + fraction,
                one + (one / 2),
                one + format.fractionBits() * fraction,
                one - format.fractionBits() * fraction,
                one - (format.fractionBits() + 2) * fraction));
        Random random = new Random(fraction);
        for (int i = 0; i < atRandom; i++) {
            long near = one + (random.nextInt(60) - 30) * fraction + (random.nextLong() & (fraction - 1));
            magnitudes.add(near);
        }
        List<Long> all = new ArrayList<>(magnitudes);
        magnitudes.forEach(magnitude -> all.add(magnitude | format.signBit()));
        return all;
    }
}
