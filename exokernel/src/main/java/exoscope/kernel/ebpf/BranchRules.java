package exoscope.kernel.ebpf;

import org.jspecify.annotations.Nullable;

/** What a conditional jump demands, and what is known on either of its ways. */
final class BranchRules {
    private final Step step;
    private final Instruction instruction;
    private final PathState state;

    BranchRules(Step step) {
        this.step = step;
        instruction = step.instruction();
        state = step.state();
    }

    /** Leaves the way that does not jump in the state, if it exists, and gives the other. */
    StepRules.Next branch() {
        Register a = step.read(instruction.dst());
        Register b = step.operand();
        PathState jumping = state.copy();
        jumping.pc = instruction.target(step.index());
        state.pc = step.index() + 1;
        if (a.isNumber() && b.isNumber()) {
            return numbers(jumping, a, b);
        }
        if (b.isNumber() && b.scalar().isConstant(0)) {
            return withZero(jumping, a);
        }
        if (a.isPacket() && b.isPacket() && a.kind() != b.kind()) {
            return packet(jumping, a, b);
        }
        throw step.refusal(
                "compares %s with %s; addresses can only be compared with 0, and addresses in the packet with its end"
                        .formatted(a.kind().words(), b.kind().words()));
    }

    private StepRules.Next numbers(PathState jumping, Register a, Register b) {
        Assumption taken = assume(true, a, b);
        Assumption otherwise = assume(false, a, b);
        if (taken != null) {
            learn(jumping, taken, a, b);
        }
        if (otherwise != null) {
            learn(state, otherwise, a, b);
        }
        if (taken == null && otherwise == null) {
            return StepRules.Next.END;
        }
        if (otherwise != null) {
            return new StepRules.Next(taken == null ? null : jumping, false);
        }
        return new StepRules.Next(jumping, true);
    }

    private @Nullable Assumption assume(boolean taken, Register a, Register b) {
        boolean wide = instruction.kind() == Opcode.JMP;
        return Assumption.of(instruction.operation(), wide, taken, a.scalar(), b.scalar());
    }

    private void learn(PathState path, Assumption assumption, Register a, Register b) {
        learn(path, instruction.dst(), a, assumption.left());
        if (instruction.usesSource() && instruction.src() != instruction.dst()) {
            learn(path, instruction.src(), b, assumption.right());
        }
    }

    /** The register, and every other that holds the same number. */
    private static void learn(PathState path, int number, Register register, Scalar scalar) {
        path.set(number, register.withScalar(scalar));
        if (register.id() != 0) {
            path.replaceAll(
                    other -> other.isNumber() && other.id() == register.id() ? other.withScalar(scalar) : other);
        }
    }

    private StepRules.Next withZero(PathState jumping, Register pointer) {
        boolean equal = instruction.operation() == Opcode.JEQ;
        boolean wide = instruction.kind() == Opcode.JMP;
        if (!wide || (!equal && instruction.operation() != Opcode.JNE)) {
            throw step.refusal("compares %s with 0 otherwise than for being equal"
                    .formatted(pointer.kind().words()));
        }
        PathState isNull = equal ? jumping : state;
        PathState isNot = equal ? state : jumping;
        if (pointer.kind() != Register.Kind.ENTRY_OR_NULL) {
            return isNot == state ? StepRules.Next.ON : new StepRules.Next(jumping, true);
        }
        int id = pointer.id();
        isNull.replaceAll(other -> isAnswer(other, id) ? Register.number(Scalar.constant(0)) : other);
        isNot.replaceAll(
                other -> isAnswer(other, id) ? Register.pointer(Register.Kind.ENTRY, other.index(), 0) : other);
        return new StepRules.Next(jumping, false);
    }

    private static boolean isAnswer(Register register, int id) {
        return register.kind() == Register.Kind.ENTRY_OR_NULL && register.id() == id;
    }

    /** An address at or below the packet's end shows that the bytes before it are there. */
    private StepRules.Next packet(PathState jumping, Register a, Register b) {
        if (instruction.kind() != Opcode.JMP) {
            throw step.refusal("compares only the low halves of addresses");
        }
        boolean endIsRight = b.kind() == Register.Kind.PACKET_END;
        Register pointer = endIsRight ? a : b;
        int operation = endIsRight ? instruction.operation() : mirrored(instruction.operation());
        switch (operation) {
            case Opcode.JGT -> show(state, pointer, 0);
            case Opcode.JGE -> show(state, pointer, 1);
            case Opcode.JLE -> show(jumping, pointer, 0);
            case Opcode.JLT -> show(jumping, pointer, 1);
            default -> throw step.refusal("compares an address in the packet with its end otherwise than by order");
        }
        return new StepRules.Next(jumping, false);
    }

    private static int mirrored(int operation) {
        return switch (operation) {
            case Opcode.JGT -> Opcode.JLT;
            case Opcode.JGE -> Opcode.JLE;
            case Opcode.JLT -> Opcode.JGT;
            case Opcode.JLE -> Opcode.JGE;
            default -> operation;
        };
    }

    private static void show(PathState path, Register pointer, int beyond) {
        int bytes = pointer.offset() + beyond;
        path.replaceAll(other ->
                other.kind() == Register.Kind.PACKET && other.id() == pointer.id() ? other.withRange(bytes) : other);
    }
}
