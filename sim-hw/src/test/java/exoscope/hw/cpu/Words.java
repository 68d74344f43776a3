package exoscope.hw.cpu;

/** Instruction words, by the names that assemblers use; operands in their order too. */
final class Words {
    static final int NOP = 0;
    static final int SYSCALL = 12;
    static final int BREAK = 13;
    static final int RFE = 0x4200_0010;
    static final int TLBR = 0x4200_0001;
    static final int TLBWI = 0x4200_0002;
    static final int TLBWR = 0x4200_0006;
    static final int TLBP = 0x4200_0008;
    static final int SINGLE = 16;
    static final int DOUBLE = 17;
    static final int WORD = 20;

    private Words() {}

    /** An instruction with a 16-bit immediate. */
    static int immediate(int opcode, int rt, int rs, int value) {
        return opcode << 26 | rs << 21 | rt << 16 | (value & 0xffff);
    }

    /** An instruction of three registers. */
    static int register(int function, int rd, int rs, int rt) {
        return rs << 21 | rt << 16 | rd << 11 | function;
    }

    static int addiu(int rt, int rs, int value) {
        return immediate(9, rt, rs, value);
    }

    static int addu(int rd, int rs, int rt) {
        return register(0x21, rd, rs, rt);
    }

    static int ori(int rt, int rs, int value) {
        return immediate(13, rt, rs, value);
    }

    static int lui(int rt, int value) {
        return immediate(15, rt, 0, value);
    }

    static int lw(int rt, int offset, int base) {
        return immediate(35, rt, base, offset);
    }

    static int sw(int rt, int offset, int base) {
        return immediate(43, rt, base, offset);
    }

    static int jr(int rs) {
        return register(8, 0, rs, 0);
    }

    /** @param offset in instructions, from the delay slot */
    static int beq(int rs, int rt, int offset) {
        return immediate(4, rt, rs, offset);
    }

    static int bne(int rs, int rt, int offset) {
        return immediate(5, rt, rs, offset);
    }

    static int mfc0(int rt, int control) {
        return 0x4000_0000 | rt << 16 | control << 11;
    }

    static int mtc0(int rt, int control) {
        return 0x4080_0000 | rt << 16 | control << 11;
    }

    static int mfc1(int rt, int fs) {
        return 0x4400_0000 | rt << 16 | fs << 11;
    }

    static int mtc1(int rt, int fs) {
        return 0x4480_0000 | rt << 16 | fs << 11;
    }

    static int cfc1(int rt, int control) {
        return 0x4440_0000 | rt << 16 | control << 11;
    }

    static int ctc1(int rt, int control) {
        return 0x44c0_0000 | rt << 16 | control << 11;
    }

    /** An operation of the floating-point unit. */
    static int fpu(int function, int format, int fd, int fs, int ft) {
        return 0x4400_0000 | format << 21 | ft << 16 | fs << 11 | fd << 6 | function;
    }

    static int bc1t(int offset) {
        return 0x4501_0000 | (offset & 0xffff);
    }

    static int bc1f(int offset) {
        return 0x4500_0000 | (offset & 0xffff);
    }
}
