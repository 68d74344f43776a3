package exoscope.hw.cpu;

import java.math.BigInteger;

/**
 * Arithmetic of IEEE 754 on bit patterns: exact results, handed to {@link FloatRounding}. Java's own arithmetic knows one
 * rounding mode and no exceptions.
 */
final class FloatArithmetic {
    private static final int LEADING = FloatRounding.LEADING;
    private static final int QUOTIENT_STEP = 10;
    private static final int QUOTIENT_STEPS = 6;

    private final FloatRounding rounding;

    FloatArithmetic(FloatRounding rounding) {
        this.rounding = rounding;
    }

    long subtract(FloatFormat format, long a, long b) {
        return format.isNan(b) ? nan(format, a, b) : add(format, a, b ^ format.signBit());
    }

    long add(FloatFormat format, long a, long b) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b);
        }
        boolean opposite = format.negative(a) != format.negative(b);
        if (format.isInfinity(a)) {
            return format.isInfinity(b) && opposite ? invalid(format) : a;
        }
        if (format.isInfinity(b)) {
            return b;
        }
        if (format.isZero(a)) {
            return format.isZero(b) ? (opposite ? exactZero(format) : a) : exact(format, b);
        }
        if (format.isZero(b)) {
            return exact(format, a);
        }
        boolean swap = (a & ~format.signBit()) < (b & ~format.signBit());
        return swap ? sum(format, b, a, opposite) : sum(format, a, b, opposite);
    }

    /** A number that is a result as it stands; it may be tiny. */
    private long exact(FloatFormat format, long a) {
        return rounding.round(format, format.negative(a), format.exponent(a), format.significand(a));
    }

    /** Sum of two finite numbers other than 0, the one with the greater magnitude first. */
    private long sum(FloatFormat format, long a, long b, boolean opposite) {
        int exponent = format.exponent(a);
        long smaller = FloatRounding.shiftRight(format.significand(b), exponent - format.exponent(b));
        long sum = format.significand(a) + (opposite ? -smaller : smaller);
        return sum == 0 ? exactZero(format) : rounding.normalised(format, format.negative(a), exponent, sum);
    }

    long multiply(FloatFormat format, long a, long b) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b);
        }
        boolean negative = format.negative(a) != format.negative(b);
        if (format.isInfinity(a) || format.isInfinity(b)) {
            return format.isZero(a) || format.isZero(b) ? invalid(format) : format.infinity(negative);
        }
        if (format.isZero(a) || format.isZero(b)) {
            return format.zero(negative);
        }
        long high = Math.multiplyHigh(format.significand(a), format.significand(b));
        long low = format.significand(a) * format.significand(b);
        // The product's leading one is at bit 122 or 123 of 128, hence at 58 or 59 of the upper half.
        long product = high << 3 | low >>> 61 | (low << 3 != 0 ? 1 : 0);
        return rounding.normalised(format, negative, format.exponent(a) + format.exponent(b), product);
    }

    long divide(FloatFormat format, long a, long b) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b);
        }
        boolean negative = format.negative(a) != format.negative(b);
        if (format.isInfinity(a)) {
            return format.isInfinity(b) ? invalid(format) : format.infinity(negative);
        }
        if (format.isZero(b)) {
            if (format.isZero(a)) {
                return invalid(format);
            }
            rounding.raise(FloatRounding.DIVISION_BY_ZERO);
            return format.infinity(negative);
        }
        if (format.isZero(a) || format.isInfinity(b)) {
            return format.zero(negative);
        }
        int exponent = format.exponent(a) - format.exponent(b);
        return rounding.normalised(
                format, negative, exponent + 1, quotient(format.significand(a) >>> 9, format.significand(b) >>> 9));
    }

    /** {@code a / b * 2^60}, for integers of 53 bits; bit 0 is set if it is not exact. */
    private static long quotient(long a, long b) {
        long quotient = a / b;
        long rest = a % b;
        for (int i = 0; i < QUOTIENT_STEPS; i++) {
            rest <<= QUOTIENT_STEP;
            quotient = quotient << QUOTIENT_STEP | rest / b;
            rest %= b;
        }
        return rest == 0 ? quotient : quotient | 1;
    }

    long squareRoot(FloatFormat format, long a) {
        if (format.isNan(a)) {
            return nan(format, a, a);
        }
        if (format.isZero(a)) {
            return a;
        }
        if (format.negative(a)) {
            return invalid(format);
        }
        if (format.isInfinity(a)) {
            return a;
        }
        int exponent = format.exponent(a);
        BigInteger[] root = BigInteger.valueOf(format.significand(a))
                .shiftLeft(LEADING + (exponent & 1))
                .sqrtAndRemainder();
        long significand = root[0].longValue() | (root[1].signum() == 0 ? 0 : 1);
        return rounding.normalised(format, false, exponent >> 1, significand);
    }

    /** Absolute value or negation: arithmetic, so that NaN is invalid. */
    long withSign(FloatFormat format, long a, long sign) {
        if (format.isNan(a)) {
            rounding.raise(FloatRounding.INVALID);
            return nan(format, a, a);
        }
        return (a & ~format.signBit()) | sign;
    }

    /** Converts between formats. */
    long convert(FloatFormat from, FloatFormat to, long a) {
        boolean negative = from.negative(a);
        if (from.isNan(a)) {
            return convertedNan(from, to, a);
        }
        if (from.isInfinity(a)) {
            return to.infinity(negative);
        }
        return from.isZero(a) ? to.zero(negative) : rounding.round(to, negative, from.exponent(a), from.significand(a));
    }

    private long convertedNan(FloatFormat from, FloatFormat to, long a) {
        if (from.isSignalingNan(a)) {
            return invalid(to);
        }
        long fraction = a & (1L << from.fractionBits()) - 1;
        int shift = to.fractionBits() - from.fractionBits();
        long moved = shift >= 0 ? fraction << shift : fraction >>> -shift;
        return moved == 0 ? to.quietNan() : to.infinity(from.negative(a)) | moved;
    }

    long fromInteger(FloatFormat format, int value) {
        return value == 0 ? 0 : rounding.normalised(format, value < 0, LEADING, Math.abs((long) value));
    }

    /** Converts to a word; one that does not fit, and NaN, is invalid and gives the greatest word. */
    int toInteger(FloatFormat format, long a) {
        if (format.isZero(a)) {
            return 0;
        }
        boolean negative = format.negative(a);
        if (format.isNan(a) || format.isInfinity(a) || format.exponent(a) > 31) {
            return invalidInteger();
        }
        // As many as 32 bits before the point, 30 behind it, the lowest of them standing for all that follow.
        long fixed = FloatRounding.shiftRight(format.significand(a), LEADING - 30 - format.exponent(a));
        long magnitude = rounding.rounded(fixed, 30, negative);
        long value = negative ? -magnitude : magnitude;
        if (value != (int) value) {
            return invalidInteger();
        }
        rounding.raise((fixed & (1L << 30) - 1) == 0 ? 0 : FloatRounding.INEXACT);
        return (int) value;
    }

    /**
     * Compares: bit 0 of {@code condition} asks for unordered, bit 1 for equal, bit 2 for less; bit 3 makes any NaN
     * invalid, not only a signaling one.
     */
    boolean compare(FloatFormat format, long a, long b, int condition) {
        if (format.isNan(a) || format.isNan(b)) {
            boolean signaling = format.isSignalingNan(a) || format.isSignalingNan(b);
            rounding.raise(signaling || (condition & 8) != 0 ? FloatRounding.INVALID : 0);
            return (condition & 1) != 0;
        }
        int order = Long.compare(ordinal(format, a), ordinal(format, b));
        return order == 0 ? (condition & 2) != 0 : order < 0 && (condition & 4) != 0;
    }

    private static long ordinal(FloatFormat format, long bits) {
        long magnitude = bits & ~format.signBit();
        return format.negative(bits) ? -magnitude : magnitude;
    }

    private int invalidInteger() {
        rounding.raise(FloatRounding.INVALID);
        return Integer.MAX_VALUE;
    }

    private long invalid(FloatFormat format) {
        rounding.raise(FloatRounding.INVALID);
        return format.quietNan();
    }

    /** The result of an operation on NaN: a new one if one of them is signaling, else the first of the quiet ones. */
    private long nan(FloatFormat format, long a, long b) {
        if (format.isSignalingNan(a) || format.isSignalingNan(b)) {
            return invalid(format);
        }
        return format.isNan(a) ? a : b;
    }

    private long exactZero(FloatFormat format) {
        return format.zero(rounding.mode() == FloatRounding.DOWN);
    }
}
