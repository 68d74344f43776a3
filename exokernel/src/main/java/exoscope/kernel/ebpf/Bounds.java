package exoscope.kernel.ebpf;

/**
 * Between what numbers a value of 32 or 64 bits lies, taken without and with sign.
 *
 * @param bits 32 or 64
 * @param umin smallest, unsigned
 * @param umax greatest, unsigned
 * @param smin smallest, signed; sign-extended if of 32 bits
 * @param smax greatest, signed
 */
record Bounds(int bits, long umin, long umax, long smin, long smax) {
    static final Bounds WIDE = new Bounds(64, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE);
    static final Bounds NARROW = new Bounds(32, 0, 0xffff_ffffL, Integer.MIN_VALUE, Integer.MAX_VALUE);

    static Bounds constant(int bits, long value) {
        long unsigned = bits == 64 ? value : Integer.toUnsignedLong((int) value);
        long signed = bits == 64 ? value : (int) value;
        return new Bounds(bits, unsigned, unsigned, signed, signed);
    }

    Bounds unknown() {
        return bits == 64 ? WIDE : NARROW;
    }

    Bounds withUnsigned(long min, long max) {
        return new Bounds(bits, min, max, smin, smax);
    }

    Bounds withSigned(long min, long max) {
        return new Bounds(bits, umin, umax, min, max);
    }

    boolean isConstant() {
        return umin == umax;
    }

    boolean isEmpty() {
        return Long.compareUnsigned(umin, umax) > 0 || smin > smax;
    }

    boolean contains(Bounds other) {
        return Long.compareUnsigned(umin, other.umin) <= 0
                && Long.compareUnsigned(umax, other.umax) >= 0
                && smin <= other.smin
                && smax >= other.smax;
    }

    Bounds intersect(Bounds other) {
        return new Bounds(
                bits,
                maxUnsigned(umin, other.umin),
                minUnsigned(umax, other.umax),
                Math.max(smin, other.smin),
                Math.min(smax, other.smax));
    }

    static long maxUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    static long minUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    /** What the signed bounds say of the unsigned ones and the other way round, where the sign is known. */
    Bounds deduced() {
        Bounds b = this;
        if (smin >= 0 || smax < 0) {
            b = b.withUnsigned(maxUnsigned(umin, unsigned(smin)), minUnsigned(umax, unsigned(smax)));
        }
        if (signed(b.umin) <= signed(b.umax)) {
            long low = Math.max(b.smin, signed(b.umin));
            long high = Math.min(b.smax, signed(b.umax));
            b = b.withSigned(low, high);
        }
        return b;
    }

    private long unsigned(long value) {
        return bits == 64 ? value : value & 0xffff_ffffL;
    }

    private long signed(long value) {
        return bits == 64 ? value : (int) value;
    }

    /** As a 64-bit value whose upper half is 0. */
    Bounds zeroExtended() {
        return new Bounds(64, umin, umax, umin, umax);
    }

    /** As a 64-bit value whose upper half is the sign. */
    Bounds signExtended() {
        return WIDE.withSigned(smin, smax).deduced();
    }

    Bounds add(Bounds b) {
        Bounds result = unknown();
        long high = umax + b.umax;
        if (Long.compareUnsigned(high, umax) >= 0 && fitsUnsigned(high)) {
            result = result.withUnsigned(umin + b.umin, high);
        }
        return overflows(smin, b.smin, smin + b.smin) || overflows(smax, b.smax, smax + b.smax)
                ? result
                : result.withSigned(smin + b.smin, smax + b.smax);
    }

    Bounds subtract(Bounds b) {
        Bounds result = unknown();
        if (Long.compareUnsigned(umin, b.umax) >= 0) {
            result = result.withUnsigned(umin - b.umax, umax - b.umin);
        }
        boolean overflow = overflows(smin - b.smax, b.smax, smin) || overflows(smax - b.smin, b.smin, smax);
        overflow |= !fitsSigned(smin - b.smax) || !fitsSigned(smax - b.smin);
        return overflow ? result : result.withSigned(smin - b.smax, smax - b.smin);
    }

    Bounds multiply(Bounds b) {
        boolean fits = Math.unsignedMultiplyHigh(umax, b.umax) == 0 && fitsUnsigned(umax * b.umax);
        return fits ? unknown().withUnsigned(umin * b.umin, umax * b.umax) : unknown();
    }

    Bounds and(Bounds b) {
        return unknown().withUnsigned(0, minUnsigned(umax, b.umax));
    }

    Bounds or(Bounds b) {
        return unknown().withUnsigned(maxUnsigned(umin, b.umin), unknown().umax);
    }

    Bounds divide(Bounds b) {
        return b.isConstant() && b.umin != 0
                ? unknown().withUnsigned(Long.divideUnsigned(umin, b.umin), Long.divideUnsigned(umax, b.umin))
                : unknown().withUnsigned(0, umax);
    }

    Bounds remainder(Bounds b) {
        long most = b.isConstant() && b.umin != 0 ? minUnsigned(umax, b.umin - 1) : umax;
        return unknown().withUnsigned(0, most);
    }

    /** Counts of the whole width or more count modulo the width, so that nothing is known then. */
    Bounds shiftLeft(Bounds count) {
        if (!count.isCount(bits)) {
            return unknown();
        }
        long high = umax << count.umax;
        boolean fits = high >>> count.umax == umax && fitsUnsigned(high);
        return fits ? unknown().withUnsigned(umin << count.umin, high) : unknown();
    }

    Bounds shiftRight(Bounds count) {
        return count.isCount(bits) ? unknown().withUnsigned(umin >>> count.umax, umax >>> count.umin) : unknown();
    }

    Bounds shiftRightSigned(Bounds count) {
        return count.isCount(bits)
                ? unknown()
                        .withSigned(
                                Math.min(smin >> count.umin, smin >> count.umax),
                                Math.max(smax >> count.umin, smax >> count.umax))
                : unknown();
    }

    private boolean isCount(int width) {
        return Long.compareUnsigned(umax, width) < 0;
    }

    private boolean fitsUnsigned(long value) {
        return Long.compareUnsigned(value, unknown().umax) <= 0;
    }

    private boolean fitsSigned(long value) {
        return value >= unknown().smin && value <= unknown().smax;
    }

    /** Whether {@code a + b} is not {@code sum} in as many bits as there are. */
    private boolean overflows(long a, long b, long sum) {
        return ((a ^ sum) & (b ^ sum)) < 0 || !fitsSigned(sum);
    }
}
