package exoscope.hw.cpu;

/** Rounds exact results to a format, in the mode set, and remembers which exceptions of IEEE 754 were raised. */
final class FloatRounding {
    static final int INEXACT = 1;
    static final int UNDERFLOW = 2;
    static final int OVERFLOW = 4;
    static final int DIVISION_BY_ZERO = 8;
    static final int INVALID = 16;
    /** The result is tiny but exact: an underflow only where underflow traps. */
    static final int TINY = 64;

    static final int NEAREST = 0;
    static final int TO_ZERO = 1;
    static final int UP = 2;
    static final int DOWN = 3;

    /** Bit of the leading one in a significand: room for a carry above, and for guard bits below the 52 of a double. */
    static final int LEADING = 61;

    private int mode;
    private int raised;

    /** Begins an operation that rounds in {@code mode}. */
    void begin(int mode) {
        this.mode = mode;
        raised = 0;
    }

    int mode() {
        return mode;
    }

    /** Exceptions raised since {@link #begin}. */
    int raised() {
        return raised;
    }

    void raise(int exceptions) {
        raised |= exceptions;
    }

    /**
     * Rounds {@code significand * 2^(exponent - LEADING)}.
     *
     * @param significand with its leading one at {@link #LEADING}; bit 0 is set if anything below it is not 0
     */
    long round(FloatFormat format, boolean negative, int exponent, long significand) {
        int shift = LEADING - format.fractionBits();
        int stored = exponent + format.bias();
        boolean denormal = stored < 1;
        long kept = denormal ? shiftRight(significand, 1 - stored) : significand;
        long quotient = rounded(kept, shift, negative);
        boolean inexact = (kept & (1L << shift) - 1) != 0;
        boolean tiny =
                stored < 0 || (stored == 0 && rounded(significand, shift, negative) >>> format.fractionBits() < 2);
        if (tiny) {
            raise(inexact ? UNDERFLOW : TINY);
        }
        if (denormal) {
            raise(inexact ? INEXACT : 0);
            return format.zero(negative) | quotient;
        }
        long magnitude = (((long) stored - 1) << format.fractionBits()) + quotient;
        if (stored >= format.highestExponent() || magnitude >= format.infinity(false)) {
            return overflow(format, negative);
        }
        raise(inexact ? INEXACT : 0);
        return format.zero(negative) | magnitude;
    }

    /** Like {@link #round}, for a significand that is not 0 but whose leading one may be anywhere. */
    long normalised(FloatFormat format, boolean negative, int exponent, long significand) {
        int shift = Long.numberOfLeadingZeros(significand) - (63 - LEADING);
        long aligned = shift >= 0 ? significand << shift : shiftRight(significand, -shift);
        return round(format, negative, exponent - shift, aligned);
    }

    /** Drops {@code shift} bits of a magnitude, rounding it. */
    long rounded(long magnitude, int shift, boolean negative) {
        long rest = magnitude & (1L << shift) - 1;
        long half = 1L << (shift - 1);
        long quotient = magnitude >>> shift;
        boolean away = switch (mode) {
            case NEAREST -> rest > half || (rest == half && (quotient & 1) != 0);
            case UP -> rest != 0 && !negative;
            case DOWN -> rest != 0 && negative;
            default -> false;
        };
        return away ? quotient + 1 : quotient;
    }

    /** Shifts right; bit 0 keeps whether anything was shifted out. */
    static long shiftRight(long value, int bits) {
        if (bits == 0) {
            return value;
        }
        if (bits > 63) {
            return value == 0 ? 0 : 1;
        }
        return (value >>> bits) | (value << (64 - bits) != 0 ? 1 : 0);
    }

    private long overflow(FloatFormat format, boolean negative) {
        raise(OVERFLOW | INEXACT);
        boolean away = mode == NEAREST || mode == (negative ? DOWN : UP);
        return away ? format.infinity(negative) : format.greatest(negative);
    }
}
