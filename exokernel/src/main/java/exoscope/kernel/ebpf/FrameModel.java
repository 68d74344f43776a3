package exoscope.kernel.ebpf;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What the verifier knows of one active function: registers and stack. */
final class FrameModel {
    /** The registers, and the place where a caller goes on. */
    static final int REGISTERS = 11;

    final int entry;
    final int returnTo;
    final StackModel stack;
    private final Register[] registers;

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
        stack = other.stack.copy();
        registers = other.registers.clone();
    }

    FrameModel copy() {
        return new FrameModel(this);
    }

    Register get(int register) {
        return registers[register];
    }

    void set(int register, Register value) {
        registers[register] = value;
    }

    void replaceAll(UnaryOperator<Register> change) {
        Arrays.setAll(registers, i -> change.apply(registers[i]));
        stack.replaceSaved(change);
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
