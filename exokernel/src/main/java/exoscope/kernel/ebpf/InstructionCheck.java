package exoscope.kernel.ebpf;

/** Whether the fields of one instruction make sense by themselves. */
final class InstructionCheck {
    private static final int FRAME_POINTER = 10;

    private final int index;
    private final Instruction instruction;

    private InstructionCheck(int index, Instruction instruction) {
        this.index = index;
        this.instruction = instruction;
    }

    static void check(int index, Instruction instruction) {
        new InstructionCheck(index, instruction).check();
    }

    private void check() {
        fieldsFit();
        switch (instruction.kind()) {
            case Opcode.ALU, Opcode.ALU64 -> arithmetic();
            case Opcode.JMP, Opcode.JMP32 -> jump();
            case Opcode.LD -> wide();
            default -> memory();
        }
    }

    /** Fields are as wide as in the encoding: an instruction need not have been decoded from bytes. */
    private void fieldsFit() {
        require((instruction.opcode() & ~0xff) == 0, undefinedText());
        require(
                isRegister(instruction.dst()) && isRegister(instruction.src()),
                "names a register that does not exist; there are r0 to r10");
        int offset = instruction.offset();
        require(offset == (short) offset, "has offset " + offset + ", which 16 bits do not hold");
        require(
                instruction.isWide() || instruction.nextImm() == 0,
                "has the immediate of a second slot, and only one slot");
    }

    private static boolean isRegister(int number) {
        return number >= 0 && number <= FRAME_POINTER;
    }

    private void arithmetic() {
        int operation = instruction.operation();
        if (operation > Opcode.END) {
            throw undefined();
        }
        if (operation == Opcode.END) {
            byteSwap();
        } else if (operation == Opcode.NEG) {
            require(!instruction.usesSource(), "negation has no second operand");
            require(instruction.src() == 0 && instruction.imm() == 0, "uses fields that negation does not have");
            require(instruction.offset() == 0, "uses an offset, which negation does not have");
        } else {
            secondOperand();
            arithmeticOffset(operation);
        }
        require(instruction.dst() != FRAME_POINTER, "writes r10, the frame pointer, which is read-only");
    }

    private void byteSwap() {
        boolean reserved = instruction.kind() == Opcode.ALU64 && instruction.usesSource();
        require(!reserved && instruction.src() == 0 && instruction.offset() == 0, "is a byte swap with reserved bits");
        int bits = instruction.imm();
        require(bits == 16 || bits == 32 || bits == 64, "swaps " + bits + " bits: only 16, 32 or 64");
    }

    private void arithmeticOffset(int operation) {
        int offset = instruction.offset();
        boolean legal = switch (operation) {
            case Opcode.DIV, Opcode.MOD -> offset == 0 || offset == 1;
            case Opcode.MOV -> offset == 0 || (instruction.usesSource() && isExtension(offset));
            default -> offset == 0;
        };
        require(legal, "has offset " + offset + ", which has no meaning here");
    }

    /** Whether a move can extend the sign of so many bits. */
    private boolean isExtension(int bits) {
        return bits == 8 || bits == 16 || (bits == 32 && instruction.kind() == Opcode.ALU64);
    }

    /** Either a register or an immediate: the other field is 0. */
    private void secondOperand() {
        if (instruction.usesSource()) {
            require(instruction.imm() == 0, "has an immediate beside its source register");
        } else {
            require(instruction.src() == 0, "has a source register beside its immediate");
        }
    }

    private void jump() {
        int operation = instruction.operation();
        switch (operation) {
            case Opcode.JA -> unconditional();
            case Opcode.CALL -> call();
            case Opcode.EXIT -> {
                require(instruction.opcode() == (Opcode.JMP | Opcode.EXIT), "is no exit of the 64-bit class");
                require(
                        instruction.dst() == 0
                                && instruction.src() == 0
                                && instruction.offset() == 0
                                && instruction.imm() == 0,
                        "exit has no operands");
            }
            default -> {
                require(operation <= Opcode.JSLE, "opcode 0x%02x is not defined".formatted(instruction.opcode()));
                secondOperand();
            }
        }
    }

