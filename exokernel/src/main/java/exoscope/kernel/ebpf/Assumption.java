package exoscope.kernel.ebpf;

import org.jspecify.annotations.Nullable;

/**
 * What is known of two numbers once a comparison of them is known to hold.
 *
 * @param left of the left one
 * @param right of the right one
 */
record Assumption(Scalar left, Scalar right) {
    /** Not a jump of the instruction set: no bit is in both. */
    private static final int CLEAR = -1;

    /**
     * Assumes that a jump is taken, or that it is not.
     *
     * @param operation of the jump
     * @param wide whether it compares 64 bits
     * @return null if that cannot be
     */
    static @Nullable Assumption of(int operation, boolean wide, boolean taken, Scalar a, Scalar b) {
        int holds = taken ? operation : opposite(operation);
        if (holds == Opcode.JSET || holds == CLEAR) {
            return bits(holds == Opcode.JSET, wide, a, b);
        }
        Bounds left = wide ? a.wide() : a.narrow();
        Bounds right = wide ? b.wide() : b.narrow();
        Bounds @Nullable [] both = bounds(holds, left, right);
        if (both == null || both[0].isEmpty() || both[1].isEmpty()) {
            return null;
        }
        Tnum leftBits = a.bits();
        Tnum rightBits = b.bits();
        if (holds == Opcode.JEQ) {
            Tnum l = wide ? leftBits : leftBits.low();
            Tnum r = wide ? rightBits : rightBits.low();
            if (l.contradicts(r)) {
                return null;
            }
            Tnum same = l.intersect(r);
            leftBits = wide ? same : leftBits.withLow(same);
            rightBits = wide ? same : rightBits.withLow(same);
        }
        return of(with(a, leftBits, both[0]), with(b, rightBits, both[1]));
    }

    private static @Nullable Assumption of(@Nullable Scalar left, @Nullable Scalar right) {
        return left == null || right == null ? null : new Assumption(left, right);
    }

    private static @Nullable Scalar with(Scalar old, Tnum bits, Bounds bounds) {
        return bounds.bits() == 64
                ? Scalar.possible(bits, bounds.deduced(), old.narrow())
                : Scalar.possible(bits, old.wide(), bounds.deduced());
    }

    private static int opposite(int operation) {
        return switch (operation) {
            case Opcode.JEQ -> Opcode.JNE;
            case Opcode.JNE -> Opcode.JEQ;
            case Opcode.JGT -> Opcode.JLE;
            case Opcode.JLE -> Opcode.JGT;
            case Opcode.JGE -> Opcode.JLT;
            case Opcode.JLT -> Opcode.JGE;
            case Opcode.JSGT -> Opcode.JSLE;
            case Opcode.JSLE -> Opcode.JSGT;
            case Opcode.JSGE -> Opcode.JSLT;
            case Opcode.JSLT -> Opcode.JSGE;
            default -> CLEAR;
        };
    }

    private static @Nullable Assumption bits(boolean set, boolean wide, Scalar a, Scalar b) {
        Tnum l = wide ? a.bits() : a.bits().low();
        Tnum r = wide ? b.bits() : b.bits().low();
        boolean never = ((l.value() | l.mask()) & (r.value() | r.mask())) == 0;
        boolean always = (l.value() & r.value()) != 0;
        if (set ? never : always) {
            return null;
        }
        if (!r.isConstant()) {
            return new Assumption(a, b);
        }
        Tnum known = a.bits();
        if (!set) {
            known = known.and(Tnum.constant(~r.value()));
        } else if (Long.bitCount(r.value()) == 1) {
            known = known.or(r);
        }
        return of(Scalar.possible(known, a.wide(), a.narrow()), b);
    }

    /** Both bounds once the comparison holds, or null if it cannot. */
    private static Bounds @Nullable [] bounds(int holds, Bounds a, Bounds b) {
        return switch (holds) {
            case Opcode.JEQ -> new Bounds[] {a.intersect(b), b.intersect(a)};
            case Opcode.JNE -> different(a, b);
            case Opcode.JGT -> swapped(below(b, a));
            case Opcode.JLT -> below(a, b);
            case Opcode.JGE -> swapped(atMost(b, a));
            case Opcode.JLE -> atMost(a, b);
            case Opcode.JSGT -> swapped(signedBelow(b, a));
            case Opcode.JSLT -> signedBelow(a, b);
            case Opcode.JSGE -> swapped(signedAtMost(b, a));
            default -> signedAtMost(a, b);
        };
    }

    private static Bounds @Nullable [] swapped(Bounds @Nullable [] both) {
        return both == null ? null : new Bounds[] {both[1], both[0]};
    }

    private static Bounds[] atMost(Bounds a, Bounds b) {
        return new Bounds[] {
            a.withUnsigned(a.umin(), Bounds.minUnsigned(a.umax(), b.umax())),
            b.withUnsigned(Bounds.maxUnsigned(b.umin(), a.umin()), b.umax())
        };
    }

    private static Bounds @Nullable [] below(Bounds a, Bounds b) {
        if (b.umax() == 0 || a.umin() == a.unknown().umax()) {
            return null;
        }
        return new Bounds[] {
            a.withUnsigned(a.umin(), Bounds.minUnsigned(a.umax(), b.umax() - 1)),
            b.withUnsigned(Bounds.maxUnsigned(b.umin(), a.umin() + 1), b.umax())
        };
    }

    private static Bounds[] signedAtMost(Bounds a, Bounds b) {
        return new Bounds[] {
            a.withSigned(a.smin(), Math.min(a.smax(), b.smax())), b.withSigned(Math.max(b.smin(), a.smin()), b.smax())
        };
    }

    private static Bounds @Nullable [] signedBelow(Bounds a, Bounds b) {
        if (b.smax() == b.unknown().smin() || a.smin() == a.unknown().smax()) {
            return null;
        }
        return new Bounds[] {
            a.withSigned(a.smin(), Math.min(a.smax(), b.smax() - 1)),
            b.withSigned(Math.max(b.smin(), a.smin() + 1), b.smax())
        };
    }

    private static Bounds @Nullable [] different(Bounds a, Bounds b) {
        if (a.isConstant() && b.isConstant() && a.umin() == b.umin()) {
            return null;
        }
        return new Bounds[] {without(a, b), without(b, a)};
    }

    /** Without the only value of another, if that is at an end. */
    private static Bounds without(Bounds a, Bounds other) {
        if (!other.isConstant() || a.isConstant()) {
            return a;
        }
        Bounds result = a;
        if (a.umin() == other.umin()) {
            result = result.withUnsigned(a.umin() + 1, a.umax());
        } else if (a.umax() == other.umin()) {
            result = result.withUnsigned(a.umin(), a.umax() - 1);
        }
        if (a.smin() == other.smin() && a.smin() < a.smax()) {
            result = result.withSigned(a.smin() + 1, a.smax());
        } else if (a.smax() == other.smin() && a.smin() < a.smax()) {
            result = result.withSigned(a.smin(), a.smax() - 1);
        }
        return result;
    }
}
