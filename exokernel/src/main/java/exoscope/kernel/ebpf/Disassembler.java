package exoscope.kernel.ebpf;

/** Writes instructions as LLVM does; {@link Assembler} reads the same. */
public final class Disassembler {
    private Disassembler() {}

    /** One instruction, a jump as a distance from the next slot. */
    public static String text(Instruction instruction) {
        if (instruction.opcode() == Opcode.TAIL) {
            return "second half of a 64-bit immediate";
        }
        return switch (instruction.kind()) {
            case Opcode.ALU, Opcode.ALU64 -> arithmetic(instruction);
            case Opcode.JMP, Opcode.JMP32 -> jump(instruction);
            case Opcode.LD -> wide(instruction);
            case Opcode.LDX -> "r%d = %s".formatted(instruction.dst(), place(instruction, instruction.src()));
            case Opcode.ST -> "%s = %d".formatted(place(instruction, instruction.dst()), instruction.imm());
            default -> instruction.isAtomic() ? atomic(instruction) : store(instruction);
        };
    }

    private static String store(Instruction instruction) {
        return "%s = r%d".formatted(place(instruction, instruction.dst()), instruction.src());
    }

    private static String arithmetic(Instruction i) {
        String bank = i.kind() == Opcode.ALU64 ? "r" : "w";
        String dst = bank + i.dst();
        String operand = i.usesSource() ? bank + i.src() : String.valueOf(i.imm());
        return switch (i.operation()) {
            case Opcode.NEG -> "%s = -%s".formatted(dst, dst);
            case Opcode.END -> "r%d = %s%d r%d".formatted(i.dst(), order(i), i.imm(), i.dst());
            case Opcode.MOV ->
                i.offset() == 0
                        ? "%s = %s".formatted(dst, operand)
                        : "%s = (s%d)%s".formatted(dst, i.offset(), operand);
            default -> "%s %s= %s".formatted(dst, (i.offset() == 1 ? "s" : "") + symbol(i.operation()), operand);
        };
    }

    private static String order(Instruction instruction) {
        if (instruction.kind() == Opcode.ALU64) {
            return "bswap";
        }
        return instruction.usesSource() ? "be" : "le";
    }

    static String symbol(int operation) {
        return switch (operation) {
            case Opcode.ADD -> "+";
            case Opcode.SUB -> "-";
            case Opcode.MUL -> "*";
            case Opcode.DIV -> "/";
            case Opcode.OR -> "|";
            case Opcode.AND -> "&";
            case Opcode.LSH -> "<<";
            case Opcode.RSH -> ">>";
            case Opcode.MOD -> "%";
            case Opcode.XOR -> "^";
            case Opcode.ARSH -> "s>>";
            default -> "?";
        };
    }

    private static String jump(Instruction i) {
        String bank = i.kind() == Opcode.JMP ? "r" : "w";
        return switch (i.operation()) {
            case Opcode.JA ->
                i.kind() == Opcode.JMP ? "goto %+d".formatted(i.offset()) : "gotol %+d".formatted(i.imm());
            case Opcode.CALL -> i.isLocalCall() ? "call pc%+d".formatted(i.imm()) : "call " + i.imm();
            case Opcode.EXIT -> "exit";
            default ->
                "if %s%d %s %s goto %+d"
                        .formatted(
                                bank,
                                i.dst(),
                                comparison(i.operation()),
                                i.usesSource() ? bank + i.src() : String.valueOf(i.imm()),
                                i.offset());
        };
    }

    static String comparison(int operation) {
        return switch (operation) {
            case Opcode.JEQ -> "==";
            case Opcode.JGT -> ">";
            case Opcode.JGE -> ">=";
            case Opcode.JSET -> "&";
            case Opcode.JNE -> "!=";
            case Opcode.JSGT -> "s>";
            case Opcode.JSGE -> "s>=";
            case Opcode.JLT -> "<";
            case Opcode.JLE -> "<=";
            case Opcode.JSLT -> "s<";
            case Opcode.JSLE -> "s<=";
            default -> "?";
        };
    }

    private static String wide(Instruction i) {
        return switch (i.src()) {
            case Opcode.WIDE_REGION -> "r%d = region[%d]".formatted(i.dst(), i.imm());
            case Opcode.WIDE_VALUE -> "r%d = value[%d]+%d".formatted(i.dst(), i.imm(), i.nextImm());
            default -> "r%d = 0x%x ll".formatted(i.dst(), i.wide());
        };
    }

    private static String place(Instruction instruction, int base) {
        String sign = instruction.mode() == Opcode.MEMSX ? "s" : "u";
        return "*(%s%d *)(r%d %s)".formatted(sign, instruction.size() * 8, base, distance(instruction.offset()));
    }

    private static String distance(int offset) {
        return offset < 0 ? "- " + -offset : "+ " + offset;
    }

    private static String atomic(Instruction i) {
        int bits = i.size() * 8;
        String address = "r%d %s".formatted(i.dst(), distance(i.offset()));
        if (i.imm() == Opcode.XCHG) {
            return "r%d = xchg_%d(%s, r%d)".formatted(i.src(), bits, address, i.src());
        }
        if (i.imm() == Opcode.CMPXCHG) {
            return "r0 = cmpxchg_%d(%s, r0, r%d)".formatted(bits, address, i.src());
        }
        if ((i.imm() & Opcode.FETCH) == 0) {
            return "lock *(u%d *)(%s) %s= r%d".formatted(bits, address, symbol(i.imm()), i.src());
        }
        return "r%d = atomic_fetch_%s((u%d *)(%s), r%d)"
                .formatted(i.src(), word(i.imm() & ~Opcode.FETCH), bits, address, i.src());
    }

    static String word(int operation) {
        return switch (operation) {
            case Opcode.ADD -> "add";
            case Opcode.OR -> "or";
            case Opcode.AND -> "and";
            default -> "xor";
        };
    }
}