    private void unconditional() {
        require(!instruction.usesSource(), "jumps to an address in a register");
        require(instruction.dst() == 0 && instruction.src() == 0, "goto has no registers");
        int unused = instruction.kind() == Opcode.JMP ? instruction.imm() : instruction.offset();
        require(unused == 0, "goto has its distance in the wrong field");
    }

    private void call() {
        require(instruction.kind() == Opcode.JMP, "is a call of the 32-bit class");
        require(
                !instruction.usesSource(),
                "calls an address in a register; only helpers and own functions can be called");
        require(instruction.dst() == 0 && instruction.offset() == 0, "call has no destination and no offset");
        require(
                instruction.src() <= Opcode.CALL_LOCAL,
                "calls a helper by BTF identifier; helpers are called by number here");
    }

    private void wide() {
        int mode = instruction.mode();
        if (mode == Opcode.ABS || mode == Opcode.IND) {
            throw no("is a legacy packet access; load through the context's packet pointers instead");
        }
        if (!instruction.isWide()) {
            throw undefined();
        }
        require(instruction.dst() != FRAME_POINTER, "writes r10, the frame pointer, which is read-only");
        require(instruction.offset() == 0, "has an offset, which a 64-bit immediate does not have");
        require(
                instruction.src() <= Opcode.WIDE_VALUE,
                "has a 64-bit immediate of kind " + instruction.src() + "; 0 to 2 are known here");
        require(
                instruction.src() != Opcode.WIDE_REGION || instruction.nextImm() == 0,
                "names a region with more than its number");
    }

    private void memory() {
        switch (instruction.kind()) {
            case Opcode.LDX -> {
                boolean extending = instruction.mode() == Opcode.MEMSX && instruction.size() < Long.BYTES;
                require(instruction.mode() == Opcode.MEM || extending, undefinedText());
                require(instruction.imm() == 0, "has an immediate, which a load does not have");
                require(instruction.dst() != FRAME_POINTER, "writes r10, the frame pointer, which is read-only");
            }
            case Opcode.ST -> {
                require(instruction.mode() == Opcode.MEM, undefinedText());
                require(instruction.src() == 0, "has a source register beside its immediate");
            }
            default -> {
                require(instruction.mode() == Opcode.MEM || instruction.mode() == Opcode.ATOMIC, undefinedText());
                if (instruction.mode() == Opcode.ATOMIC) {
                    atomic();
                } else {
                    require(instruction.imm() == 0, "has an immediate beside its source register");
                }
            }
        }
    }

    private void atomic() {
        require(instruction.size() >= Integer.BYTES, "is an atomic operation on less than 32 bits");
        int imm = instruction.imm();
        boolean known = switch (imm & ~Opcode.FETCH) {
            case Opcode.ADD, Opcode.OR, Opcode.AND, Opcode.XOR -> true;
            default -> imm == Opcode.XCHG || imm == Opcode.CMPXCHG;
        };
        require(known, "is the atomic operation 0x" + Integer.toHexString(imm) + ", which is not defined");
        boolean fetches = (imm & Opcode.FETCH) != 0 && imm != Opcode.CMPXCHG;
        require(!fetches || instruction.src() != FRAME_POINTER, "writes r10, the frame pointer, which is read-only");
    }

    private void require(boolean condition, String reason) {
        if (!condition) {
            throw no(reason);
        }
    }

    private RefusedProgramException undefined() {
        return no(undefinedText());
    }

    private String undefinedText() {
        return "opcode 0x%02x is not defined".formatted(instruction.opcode());
    }

    private RefusedProgramException no(String reason) {
        return RefusedProgramException.at(index, reason);
    }
}
