package exoscope.hw.cpu;

/** A binary format of IEEE 754. Its numbers are bit patterns in the low bits of a {@code long}. */
enum FloatFormat {
    SINGLE(8, 23),
    DOUBLE(11, 52);

    private final int exponentBits;
    private final int fractionBits;

    FloatFormat(int exponentBits, int fractionBits) {
        this.exponentBits = exponentBits;
        this.fractionBits = fractionBits;
    }

    /** Bits of the fraction, the leading one left out. */
    int fractionBits() {
        return fractionBits;
    }

    /** What is added to an exponent before it is stored. */
    int bias() {
        return (1 << (exponentBits - 1)) - 1;
    }

    /** The stored exponent of infinity and NaN. */
    int highestExponent() {
        return (1 << exponentBits) - 1;
    }

    long signBit() {
        return 1L << (exponentBits + fractionBits);
    }

    boolean negative(long bits) {
        return (bits & signBit()) != 0;
    }

    long infinity(boolean negative) {
        return (negative ? signBit() : 0) | (long) highestExponent() << fractionBits;
    }

    /** The finite number with the greatest magnitude. */
    long greatest(boolean negative) {
        return infinity(negative) - 1;
    }

    long zero(boolean negative) {
        return negative ? signBit() : 0;
    }

    /** What an invalid operation gives: on MIPS a quiet NaN has the highest bit of its fraction clear. */
    long quietNan() {
        return infinity(false) | (1L << (fractionBits - 1)) - 1;
    }

    boolean isNan(long bits) {
        return (bits & ~signBit()) > infinity(false);
    }

    boolean isSignalingNan(long bits) {
        return isNan(bits) && (bits >>> (fractionBits - 1) & 1) != 0;
    }

    boolean isInfinity(long bits) {
        return (bits & ~signBit()) == infinity(false);
    }

    boolean isZero(long bits) {
        return (bits & ~signBit()) == 0;
    }

    /** Exponent of a finite number other than 0, once it is normalised. */
    int exponent(long bits) {
        int stored = stored(bits);
        return stored != 0 ? stored - bias() : 1 - bias() - (Long.numberOfLeadingZeros(fraction(bits)) - leading());
    }

    /** Significand of a finite number other than 0, its leading one at {@link FloatRounding#LEADING}. */
    long significand(long bits) {
        long fraction = fraction(bits);
        return stored(bits) != 0
                ? (fraction | 1L << fractionBits) << (FloatRounding.LEADING - fractionBits)
                : fraction << (Long.numberOfLeadingZeros(fraction) - (63 - FloatRounding.LEADING));
    }

    private int leading() {
        return 63 - fractionBits;
    }

    private int stored(long bits) {
        return (int) (bits >>> fractionBits) & highestExponent();
    }

    private long fraction(long bits) {
        return bits & (1L << fractionBits) - 1;
    }
}
