package exoscope.kernel.ebpf;

import java.util.List;

/**
 * Which registers are read later before they are written. What is in the others makes no difference, which lets the verifier
 * see that two paths have become one.
 */
final class Liveness {
    private static final int FRAME_POINTER = 1 << 10;
    private static final int ARGUMENTS = 0b11_1110;
    private static final int CLOBBERED = 0b11_1111;

    private final List<Instruction> code;
    private final int[] live;

    Liveness(List<Instruction> code) {
        this.code = code;
        live = new int[code.size()];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = code.size() - 1; i >= 0; i--) {
                int now = before(i);
                changed |= now != live[i];
                live[i] = now;
            }
        }
    }

    /** A bit for each register whose value matters at an instruction. */
    int at(int index) {
        return live[index] | FRAME_POINTER;
    }

    /** A bit for each register of a caller whose value matters while it waits for a function to return. */
    int afterCall(int returnTo) {
        return (live[returnTo] & ~CLOBBERED) | FRAME_POINTER;
    }

    private int before(int index) {
        Instruction i = code.get(index);
        if (i.opcode() == Opcode.TAIL) {
            return after(index + 1);
        }
        if (i.isExit()) {
            return 1;
        }
        if (i.isCall()) {
            return (after(index + 1) & ~CLOBBERED) | ARGUMENTS;
        }
        if (i.isGoto()) {
            return after(i.target(index));
        }
        if (i.isConditional()) {
            return after(index + 1) | after(i.target(index)) | reads(i);
        }
        return (after(index + i.slots()) & ~writes(i)) | reads(i);
    }

    private int after(int index) {
        return index < live.length ? live[index] : 0;
    }

    private static int writes(Instruction i) {
        return switch (i.kind()) {
            case Opcode.ALU, Opcode.ALU64, Opcode.LD, Opcode.LDX -> 1 << i.dst();
            default -> 0;
        };
    }

    private static int reads(Instruction i) {
        int dst = 1 << i.dst();
        int src = 1 << i.src();
        return switch (i.kind()) {
            case Opcode.LD -> 0;
            case Opcode.LDX -> src;
            case Opcode.ST -> dst;
            case Opcode.STX -> dst | src | (i.isAtomic() && i.imm() == Opcode.CMPXCHG ? 1 : 0);
            case Opcode.ALU, Opcode.ALU64 -> {
                boolean first = i.operation() != Opcode.MOV;
                boolean second = i.usesSource() && i.operation() != Opcode.END;
                yield (first ? dst : 0) | (second ? src : 0);
            }
            default -> dst | (i.usesSource() ? src : 0);
        };
    }
}
