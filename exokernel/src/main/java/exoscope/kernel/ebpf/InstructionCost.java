package exoscope.kernel.ebpf;

/**
 * Cycles of each instruction, estimated by what an R3000 would execute for it: a 64-bit register is a pair of 32-bit ones, a
 * multiplication waits 12 cycles and a division 35, and a 64-bit division is a loop. {@code docs/costs.md} has the table.
 */
final class InstructionCost {
    private static final int MULTIPLY = 12;
    private static final int DIVIDE = 35;
    private static final int WIDE_MULTIPLY = 40;
    private static final int WIDE_DIVIDE = 200;
    private static final int WIDE_SHIFT = 5;
    private static final int LOCAL_CALL = 8;
    private static final int HELPER_CALL = 4;

    private InstructionCost() {}

    /** Cycles without what a helper itself costs. */
    static int cycles(Instruction instruction) {
        if (instruction.opcode() == Opcode.TAIL) {
            return 0;
        }
        int words = instruction.kind() == Opcode.ALU || instruction.kind() == Opcode.JMP32 ? 1 : 2;
        return switch (instruction.kind()) {
            case Opcode.ALU, Opcode.ALU64 -> arithmetic(instruction, words);
            case Opcode.JMP, Opcode.JMP32 -> jump(instruction, words);
            case Opcode.LD -> 4;
            default -> (instruction.isAtomic() ? 3 : 1) * (instruction.size() == Long.BYTES ? 2 : 1);
        };
    }

    private static int arithmetic(Instruction instruction, int words) {
        boolean wide = words == 2;
        return switch (instruction.operation()) {
            case Opcode.MUL -> wide ? WIDE_MULTIPLY : MULTIPLY;
            case Opcode.DIV, Opcode.MOD -> wide ? WIDE_DIVIDE : DIVIDE;
            case Opcode.LSH, Opcode.RSH, Opcode.ARSH -> wide ? WIDE_SHIFT : 1;
            case Opcode.END -> 5 * instruction.imm() / 16;
            default -> words;
        };
    }

    private static int jump(Instruction instruction, int words) {
        if (instruction.isLocalCall()) {
            return LOCAL_CALL;
        }
        if (instruction.isCall()) {
            return HELPER_CALL;
        }
        return instruction.isGoto() || instruction.isExit() ? 1 : words;
    }
}
