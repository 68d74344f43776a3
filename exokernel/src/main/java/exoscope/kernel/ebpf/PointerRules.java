package exoscope.kernel.ebpf;

import java.util.function.IntSupplier;

/** Arithmetic on addresses: adding and subtracting numbers, and the distance between two addresses of the packet. */
final class PointerRules {
    /** No address is moved further; so no sum of them overflows. */
    private static final long FARTHEST = 1L << 28;

    private final Step step;
    private final IntSupplier identifiers;

    private PointerRules(Step step, IntSupplier identifiers) {
        this.step = step;
        this.identifiers = identifiers;
    }

    static Register apply(Step step, Register a, Register b, IntSupplier identifiers) {
        return new PointerRules(step, identifiers).apply(a, b);
    }

    private Register apply(Register a, Register b) {
        Instruction i = step.instruction();
        Register pointer = a.isPointer() ? a : b;
        boolean adds = i.operation() == Opcode.ADD;
        if (i.kind() != Opcode.ALU64) {
            throw step.refusal("does 32-bit arithmetic with " + pointer.kind().words());
        }
        if (!adds && i.operation() != Opcode.SUB) {
            throw step.refusal("only adding and subtracting is allowed with "
                    + pointer.kind().words());
        }
        if (a.isPointer() && b.isPointer()) {
            return distance(a, b);
        }
        if (!adds && b.isPointer()) {
            throw step.refusal("subtracts " + b.kind().words() + " from a number");
        }
        requireMovable(pointer);
        Scalar number = (a.isPointer() ? b : a).scalar();
        return adds ? add(pointer, number) : add(pointer, negative(number));
    }

    private static Scalar negative(Scalar number) {
        return ScalarMath.apply(new Instruction(Opcode.ALU64 | Opcode.NEG, 0, 0, 0, 0), number, number);
    }

    private void requireMovable(Register pointer) {
        switch (pointer.kind()) {
            case STACK, PACKET, ENTRY, CONTEXT -> {}
            case ENTRY_OR_NULL ->
                throw step.refusal("the answer of the lookup may be 0; compare it with 0 before using it");
            default ->
                throw step.refusal("does arithmetic with " + pointer.kind().words());
        }
    }

    private Register add(Register pointer, Scalar number) {
        if (number.isConstant()) {
            long offset = pointer.offset() + number.value();
            if (!isNear(number.value()) || !isNear(offset)) {
                throw step.refusal("moves an address by " + number.value() + " bytes, far out of any memory");
            }
            return new Register(
                    pointer.kind(), pointer.scalar(), (int) offset, pointer.id(), pointer.range(), pointer.index());
        }
        if (pointer.kind() == Register.Kind.CONTEXT) {
            throw step.refusal("adds a number that is not known to the address of the context");
        }
        Scalar sum = ScalarMath.apply(
                new Instruction(Opcode.ALU64 | Opcode.ADD | Opcode.X, 0, 0, 0, 0), pointer.scalar(), number);
        if (!isNear(number) || !isNear(sum)) {
            throw step.refusal("adds a number from %d to %d to an address; compare it with its bounds first"
                    .formatted(number.wide().smin(), number.wide().smax()));
        }
        int id = pointer.kind() == Register.Kind.PACKET ? identifiers.getAsInt() : 0;
        return new Register(pointer.kind(), sum, pointer.offset(), id, 0, pointer.index());
    }

    private static boolean isNear(Scalar number) {
        return isNear(number.wide().smin()) && isNear(number.wide().smax());
    }

    private static boolean isNear(long number) {
        return number >= -FARTHEST && number <= FARTHEST;
    }

    private Register distance(Register a, Register b) {
        if (step.instruction().operation() != Opcode.SUB || !a.isPacket() || !b.isPacket()) {
            throw step.refusal("%s and %s: only the distance of two addresses in the packet can be computed"
                    .formatted(a.kind().words(), b.kind().words()));
        }
        return Register.number(Scalar.between(least(a) - most(b), most(a) - least(b)));
    }

    private static long least(Register pointer) {
        return pointer.kind() == Register.Kind.PACKET_END ? 0 : pointer.least();
    }

    private static long most(Register pointer) {
        return pointer.kind() == Register.Kind.PACKET_END ? LoadedProgram.MOST_PACKET : pointer.most();
    }
}
