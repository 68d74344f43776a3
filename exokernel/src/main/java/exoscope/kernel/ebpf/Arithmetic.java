package exoscope.kernel.ebpf;

/**
 * What the arithmetic instructions compute, and the comparisons of jumps: RFC 9669 §4.1 to §4.3. Dividing by zero gives 0,
 * a remainder by zero leaves the destination as it is; shifts count modulo the width.
 */
final class Arithmetic {
    private Arithmetic() {}

    /** @param offset the instruction's: signed division, or how many bits a move extends */
    static long wide(int operation, int offset, long a, long b) {
        return switch (operation) {
            case Opcode.ADD -> a + b;
            case Opcode.SUB -> a - b;
            case Opcode.MUL -> a * b;
            case Opcode.DIV -> offset == 0 ? divide(a, b) : signedDivide(a, b);
            case Opcode.OR -> a | b;
            case Opcode.AND -> a & b;
            case Opcode.LSH -> a << b;
            case Opcode.RSH -> a >>> b;
            case Opcode.NEG -> -a;
            case Opcode.MOD -> offset == 0 ? remainder(a, b) : signedRemainder(a, b);
            case Opcode.XOR -> a ^ b;
            case Opcode.MOV -> extend(offset, b);
            case Opcode.ARSH -> a >> b;
            default -> throw new IllegalStateException("no operation 0x" + Integer.toHexString(operation));
        };
    }

    /** The same on the low halves; the upper half of the result is 0. */
    static long narrow(int operation, int offset, long wideA, long wideB) {
        int a = (int) wideA;
        int b = (int) wideB;
        int result = switch (operation) {
            case Opcode.ADD -> a + b;
            case Opcode.SUB -> a - b;
            case Opcode.MUL -> a * b;
            case Opcode.DIV -> offset == 0 ? divide(a, b) : signedDivide(a, b);
            case Opcode.OR -> a | b;
            case Opcode.AND -> a & b;
            case Opcode.LSH -> a << b;
            case Opcode.RSH -> a >>> b;
            case Opcode.NEG -> -a;
            case Opcode.MOD -> offset == 0 ? remainder(a, b) : signedRemainder(a, b);
            case Opcode.XOR -> a ^ b;
            case Opcode.MOV -> (int) extend(offset, b);
            case Opcode.ARSH -> a >> b;
            default -> throw new IllegalStateException("no operation 0x" + Integer.toHexString(operation));
        };
        return Integer.toUnsignedLong(result);
    }

    static long divide(long a, long b) {
        return b == 0 ? 0 : Long.divideUnsigned(a, b);
    }

    static long signedDivide(long a, long b) {
        return b == 0 ? 0 : a / b;
    }

    static long remainder(long a, long b) {
        return b == 0 ? a : Long.remainderUnsigned(a, b);
    }

    static long signedRemainder(long a, long b) {
        return b == 0 ? a : a % b;
    }

    static int divide(int a, int b) {
        return b == 0 ? 0 : Integer.divideUnsigned(a, b);
    }

    static int signedDivide(int a, int b) {
        return b == 0 ? 0 : a / b;
    }

    static int remainder(int a, int b) {
        return b == 0 ? a : Integer.remainderUnsigned(a, b);
    }

    static int signedRemainder(int a, int b) {
        return b == 0 ? a : a % b;
    }

    private static long extend(int bits, long value) {
        return switch (bits) {
            case 8 -> (byte) value;
            case 16 -> (short) value;
            case 32 -> (int) value;
            default -> value;
        };
    }

    /** Byte swaps; the machine is little-endian, so that {@code le} only cuts off. */
    static long swap(Instruction instruction, long value) {
        boolean reverse = instruction.kind() == Opcode.ALU64 || instruction.usesSource();
        return switch (instruction.imm()) {
            case 16 -> Short.toUnsignedLong(reverse ? Short.reverseBytes((short) value) : (short) value);
            case 32 -> Integer.toUnsignedLong(reverse ? Integer.reverseBytes((int) value) : (int) value);
            default -> reverse ? Long.reverseBytes(value) : value;
        };
    }

    /** Whether a conditional jump is taken. Operands of the 32-bit class come sign-extended from their low halves. */
    static boolean holds(int operation, long a, long b) {
        return switch (operation) {
            case Opcode.JEQ -> a == b;
            case Opcode.JNE -> a != b;
            case Opcode.JSET -> (a & b) != 0;
            case Opcode.JGT -> Long.compareUnsigned(a, b) > 0;
            case Opcode.JGE -> Long.compareUnsigned(a, b) >= 0;
            case Opcode.JLT -> Long.compareUnsigned(a, b) < 0;
            case Opcode.JLE -> Long.compareUnsigned(a, b) <= 0;
            case Opcode.JSGT -> a > b;
            case Opcode.JSGE -> a >= b;
            case Opcode.JSLT -> a < b;
            case Opcode.JSLE -> a <= b;
            default -> throw new IllegalStateException("no comparison 0x" + Integer.toHexString(operation));
        };
    }

    /** What an atomic operation stores, of the old value and the source register. */
    static long stored(int imm, long old, long operand) {
        return switch (imm & ~Opcode.FETCH) {
            case Opcode.ADD -> old + operand;
            case Opcode.OR -> old | operand;
            case Opcode.AND -> old & operand;
            case Opcode.XOR -> old ^ operand;
            default -> operand;
        };
    }
}
