package exoscope.kernel.ebpf;

import java.util.BitSet;
import java.util.List;

/**
 * Straight pieces of code: only their first instruction is jumped to, only their last jumps. A budget is charged by the
 * piece, so that interpreter and translation stop at the same place.
 */
final class Blocks {
    private final BitSet leaders = new BitSet();
    private final int[] cycles;

    private Blocks(int slots) {
        cycles = new int[slots];
    }

    /** Finds the pieces of code whose jumps stay within it. */
    static Blocks of(List<Instruction> code, HelperTable helpers) {
        Blocks blocks = new Blocks(code.size());
        blocks.findLeaders(code);
        int leader = 0;
        for (int i = 0; i < code.size(); i++) {
            Instruction instruction = code.get(i);
            leader = blocks.isLeader(i) ? i : leader;
            blocks.cycles[leader] += InstructionCost.cycles(instruction);
            if (instruction.isCall() && !instruction.isLocalCall()) {
                blocks.cycles[leader] += helpers.find(instruction.imm())
                        .map(helper -> helper.signature().cycles())
                        .orElse(0);
            }
        }
        return blocks;
    }

    private void findLeaders(List<Instruction> code) {
        leaders.set(0);
        for (int i = 0; i < code.size(); i++) {
            Instruction instruction = code.get(i);
            if (instruction.isGoto() || instruction.isConditional() || instruction.isLocalCall()) {
                leaders.set(instruction.target(i));
                leaders.set(i + 1);
            } else if (instruction.isExit()) {
                leaders.set(i + 1);
            }
        }
    }

    boolean isLeader(int index) {
        return leaders.get(index);
    }

    /** Cycles of the whole piece that begins at a leader; 0 for other instructions. */
    int cycles(int index) {
        return cycles[index];
    }
}
