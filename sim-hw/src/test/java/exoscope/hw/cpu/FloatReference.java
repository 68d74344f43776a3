package exoscope.hw.cpu;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * IEEE 754 a second time, in another way: the exact result as a decimal number, and then a search for the neighbours that
 * enclose it. Finite operands only.
 */
final class FloatReference {
    private static final MathContext PLENTY = new MathContext(900);

    private final FloatFormat format;
    private final int mode;
    private int raised;

    FloatReference(FloatFormat format, int mode) {
        this.format = format;
        this.mode = mode;
    }

    /** Exceptions of the last result. */
    int raised() {
        return raised;
    }

    /** The number that the bits stand for. */
    static BigDecimal exact(FloatFormat format, long bits) {
        return format == FloatFormat.SINGLE
                ? new BigDecimal(Float.intBitsToFloat((int) bits))
                : new BigDecimal(Double.longBitsToDouble(bits));
    }

    long add(long a, long b) {
        return round(exact(format, a).add(exact(format, b)), format.negative(a) && format.negative(b), sameSign(a, b));
    }

    private boolean sameSign(long a, long b) {
        return format.negative(a) == format.negative(b);
    }

    long multiply(long a, long b) {
        return round(exact(format, a).multiply(exact(format, b)), !sameSign(a, b), true);
    }

    /** A quotient: 900 digits tell on which side of a number or midpoint of two it lies. */
    long divide(long a, long b) {
        return round(exact(format, a).divide(exact(format, b), PLENTY), !sameSign(a, b), true);
    }

    long squareRoot(long a) {
        return round(exact(format, a).sqrt(PLENTY), format.negative(a), true);
    }

    /** @param negativeZero sign of a zero, if {@code signKnown}; else the sign that the mode gives an exact difference */
    long round(BigDecimal value, boolean negativeZero, boolean signKnown) {
        raised = 0;
        if (value.signum() == 0) {
            return format.zero(signKnown ? negativeZero : mode == FloatRounding.DOWN);
        }
        boolean negative = value.signum() < 0;
        long magnitude = roundMagnitude(value.abs(), negative);
        return magnitude | format.zero(negative);
    }

    private long roundMagnitude(BigDecimal value, boolean negative) {
        long below = below(value);
        BigDecimal lower = exact(format, below);
        if (lower.compareTo(value) == 0) {
            noteTiny(value, lower, value, negative);
            return below;
        }
        raised |= FloatRounding.INEXACT;
        long above = below + 1;
        BigDecimal upper = above == format.infinity(false) ? beyond() : exact(format, above);
        long result = choose(value, lower, upper, (below & 1) == 0, negative) ? above : below;
        if (value.compareTo(beyondRounded(negative)) >= 0) {
            raised |= FloatRounding.OVERFLOW;
        }
        noteTiny(value, lower, upper, negative);
        return result;
    }

    /** The greatest number not above a value, starting from where the host thinks it is. */
    private long below(BigDecimal value) {
        long guess = format == FloatFormat.SINGLE
                ? Float.floatToRawIntBits(value.floatValue())
                : Double.doubleToRawLongBits(value.doubleValue());
        long bits = Math.min(guess, format.greatest(false));
        while (exact(format, bits).compareTo(value) > 0) {
            bits--;
        }
        while (bits < format.greatest(false) && exact(format, bits + 1).compareTo(value) <= 0) {
            bits++;
        }
        return bits;
    }

    private boolean choose(BigDecimal value, BigDecimal lower, BigDecimal upper, boolean lowerEven, boolean negative) {
        int half = value.subtract(lower).compareTo(upper.subtract(value));
        return switch (mode) {
            case FloatRounding.NEAREST -> half > 0 || (half == 0 && !lowerEven);
            case FloatRounding.UP -> !negative;
            case FloatRounding.DOWN -> negative;
            default -> false;
        };
    }

    /** What would follow the greatest number if exponents went on. */
    private BigDecimal beyond() {
        return new BigDecimal(BigInteger.TWO.pow(format.bias() + 1));
    }

    /** The least value whose rounding, were exponents unbounded, is too large. */
    private BigDecimal beyondRounded(boolean negative) {
        BigDecimal greatest = exact(format, format.greatest(false));
        boolean away = mode == (negative ? FloatRounding.DOWN : FloatRounding.UP);
        if (away) {
            return greatest.add(new BigDecimal("1e-5000"));
        }
        BigDecimal middle = greatest.add(beyond()).divide(BigDecimal.TWO);
        return mode == FloatRounding.NEAREST ? middle : beyond();
    }

    /** Tiny: rounded with unbounded exponents, it would be below the least normal number. */
    private void noteTiny(BigDecimal value, BigDecimal lower, BigDecimal upper, boolean negative) {
        BigDecimal least = exact(format, 1L << format.fractionBits());
        if (value.compareTo(least) >= 0) {
            return;
        }
        BigDecimal finer = least.subtract(exact(format, 1).divide(BigDecimal.TWO));
        boolean carries = value.compareTo(finer) > 0 && choose(value, finer, least, false, negative);
        if (!carries) {
            raised |= lower.compareTo(value) == 0 || upper.compareTo(value) == 0
                    ? FloatRounding.TINY
                    : FloatRounding.UNDERFLOW;
        }
    }
}
