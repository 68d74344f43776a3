package exoscope.kernel.ebpf;

/**
 * What the verifier knows of a register, or of what was saved from one on the stack.
 *
 * @param kind what it holds
 * @param scalar the number; of a pointer, the part of its offset that is not fixed
 * @param offset the fixed part of a pointer's offset
 * @param id equal in registers that hold the same number, the same unfixed part, or the same answer of a lookup; 0 for none
 * @param range bytes of the packet, from its start and the unfixed part on, that are known to be there
 * @param index which frame of the stack, or which region
 */
record Register(Kind kind, Scalar scalar, int offset, int id, int range, int index) {
    static final Register NOTHING = new Register(Kind.NOTHING, Scalar.UNKNOWN, 0, 0, 0, 0);

    private static final Scalar ZERO = Scalar.constant(0);

    /** What a register holds. */
    enum Kind {
        NOTHING("nothing"),
        NUMBER("a number"),
        CONTEXT("the address of the context"),
        STACK("an address in the stack"),
        PACKET("an address in the packet"),
        PACKET_END("the address behind the packet"),
        REGION("the handle of a region"),
        ENTRY("an address in a region"),
        ENTRY_OR_NULL("the answer of a lookup, which may be 0");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For sentences. */
        String words() {
            return words;
        }
    }

    static Register number(Scalar scalar) {
        return new Register(Kind.NUMBER, scalar, 0, 0, 0, 0);
    }

    static Register number(Scalar scalar, int id) {
        return new Register(Kind.NUMBER, scalar, 0, id, 0, 0);
    }

    static Register pointer(Kind kind, int index, int offset) {
        return new Register(kind, ZERO, offset, 0, 0, index);
    }

    static Register lookup(int region, int id) {
        return new Register(Kind.ENTRY_OR_NULL, ZERO, 0, id, 0, region);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isPointer() {
        return kind != Kind.NUMBER && kind != Kind.NOTHING;
    }

    boolean isPacket() {
        return kind == Kind.PACKET || kind == Kind.PACKET_END;
    }

    /** The smallest offset that the pointer may have. */
    long least() {
        return offset + scalar.wide().smin();
    }

    /** The greatest offset that the pointer may have. */
    long most() {
        return offset + scalar.wide().smax();
    }

    Register withRange(int bytes) {
        return new Register(kind, scalar, offset, id, Math.max(range, bytes), index);
    }

    Register withId(int other) {
        return new Register(kind, scalar, offset, other, range, index);
    }

    Register withScalar(Scalar other) {
        return new Register(kind, other, offset, id, range, index);
    }
}
