package exoscope.kernel.ebpf;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What the verifier knows of one active function: registers and stack. Copies share the stack until one writes to it. */
final class FrameModel {
    /** The registers, and the place where a caller goes on. */
    static final int REGISTERS = 11;

    final int entry;
    final int returnTo;
    private final Register[] registers;
    private StackModel stack;
    private boolean sharesStack;

    /** @param entry where the function begins */
    FrameModel(int entry, int returnTo, int depth) {
        this.entry = entry;
        this.returnTo = returnTo;
        stack = new StackModel();
        registers = new Register[REGISTERS];
        Arrays.fill(registers, Register.NOTHING);
        registers[REGISTERS - 1] = Register.pointer(Register.Kind.STACK, depth, 0);
    }

    private FrameModel(FrameModel other) {
        entry = other.entry;
        returnTo = other.returnTo;
        other.sharesStack = true;
        sharesStack = true;
        stack = other.stack;
        registers = other.registers.clone();
    }

    FrameModel copy() {
        return new FrameModel(this);
    }

    /** The stack, to be looked at. */
    StackModel stack() {
        return stack;
    }

    /** The stack, to be changed. */
    StackModel ownStack() {
        if (sharesStack) {
            stack = stack.copy();
            sharesStack = false;
        }
        return stack;
    }

    Register get(int register) {
        return registers[register];
    }

    void set(int register, Register value) {
        registers[register] = value;
    }

    /** Whether replacing would make a difference. */
    boolean isChangedBy(UnaryOperator<Register> change) {
        return Arrays.stream(registers)
                        .anyMatch(register -> !change.apply(register).equals(register))
                || stack.isChangedBy(change);
    }

    void replaceAll(UnaryOperator<Register> change) {
        Arrays.setAll(registers, i -> change.apply(registers[i]));
        if (stack.isChangedBy(change)) {
            ownStack().replaceSaved(change);
        }
    }

    /** @param live a bit for each register that is read before it is written */
    boolean covers(FrameModel other, int live, Coverage coverage) {
        if (entry != other.entry || returnTo != other.returnTo) {
            return false;
        }
        for (int i = 0; i < registers.length; i++) {
            if ((live >>> i & 1) != 0 && !coverage.covers(registers[i], other.registers[i])) {
                return false;
            }
        }
        return stack.covers(other.stack, coverage);
    }

    boolean same(FrameModel other) {
        return returnTo == other.returnTo && Arrays.equals(registers, other.registers) && stack.same(other.stack);
    }
}
