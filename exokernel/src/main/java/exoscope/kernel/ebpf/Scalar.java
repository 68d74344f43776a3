package exoscope.kernel.ebpf;

import org.jspecify.annotations.Nullable;

/**
 * What the verifier knows of a number in a register: its bits, and the bounds of the whole and of its low half. The three
 * say all that they can about each other.
 */
record Scalar(Tnum bits, Bounds wide, Bounds narrow) {
    static final Scalar UNKNOWN = new Scalar(Tnum.UNKNOWN, Bounds.WIDE, Bounds.NARROW);

    private static final int ROUNDS = 3;

    static Scalar constant(long value) {
        return new Scalar(Tnum.constant(value), Bounds.constant(64, value), Bounds.constant(32, value));
    }

    /** An unknown number that a load of some bytes gives. */
    static Scalar ofBytes(int bytes) {
        return bytes == Long.BYTES ? UNKNOWN : between(0, (1L << (bytes * 8)) - 1);
    }

    /** Any number between two, signed. */
    static Scalar between(long min, long max) {
        return of(Tnum.UNKNOWN, Bounds.WIDE.withSigned(min, max), Bounds.NARROW);
    }

    /** Puts together what is known; what contradicts itself happens on no path, so then anything may be said. */
    static Scalar of(Tnum bits, Bounds wide, Bounds narrow) {
        Scalar scalar = possible(bits, wide, narrow);
        return scalar == null ? UNKNOWN : scalar;
    }

    /** Puts together what is known; null if no number is like that. */
    static @Nullable Scalar possible(Tnum bits, Bounds wide, Bounds narrow) {
        Scalar scalar = new Scalar(bits, wide, narrow);
        for (int i = 0; i < ROUNDS; i++) {
            Scalar refined = scalar.round();
            if (refined == null || refined.equals(scalar)) {
                return refined;
            }
            scalar = refined;
        }
        return scalar;
    }

    private @Nullable Scalar round() {
        Bounds w = wide.intersect(ofBits(Bounds.WIDE, bits, Long.MIN_VALUE)).deduced();
        Bounds n = narrow.intersect(ofBits(Bounds.NARROW, bits.low(), 1L << 31)).deduced();
        n = n.intersect(lowHalf(w)).deduced();
        w = w.intersect(wholeFromLow(w, n)).deduced();
        if (w.isEmpty() || n.isEmpty()) {
            return null;
        }
        Tnum ranges = Tnum.range(w.umin(), w.umax());
        Tnum low = Tnum.range(n.umin(), n.umax());
        if (bits.contradicts(ranges) || bits.low().contradicts(low)) {
            return null;
        }
        Tnum all = bits.intersect(ranges);
        if (all.low().contradicts(low)) {
            return null;
        }
        return new Scalar(all.withLow(all.low().intersect(low)), w, n);
    }

    /** Bounds of a number of which some bits are known. */
    private static Bounds ofBits(Bounds unknown, Tnum bits, long sign) {
        long most = bits.value() | bits.mask();
        long smallest = bits.value() | (bits.mask() & sign);
        long greatest = bits.value() | (bits.mask() & ~sign);
        boolean wide = unknown.bits() == 64;
        return new Bounds(
                unknown.bits(), bits.value(), most, wide ? smallest : (int) smallest, wide ? greatest : (int) greatest);
    }

    /** What the bounds of the whole say of its low half. */
    private static Bounds lowHalf(Bounds wide) {
        Bounds low = Bounds.NARROW;
        if (wide.umin() >>> 32 == wide.umax() >>> 32) {
            low = low.withUnsigned(wide.umin() & 0xffff_ffffL, wide.umax() & 0xffff_ffffL);
        }
        if (wide.smin() >= Integer.MIN_VALUE && wide.smax() <= Integer.MAX_VALUE) {
            low = low.withSigned(wide.smin(), wide.smax());
        }
        return low;
    }

    /** What the bounds of the low half say of the whole, where the upper half is known. */
    private static Bounds wholeFromLow(Bounds wide, Bounds narrow) {
        Bounds whole = Bounds.WIDE;
        if (wide.umin() >>> 32 == wide.umax() >>> 32) {
            long upper = wide.umin() >>> 32 << 32;
            whole = whole.withUnsigned(upper | narrow.umin(), upper | narrow.umax());
        }
        if (wide.smin() >= Integer.MIN_VALUE && wide.smax() <= Integer.MAX_VALUE) {
            whole = whole.withSigned(narrow.smin(), narrow.smax());
        }
        return whole;
    }

    boolean isConstant() {
        return bits.isConstant();
    }

    boolean isConstant(long value) {
        return bits.isConstant() && bits.value() == value;
    }

    /** The value of a constant. */
    long value() {
        return bits.value();
    }

    boolean contains(Scalar other) {
        return bits.contains(other.bits) && wide.contains(other.wide) && narrow.contains(other.narrow);
    }

    /** Whether a number is one of those this stands for. */
    boolean contains(long number) {
        return contains(constant(number));
    }

    /** The low half, above it zeros. */
    Scalar low() {
        return of(bits.low(), narrow.zeroExtended(), narrow);
    }
}
