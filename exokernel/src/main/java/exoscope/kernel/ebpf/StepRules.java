package exoscope.kernel.ebpf;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each instruction demands, and what is known after it. */
final class StepRules {
    private final Program program;
    private final ProgramType type;
    private final Map<Integer, Integer> stackUsed = new TreeMap<>();
    private int identifiers;

    StepRules(Program program, ProgramType type) {
        this.program = program;
        this.type = type;
    }

    /**
     * How the path goes on.
     *
     * @param other a second way, or null
     * @param ends whether the first way ends here
     */
    record Next(@Nullable PathState other, boolean ends) {
        static final Next ON = new Next(null, false);
        static final Next END = new Next(null, true);
    }

    /** Bytes of stack that each function has been seen to use, by where it begins. */
    Map<Integer, Integer> stackUsed() {
        return stackUsed;
    }

    /** Moves a path over one instruction. */
    Next step(PathState state) {
        Step step = new Step(program, type, state, state.pc, stackUsed);
        Instruction i = step.instruction();
        switch (i.kind()) {
            case Opcode.ALU, Opcode.ALU64 -> arithmetic(step);
            case Opcode.LD -> wide(step);
            case Opcode.LDX -> new MemoryRules(step).load();
            case Opcode.ST, Opcode.STX -> new MemoryRules(step).store();
            default -> {
                return jump(step);
            }
        }
        state.pc += i.slots();
        return Next.ON;
    }

    private void arithmetic(Step step) {
        Instruction i = step.instruction();
        PathState state = step.state();
        if (i.operation() == Opcode.MOV) {
            move(step);
        } else if (i.operation() == Opcode.END) {
            state.setNumber(i.dst(), ScalarMath.swap(i, step.readNumber(i.dst(), "a byte swap")));
        } else {
            Register a = step.read(i.dst());
            Register b = step.operand();
            boolean pointers = a.isPointer() || b.isPointer();
            state.set(
                    i.dst(),
                    pointers
                            ? PointerRules.apply(step, a, b, this::freshIdentifier)
                            : Register.number(ScalarMath.apply(i, a.scalar(), b.scalar())));
        }
    }

    private int freshIdentifier() {
        return ++identifiers;
    }

    /** A copy of a number keeps what a later comparison says of either. */
    private void move(Step step) {
        Instruction i = step.instruction();
        PathState state = step.state();
        Register value = step.operand();
        boolean plain = i.offset() == 0;
        if (value.isPointer()) {
            if (!plain || i.kind() == Opcode.ALU) {
                throw step.refusal("copies only a part of " + value.kind().words());
            }
            state.set(i.dst(), value);
            return;
        }
        Scalar result = ScalarMath.apply(i, value.scalar(), value.scalar());
        if (plain && i.usesSource() && !result.isConstant() && result.equals(value.scalar())) {
            if (value.id() == 0) {
                value = value.withId(freshIdentifier());
                state.set(i.src(), value);
            }
            state.set(i.dst(), value);
        } else {
            state.setNumber(i.dst(), result);
        }
    }

    private void wide(Step step) {
        Instruction i = step.instruction();
        if (i.src() == Opcode.WIDE_CONSTANT) {
            step.state().setNumber(i.dst(), Scalar.constant(i.wide()));
            return;
        }
        if (i.imm() < 0 || i.imm() >= program.regions().size()) {
            throw step.refusal("names region " + i.imm() + ", the program has "
                    + program.regions().size());
        }
        if (i.src() == Opcode.WIDE_REGION) {
            step.state().set(i.dst(), Register.pointer(Register.Kind.REGION, i.imm(), 0));
            return;
        }
        RegionSpec spec = program.regions().get(i.imm());
        if (i.nextImm() < 0 || i.nextImm() >= spec.size()) {
            throw step.refusal(
                    "points %d bytes into %s, which has %d".formatted(i.nextImm(), spec.name(), spec.size()));
        }
        step.state().set(i.dst(), Register.pointer(Register.Kind.ENTRY, i.imm(), i.nextImm()));
    }

    private Next jump(Step step) {
        Instruction i = step.instruction();
        PathState state = step.state();
        if (i.isConditional()) {
            return new BranchRules(step).branch();
        }
        if (i.isGoto()) {
            state.pc = i.target(state.pc);
            return Next.ON;
        }
        if (i.isLocalCall()) {
            state.enter(i.target(state.pc), state.pc + 1);
            return Next.ON;
        }
        if (i.isCall()) {
            new CallRules(step).helper(freshIdentifier());
            state.pc++;
            return Next.ON;
        }
        return exit(step);
    }

    private Next exit(Step step) {
        PathState state = step.state();
        if (state.depth() > 1) {
            Register result = state.get(0);
            if (result.kind() == Register.Kind.STACK && result.index() == state.depth() - 1) {
                throw step.refusal("returns an address in the stack of the function that ends here");
            }
            state.leave();
            return Next.ON;
        }
        Scalar result = step.readNumber(0, "what the program returns");
        Bounds bounds = result.wide();
        if (bounds.smin() < type.least() || bounds.smax() > type.most()) {
            throw step.refusal("returns a number from %d to %d; a %s returns %d to %d"
                    .formatted(bounds.smin(), bounds.smax(), type.name(), type.least(), type.most()));
        }
        return Next.END;
    }
}
