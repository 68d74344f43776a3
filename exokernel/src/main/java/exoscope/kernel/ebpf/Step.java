package exoscope.kernel.ebpf;

import java.util.Map;

/**
 * One instruction on one path: what the rules look at and change.
 *
 * @param program of which the instruction is part
 * @param type what the program is for
 * @param state what is known before the instruction, and then after it
 * @param index of the instruction
 * @param stackUsed bytes of stack that each function has been seen to use, by where it begins
 */
record Step(Program program, ProgramType type, PathState state, int index, Map<Integer, Integer> stackUsed) {
    Instruction instruction() {
        return program.code().get(index);
    }

    /** What a register holds that the instruction reads. */
    Register read(int register) {
        Register value = state.get(register);
        if (value.kind() == Register.Kind.NOTHING) {
            throw refusal("reads r" + register + ", which holds nothing on this path");
        }
        return value;
    }

    /** The number that a register holds; an address is refused. */
    Scalar readNumber(int register, String purpose) {
        Register value = read(register);
        if (!value.isNumber()) {
            throw refusal("r%d holds %s, but %s needs a number"
                    .formatted(register, value.kind().words(), purpose));
        }
        return value.scalar();
    }

    /** The second operand of an arithmetic instruction or a jump. */
    Register operand() {
        Instruction i = instruction();
        return i.usesSource() ? read(i.src()) : Register.number(Scalar.constant(i.imm()));
    }

    RefusedProgramException refusal(String reason) {
        return RefusedProgramException.at(index, instruction(), reason);
    }
}
