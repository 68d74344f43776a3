package exoscope.kernel.ebpf;

/**
 * One instruction, its fields as RFC 9669 §3 names them.
 *
 * @param opcode class, operation and so on; {@link Opcode#TAIL} for the second slot of a 64-bit immediate
 * @param dst number of the destination register, 0 to 10
 * @param src number of the source register, or what an lddw or a call means
 * @param offset signed, in bytes for memory and in slots for jumps
 * @param imm the immediate
 * @param nextImm the immediate of the second slot of an lddw; otherwise 0
 */
public record Instruction(int opcode, int dst, int src, int offset, int imm, int nextImm) {
    /** Bytes of a slot. */
    public static final int BYTES = 8;

    static final Instruction TAIL = new Instruction(Opcode.TAIL, 0, 0, 0, 0, 0);

    Instruction(int opcode, int dst, int src, int offset, int imm) {
        this(opcode, dst, src, offset, imm, 0);
    }

    int kind() {
        return opcode & 0x07;
    }

    /** The operation of an arithmetic instruction or a jump. */
    int operation() {
        return opcode & 0xf0;
    }

    boolean usesSource() {
        return (opcode & Opcode.X) != 0;
    }

    boolean isAlu() {
        return kind() == Opcode.ALU || kind() == Opcode.ALU64;
    }

    boolean isJumpClass() {
        return opcode != Opcode.TAIL && (kind() == Opcode.JMP || kind() == Opcode.JMP32);
    }

    boolean isExit() {
        return opcode == (Opcode.JMP | Opcode.EXIT);
    }

    boolean isCall() {
        return opcode == (Opcode.JMP | Opcode.CALL);
    }

    boolean isLocalCall() {
        return isCall() && src == Opcode.CALL_LOCAL;
    }

    boolean isGoto() {
        return opcode == (Opcode.JMP | Opcode.JA) || opcode == (Opcode.JMP32 | Opcode.JA);
    }

    boolean isConditional() {
        return isJumpClass()
                && switch (operation()) {
                    case Opcode.JA, Opcode.CALL, Opcode.EXIT -> false;
                    default -> operation() <= Opcode.JSLE;
                };
    }

    boolean isWide() {
        return opcode == Opcode.LDDW;
    }

    boolean isAtomic() {
        return kind() == Opcode.STX && mode() == Opcode.ATOMIC;
    }

    /** Whether it reads or writes memory. */
    boolean isMemory() {
        return opcode != Opcode.TAIL && kind() >= Opcode.LDX && kind() <= Opcode.STX;
    }

    int mode() {
        return opcode & 0xe0;
    }

    /** Bytes that a load or a store moves. */
    int size() {
        return switch (opcode & 0x18) {
            case Opcode.W -> Integer.BYTES;
            case Opcode.H -> Short.BYTES;
            case Opcode.B -> Byte.BYTES;
            default -> Long.BYTES;
        };
    }

    /** Slots that the instruction takes. */
    int slots() {
        return isWide() ? 2 : 1;
    }

    /** The 64-bit immediate of an lddw. */
    long wide() {
        return (long) nextImm << 32 | Integer.toUnsignedLong(imm);
    }

    /** Where a jump or a local call at {@code index} leads; the same for {@code call}, which keeps the distance elsewhere. */
    int target(int index) {
        boolean far = opcode == (Opcode.JMP32 | Opcode.JA) || isLocalCall();
        return index + 1 + (far ? imm : offset);
    }
}
