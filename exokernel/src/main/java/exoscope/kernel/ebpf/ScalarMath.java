package exoscope.kernel.ebpf;

/** What arithmetic does to what is known: the result contains every number that the operands can give. */
final class ScalarMath {
    private ScalarMath() {}

    /** The result of an arithmetic instruction other than a byte swap. */
    static Scalar apply(Instruction instruction, Scalar a, Scalar b) {
        boolean wide = instruction.kind() == Opcode.ALU64;
        int operation = instruction.operation();
        int offset = instruction.offset();
        if (b.isConstant() && (a.isConstant() || operation == Opcode.MOV)) {
            return Scalar.constant(
                    wide
                            ? Arithmetic.wide(operation, offset, a.value(), b.value())
                            : Arithmetic.narrow(operation, offset, a.value(), b.value()));
        }
        if (operation == Opcode.MOV) {
            return move(wide, offset, b);
        }
        if (operation == Opcode.NEG) {
            return wide ? wide(Opcode.SUB, 0, Scalar.constant(0), a) : narrow(Opcode.SUB, 0, Scalar.constant(0), a);
        }
        return wide ? wide(operation, offset, a, b) : narrow(operation, offset, a, b);
    }

    /** The result of a byte swap. */
    static Scalar swap(Instruction instruction, Scalar a) {
        if (a.isConstant()) {
            return Scalar.constant(Arithmetic.swap(instruction, a.value()));
        }
        Scalar whole = Scalar.ofBytes(instruction.imm() / Byte.SIZE);
        boolean cuts = instruction.kind() == Opcode.ALU && !instruction.usesSource();
        return cuts && whole.contains(a) ? a : whole;
    }

    private static Scalar move(boolean wide, int bits, Scalar value) {
        Scalar moved = bits == 0 ? value : signExtend(bits, value);
        return wide ? moved : moved.low();
    }

    /** The low bits of a number, extended by their sign. */
    static Scalar signExtend(int bits, Scalar value) {
        Scalar all = Scalar.between(-1L << (bits - 1), (1L << (bits - 1)) - 1);
        if (bits == 32) {
            return Scalar.of(value.bits().lowSigned(), value.narrow().signExtended(), value.narrow());
        }
        return all.contains(value) ? value : all;
    }

    private static Scalar wide(int operation, int offset, Scalar a, Scalar b) {
        Tnum bits = bits(operation, a.bits(), b, Long.SIZE);
        Bounds bounds = bounds(operation, offset, a.wide(), b.wide());
        Bounds low = dependsOnLowHalves(operation) ? bounds(operation, offset, a.narrow(), b.narrow()) : Bounds.NARROW;
        return Scalar.of(bits, bounds.deduced(), low.deduced());
    }

    private static Scalar narrow(int operation, int offset, Scalar a, Scalar b) {
        Tnum operand =
                operation == Opcode.ARSH ? a.bits().lowSigned() : a.bits().low();
        Tnum bits = bits(operation, operand, b, Integer.SIZE).low();
        Bounds bounds = bounds(operation, offset, a.narrow(), b.narrow()).deduced();
        return Scalar.of(bits, bounds.zeroExtended(), bounds);
    }

    private static boolean dependsOnLowHalves(int operation) {
        return switch (operation) {
            case Opcode.ADD, Opcode.SUB, Opcode.MUL, Opcode.OR, Opcode.AND, Opcode.XOR, Opcode.LSH -> true;
            default -> false;
        };
    }

    private static Tnum bits(int operation, Tnum a, Scalar b, int width) {
        Tnum operand = width == Long.SIZE ? b.bits() : b.bits().low();
        return switch (operation) {
            case Opcode.ADD -> a.add(operand);
            case Opcode.SUB -> a.subtract(operand);
            case Opcode.MUL -> a.multiply(operand);
            case Opcode.OR -> a.or(operand);
            case Opcode.AND -> a.and(operand);
            case Opcode.XOR -> a.xor(operand);
            case Opcode.LSH, Opcode.RSH, Opcode.ARSH ->
                operand.isConstant() ? shift(operation, a, (int) operand.value() & width - 1) : Tnum.UNKNOWN;
            default -> Tnum.UNKNOWN;
        };
    }

    private static Tnum shift(int operation, Tnum a, int count) {
        return switch (operation) {
            case Opcode.LSH -> a.shiftLeft(count);
            case Opcode.RSH -> a.shiftRight(count);
            default -> a.shiftRightSigned(count);
        };
    }

    private static Bounds bounds(int operation, int offset, Bounds a, Bounds b) {
        return switch (operation) {
            case Opcode.ADD -> a.add(b);
            case Opcode.SUB -> a.subtract(b);
            case Opcode.MUL -> a.multiply(b);
            case Opcode.OR -> a.or(b);
            case Opcode.AND -> a.and(b);
            case Opcode.LSH -> a.shiftLeft(b);
            case Opcode.RSH -> a.shiftRight(b);
            case Opcode.ARSH -> a.shiftRightSigned(b);
            case Opcode.DIV -> offset == 0 ? a.divide(b) : a.unknown();
            case Opcode.MOD -> offset == 0 ? a.remainder(b) : a.unknown();
            default -> a.unknown();
        };
    }
}
