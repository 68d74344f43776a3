package exoscope.hw.cpu;

/**
 * Takes a MIPS I instruction word apart once, so that executing it does not have to.
 *
 * <pre>
 *  63                           32 31   23 22  18 17  13 12   8 7      0
 * |           immediate           |   0   | dest |  rt  |  rs  |   op   |
 * </pre>
 *
 * The destination is the register written, whichever field of the word named it, and 0 if there is none. The immediate
 * is ready for use: sign or zero extended as the operation wants, {@code lui} shifted, branch offsets in bytes, jump
 * targets as the low 28 bits of the address, shift amounts as they are.
 */
final class Decoder {
    private static final int RETURN_ADDRESS = 31;
    private static final int MARKED_OP = 23;

    private Decoder() {}

    static int op(long decoded) {
        return (int) decoded & 0xff;
    }

    static int rs(long decoded) {
        return (int) decoded >>> 8 & 31;
    }

    static int rt(long decoded) {
        return (int) decoded >>> 13 & 31;
    }

    static int dest(long decoded) {
        return (int) decoded >>> 18 & 31;
    }

    static int immediate(long decoded) {
        return (int) (decoded >>> 32);
    }

    /** Where a branch or jump with a fixed target leads if it is taken. */
    static int target(long decoded, int pc) {
        int op = op(decoded);
        int next = pc + 4;
        return op == Op.J || op == Op.JAL ? (next & 0xf000_0000) | immediate(decoded) : next + immediate(decoded);
    }

    /** The instruction with a mark: its operation moves to bits 30..23 and leaves {@link Op#UNDECODED} behind. */
    static long head(long decoded) {
        return (decoded & ~0xffL) | (decoded & 0xff) << MARKED_OP;
    }

    /** The instruction without its mark. */
    static long plain(long head) {
        return (head & ~(0xffL << MARKED_OP)) | (head >>> MARKED_OP & 0xff);
    }

    static long decode(int word) {
        int opcode = word >>> 26;
        return switch (opcode) {
            case 0 -> special(word);
            case 1 -> registerImmediateBranch(word);
            case 2 -> pack(Op.J, 0, 0, 0, (word & 0x3ff_ffff) << 2);
            case 3 -> pack(Op.JAL, 0, 0, RETURN_ADDRESS, (word & 0x3ff_ffff) << 2);
            case 4 -> branch(Op.BEQ, word, 0);
            case 5 -> branch(Op.BNE, word, 0);
            case 6 -> branch(Op.BLEZ, word, 0);
            case 7 -> branch(Op.BGTZ, word, 0);
            case 8 -> immediate(Op.ADDI, word, (short) word);
            case 9 -> immediate(Op.ADDIU, word, (short) word);
            case 10 -> immediate(Op.SLTI, word, (short) word);
            case 11 -> immediate(Op.SLTIU, word, (short) word);
            case 12 -> immediate(Op.ANDI, word, word & 0xffff);
            case 13 -> immediate(Op.ORI, word, word & 0xffff);
            case 14 -> immediate(Op.XORI, word, word & 0xffff);
            case 15 -> immediate(Op.LOAD_IMMEDIATE, word, word << 16);
            default -> opcode < 32 ? coprocessorOrReserved(word, opcode) : memory(word, opcode);
        };
    }

