package exoscope.kernel.ebpf;

/**
 * What is known of each bit of a number: a tristate number, as in Vishwanathan and others, "Sound, precise, and fast abstract
 * interpretation with tristate numbers" (CGO'22).
 *
 * @param value the bits that are known to be 1
 * @param mask the bits that are not known; none of them is in {@code value}
 */
record Tnum(long value, long mask) {
    static final Tnum UNKNOWN = new Tnum(0, -1);

    static Tnum constant(long value) {
        return new Tnum(value, 0);
    }

    /** Everything between two unsigned numbers has the bits that both have above the highest that differs. */
    static Tnum range(long min, long max) {
        int unknown = Long.SIZE - Long.numberOfLeadingZeros(min ^ max);
        if (unknown == Long.SIZE) {
            return UNKNOWN;
        }
        long delta = (1L << unknown) - 1;
        return new Tnum(min & ~delta, delta);
    }

    boolean isConstant() {
        return mask == 0;
    }

    boolean contains(Tnum other) {
        return (other.mask & ~mask) == 0 && value == (other.value & ~mask);
    }

    boolean contains(long number) {
        return (number & ~mask) == value;
    }

    boolean contradicts(Tnum other) {
        return ((value ^ other.value) & ~mask & ~other.mask) != 0;
    }

    /** What both know; they must not contradict each other. */
    Tnum intersect(Tnum other) {
        long unknown = mask & other.mask;
        return new Tnum((value | other.value) & ~unknown, unknown);
    }

    Tnum add(Tnum b) {
        long values = value + b.value;
        long most = values + mask + b.mask;
        long unknown = (most ^ values) | mask | b.mask;
        return new Tnum(values & ~unknown, unknown);
    }

    Tnum subtract(Tnum b) {
        long values = value - b.value;
        long unknown = (values + mask ^ values - b.mask) | mask | b.mask;
        return new Tnum(values & ~unknown, unknown);
    }

    Tnum and(Tnum b) {
        long ones = value & b.value;
        return new Tnum(ones, (value | mask) & (b.value | b.mask) & ~ones);
    }

    Tnum or(Tnum b) {
        long ones = value | b.value;
        return new Tnum(ones, (mask | b.mask) & ~ones);
    }

    Tnum xor(Tnum b) {
        long unknown = mask | b.mask;
        return new Tnum((value ^ b.value) & ~unknown, unknown);
    }

    /** Long multiplication: the known product, and what each unknown bit may add to it. */
    Tnum multiply(Tnum b) {
        Tnum a = this;
        Tnum factor = b;
        Tnum uncertain = constant(0);
        while (a.value != 0 || a.mask != 0) {
            if ((a.value & 1) != 0) {
                uncertain = uncertain.add(new Tnum(0, factor.mask));
            } else if ((a.mask & 1) != 0) {
                uncertain = uncertain.add(new Tnum(0, factor.value | factor.mask));
            }
            a = a.shiftRight(1);
            factor = factor.shiftLeft(1);
        }
        return constant(value * b.value).add(uncertain);
    }

    Tnum shiftLeft(int count) {
        return new Tnum(value << count, mask << count);
    }

    Tnum shiftRight(int count) {
        return new Tnum(value >>> count, mask >>> count);
    }

    Tnum shiftRightSigned(int count) {
        return new Tnum(value >> count, mask >> count);
    }

    /** The low half, above it zeros. */
    Tnum low() {
        return new Tnum(value & 0xffff_ffffL, mask & 0xffff_ffffL);
    }

    /** The low half, extended by its sign. */
    Tnum lowSigned() {
        return new Tnum((int) value & ~(long) (int) mask, (int) mask);
    }

    /** The high half as here, the low half as in another. */
    Tnum withLow(Tnum low) {
        return new Tnum(value >>> 32 << 32 | low.value, mask >>> 32 << 32 | low.mask);
    }
}
