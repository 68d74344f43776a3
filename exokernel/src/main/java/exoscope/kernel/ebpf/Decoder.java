package exoscope.kernel.ebpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** From bytes to instructions and back. Fields that an instruction does not use have to be 0, as RFC 9669 demands. */
public final class Decoder {
    private Decoder() {}

    /**
     * Decodes a program, a slot after the other; an lddw is followed by a slot of its own, so indices are those of jumps.
     *
     * @throws RefusedProgramException if a slot is no instruction
     */
    public static List<Instruction> decode(byte[] bytes) {
        if (bytes.length % Instruction.BYTES != 0) {
            throw RefusedProgramException.whole(
                    "a program of " + bytes.length + " bytes: must be a multiple of " + Instruction.BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Instruction> code = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int index = code.size();
            Instruction instruction = slot(buffer);
            if (instruction.isWide()) {
                instruction = withTail(index, instruction, buffer);
                code.add(instruction);
                code.add(Instruction.TAIL);
            } else {
                code.add(instruction);
            }
            InstructionCheck.check(index, instruction);
        }
        return code;
    }

    /** The bytes of a program. */
    public static byte[] encode(List<Instruction> code) {
        ByteBuffer buffer = ByteBuffer.allocate(code.size() * Instruction.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int nextImm = 0;
        for (Instruction instruction : code) {
            if (instruction.opcode() == Opcode.TAIL) {
                buffer.putInt(0).putInt(nextImm);
            } else {
                buffer.put((byte) instruction.opcode());
                buffer.put((byte) (instruction.src() << 4 | instruction.dst()));
                buffer.putShort((short) instruction.offset()).putInt(instruction.imm());
                nextImm = instruction.nextImm();
            }
        }
        return buffer.array();
    }

    private static Instruction slot(ByteBuffer buffer) {
        int opcode = Byte.toUnsignedInt(buffer.get());
        int registers = Byte.toUnsignedInt(buffer.get());
        return new Instruction(opcode, registers & 0xf, registers >>> 4, buffer.getShort(), buffer.getInt());
    }

    private static Instruction withTail(int index, Instruction head, ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            throw RefusedProgramException.at(index, "the program ends in the middle of a 64-bit immediate");
        }
        Instruction tail = slot(buffer);
        if (tail.opcode() != 0 || tail.dst() != 0 || tail.src() != 0 || tail.offset() != 0) {
            throw RefusedProgramException.at(index, "the second slot of a 64-bit immediate has more than an immediate");
        }
        return new Instruction(head.opcode(), head.dst(), head.src(), head.offset(), head.imm(), tail.imm());
    }
}