    private static long special(int word) {
        return switch (word & 63) {
            case 0 -> shift(Op.SLL, word);
            case 2 -> shift(Op.SRL, word);
            case 3 -> shift(Op.SRA, word);
            case 4 -> register(Op.SLLV, word);
            case 6 -> register(Op.SRLV, word);
            case 7 -> register(Op.SRAV, word);
            case 8 -> pack(Op.JR, word >>> 21, 0, 0, 0);
            case 9 -> register(Op.JALR, word);
            case 12 -> pack(Op.SYSCALL, 0, 0, 0, word);
            case 13 -> pack(Op.BREAK, 0, 0, 0, word);
            case 16 -> register(Op.MFHI, word);
            case 17 -> pack(Op.MTHI, word >>> 21, 0, 0, 0);
            case 18 -> register(Op.MFLO, word);
            case 19 -> pack(Op.MTLO, word >>> 21, 0, 0, 0);
            case 24 -> pack(Op.MULT, word >>> 21, word >>> 16, 0, 0);
            case 25 -> pack(Op.MULTU, word >>> 21, word >>> 16, 0, 0);
            case 26 -> pack(Op.DIV, word >>> 21, word >>> 16, 0, 0);
            case 27 -> pack(Op.DIVU, word >>> 21, word >>> 16, 0, 0);
            case 32 -> register(Op.ADD, word);
            case 33 -> register(Op.ADDU, word);
            case 34 -> register(Op.SUB, word);
            case 35 -> register(Op.SUBU, word);
            case 36 -> register(Op.AND, word);
            case 37 -> register(Op.OR, word);
            case 38 -> register(Op.XOR, word);
            case 39 -> register(Op.NOR, word);
            case 42 -> register(Op.SLT, word);
            case 43 -> register(Op.SLTU, word);
            default -> pack(Op.RESERVED, 0, 0, 0, word);
        };
    }

    private static long memory(int word, int opcode) {
        return switch (opcode) {
            case 32 -> immediate(Op.LB, word, (short) word);
            case 33 -> immediate(Op.LH, word, (short) word);
            case 34 -> immediate(Op.LWL, word, (short) word);
            case 35 -> immediate(Op.LW, word, (short) word);
            case 36 -> immediate(Op.LBU, word, (short) word);
            case 37 -> immediate(Op.LHU, word, (short) word);
            case 38 -> immediate(Op.LWR, word, (short) word);
            case 40 -> pack(Op.SB, word >>> 21, word >>> 16, 0, (short) word);
            case 41 -> pack(Op.SH, word >>> 21, word >>> 16, 0, (short) word);
            case 42 -> pack(Op.SWL, word >>> 21, word >>> 16, 0, (short) word);
            case 43 -> pack(Op.SW, word >>> 21, word >>> 16, 0, (short) word);
            case 46 -> pack(Op.SWR, word >>> 21, word >>> 16, 0, (short) word);
            default -> coprocessorOrReserved(word, opcode);
        };
    }

    /** Opcodes 16..19 are coprocessor operations, 48..51 their loads and 56..59 their stores. */
    private static long coprocessorOrReserved(int word, int opcode) {
        int group = opcode >>> 2;
        boolean coprocessor = group == 4 || group == 12 || group == 14;
        return pack(coprocessor ? Op.RARE : Op.RESERVED, 0, 0, 0, word);
    }

    /** Only bit 16 (less or greater) and whether bits 20..17 are 1000 (link) are decoded, as on the R3000. */
    private static long registerImmediateBranch(int word) {
        boolean link = (word >>> 17 & 15) == 8;
        boolean greater = (word & 0x1_0000) != 0;
        int op = link ? (greater ? Op.BGEZAL : Op.BLTZAL) : (greater ? Op.BGEZ : Op.BLTZ);
        return pack(op, word >>> 21, 0, link ? RETURN_ADDRESS : 0, (short) word << 2);
    }

    private static long branch(int op, int word, int dest) {
        return pack(op, word >>> 21, word >>> 16, dest, (short) word << 2);
    }

    private static long register(int op, int word) {
        return pack(op, word >>> 21, word >>> 16, word >>> 11, 0);
    }

    private static long shift(int op, int word) {
        return pack(op, 0, word >>> 16, word >>> 11, word >>> 6 & 31);
    }

    private static long immediate(int op, int word, int value) {
        return pack(op, word >>> 21, 0, word >>> 16, value);
    }

    static long pack(int op, int rs, int rt, int dest, int immediate) {
        boolean idle = (dest & 31) == 0 && Op.onlyWritesDestination(op);
        int low = (idle ? Op.NOP : op) | (rs & 31) << 8 | (rt & 31) << 13 | (dest & 31) << 18;
        return (long) immediate << 32 | low;
    }
}
