package exoscope.hw.cpu;

/**
 * The operations a decoded instruction can have (see {@link Decoder}): constants rather than an enum because the
 * interpreter's switch runs on the low byte of a {@code long}.
 */
final class Op {
    /** The word has not been looked at yet. */
    static final int UNDECODED = 0;

    static final int NOP = 1;
    /** {@code lui}, {@code li}: the immediate as it stands. */
    static final int LOAD_IMMEDIATE = 2;

    static final int ADD = 3;
    static final int ADDU = 4;
    static final int SUB = 5;
    static final int SUBU = 6;
    static final int AND = 7;
    static final int OR = 8;
    static final int XOR = 9;
    static final int NOR = 10;
    static final int SLT = 11;
    static final int SLTU = 12;
    static final int SLLV = 13;
    static final int SRLV = 14;
    static final int SRAV = 15;

    static final int ADDI = 16;
    static final int ADDIU = 17;
    static final int SLTI = 18;
    static final int SLTIU = 19;
    static final int ANDI = 20;
    static final int ORI = 21;
    static final int XORI = 22;
    static final int SLL = 23;
    static final int SRL = 24;
    static final int SRA = 25;

    static final int MULT = 26;
    static final int MULTU = 27;
    static final int DIV = 28;
    static final int DIVU = 29;
    static final int MFHI = 30;
    static final int MFLO = 31;
    static final int MTHI = 32;
    static final int MTLO = 33;

    static final int J = 34;
    static final int JAL = 35;
    static final int JR = 36;
    static final int JALR = 37;
    static final int BEQ = 38;
    static final int BNE = 39;
    static final int BLEZ = 40;
    static final int BGTZ = 41;
    static final int BLTZ = 42;
    static final int BGEZ = 43;
    static final int BLTZAL = 44;
    static final int BGEZAL = 45;

    static final int LB = 46;
    static final int LBU = 47;
    static final int LH = 48;
    static final int LHU = 49;
    static final int LW = 50;
    static final int LWL = 51;
    static final int LWR = 52;
    static final int SB = 53;
    static final int SH = 54;
    static final int SW = 55;
    static final int SWL = 56;
    static final int SWR = 57;

    static final int SYSCALL = 58;
    static final int BREAK = 59;
    static final int RESERVED = 60;
    /**
     * An instruction that {@link RareInstructions} executes: those of coprocessors 0 to 3, loads and stores of theirs
     * included; the immediate is the whole word.
     */
    static final int RARE = 61;
    /** There is no instruction, because its page cannot be fetched. */
    static final int UNFETCHABLE = 62;
    /** An instruction of MIPS32 that only computes; the immediate is the whole word. */
    static final int MIPS32 = 63;

    private Op() {}

    /** Whether the operation can do nothing but write its destination, so that it is idle when that is register 0. */
    static boolean onlyWritesDestination(int op) {
        return op == LOAD_IMMEDIATE || (op >= ADDU && op <= SRA && op != SUB && op != ADDI);
    }

    /** Whether the instruction after it stands in a delay slot. */
    static boolean isBranch(int op) {
        return op >= J && op <= BGEZAL;
    }

    /** Whether the instruction is a branch or jump whose target does not depend on a register. */
    static boolean hasFixedTarget(int op) {
        return isBranch(op) && op != JR && op != JALR;
    }

    /** Whether the instruction reads or writes HI or LO, so that it may have to wait. */
    static boolean usesMultiplier(int op) {
        return op >= MULT && op <= MTLO;
    }

    /** Whether the instruction writes memory. */
    static boolean isStore(int op) {
        return op >= SB && op <= SWR;
    }

    /** Whether the result reaches the register file one instruction late on a machine without interlocks. */
    static boolean isLoad(int op) {
        return op >= LB && op <= LWR;
    }
}
