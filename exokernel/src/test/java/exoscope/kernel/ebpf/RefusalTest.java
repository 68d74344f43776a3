package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verifier says of programs that it does not let in. */
class RefusalTest {
    private static final Path FILE = Path.of("src/test/resources/ebpf/refused.txt");

    private final EbpfFixture f = new EbpfFixture();

    @TestFactory
    List<DynamicTest> refusedProgram() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String block : Files.readString(FILE).strip().split("\n\n", -1)) {
            List<String> lines = block.lines().toList();
            String sentence = lines.getLast().substring("=> ".length());
            String source = String.join("\n", lines.subList(1, lines.size() - 1));
            tests.add(DynamicTest.dynamicTest(
                    lines.getFirst(),
                    () -> assertThatThrownBy(() -> f.verify(source))
                            .isInstanceOf(RefusedProgramException.class)
                            .hasMessage(sentence)));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(60);
        return tests;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 00 00 00 00 00 00 00 | instruction 0: is a legacy packet access; load through the context's packet pointers instead
            40 00 00 00 00 00 00 00 | instruction 0: is a legacy packet access; load through the context's packet pointers instead
            07 0b 00 00 00 00 00 00 | instruction 0: names a register that does not exist; there are r0 to r10
            07 10 00 00 00 00 00 00 | instruction 0: has a source register beside its immediate
            0f 10 00 00 01 00 00 00 | instruction 0: has an immediate beside its source register
            07 00 05 00 00 00 00 00 | instruction 0: has offset 5, which has no meaning here
            b4 00 20 00 00 00 00 00 | instruction 0: has offset 32, which has no meaning here
            d4 00 00 00 08 00 00 00 | instruction 0: swaps 8 bits: only 16, 32 or 64
            df 00 00 00 10 00 00 00 | instruction 0: is a byte swap with reserved bits
            e7 00 00 00 00 00 00 00 | instruction 0: opcode 0xe7 is not defined
            8d 00 00 00 00 00 00 00 | instruction 0: calls an address in a register; only helpers and own functions can be called
            85 20 00 00 01 00 00 00 | instruction 0: calls a helper by BTF identifier; helpers are called by number here
            0d 00 00 00 00 00 00 00 | instruction 0: jumps to an address in a register
            05 00 00 00 01 00 00 00 | instruction 0: goto has its distance in the wrong field
            95 01 00 00 00 00 00 00 | instruction 0: exit has no operands
            18 00 00 00 00 00 00 00 | instruction 0: the program ends in the middle of a 64-bit immediate
            18 40 00 00 00 00 00 00 00 00 00 00 00 00 00 00 | instruction 0: has a 64-bit immediate of kind 4; 0 to 2 are known here
            18 00 00 00 00 00 00 00 95 00 00 00 00 00 00 00 | \
            instruction 0: the second slot of a 64-bit immediate has more than an immediate
            db 00 00 00 02 00 00 00 | instruction 0: is the atomic operation 0x2, which is not defined
            d3 00 00 00 00 00 00 00 | instruction 0: is an atomic operation on less than 32 bits
            99 00 00 00 00 00 00 00 | instruction 0: opcode 0x99 is not defined
            95 00 00 | a program of 3 bytes: must be a multiple of 8
            """)
    void bitsThatAreNoInstruction(String bytes, String sentence) {
        String[] numbers = bytes.split(" ", -1);
        byte[] program = new byte[numbers.length];
        for (int i = 0; i < program.length; i++) {
            program[i] = (byte) Integer.parseInt(numbers[i], 16);
        }
        assertThatThrownBy(() -> Decoder.decode(program))
                .isInstanceOf(RefusedProgramException.class)
                .hasMessage(sentence);
    }

    @Test
    void resultOutsideWhatTheTypeReturnsIsRefused() {
        ProgramType predicate = new ProgramType("wakeup predicate", ContextLayout.EMPTY, HelperTable.NONE, false, 0, 1);
        assertThatThrownBy(() -> Verifier.verify(EbpfFixture.program("r0 = 2\nexit"), predicate))
                .hasMessage("instruction 1 (exit): returns a number from 2 to 2; a wakeup predicate returns 0 to 1");
    }

    @Test
    void packetOfAReadOnlyTypeCannotBeWritten() {
        ProgramType reader = new ProgramType("filter", EbpfFixture.CONTEXT, HelperTable.NONE, false, 0, 1);
        String source = """
                r2 = *(u64 *)(r1 + 0)
                *(u8 *)(r2 + 0) = 1
                exit
                """;
        assertThatThrownBy(() -> Verifier.verify(EbpfFixture.program(source), reader))
                .hasMessage(
                        "instruction 1 (*(u8 *)(r2 + 0) = 1): writes to the packet, which is read-only for a filter");
    }

    @Test
    void programThatIsTooLongIsRefused() {
        Instruction[] code = new Instruction[Structure.MOST_SLOTS + 1];
        Arrays.fill(code, Assembler.assemble("exit").getFirst());
        assertThatThrownBy(() -> Verifier.verify(new Program("long", List.of(code), List.of()), f.type))
                .hasMessage("a program of 4097 instructions: must be 1 to 4096");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x105 | 0  | 0  | 0     | 0 | instruction 0: opcode 0x105 is not defined
            0x185 | 0  | 0  | 0     | 1 | instruction 0: opcode 0x185 is not defined
            -2    | 0  | 0  | 0     | 0 | instruction 0: opcode 0xfffffffe is not defined
            0xb7  | -1 | 0  | 0     | 0 | instruction 0: names a register that does not exist; there are r0 to r10
            0xbf  | 0  | -1 | 0     | 0 | instruction 0: names a register that does not exist; there are r0 to r10
            0x61  | 0  | 10 | 65535 | 0 | instruction 0: has offset 65535, which 16 bits do not hold
            """)
    void fieldsThatNoEncodingHasAreRefused(String opcode, int dst, int src, int offset, int imm, String sentence) {
        List<Instruction> code = List.of(
                new Instruction(Integer.decode(opcode), dst, src, offset, imm, 0),
                Assembler.assemble("exit").getFirst());
        assertThatThrownBy(() -> Verifier.verify(new Program("made", code, List.of()), f.type))
                .isInstanceOf(RefusedProgramException.class)
                .hasMessage(sentence);
    }

    @Test
    void secondSlotThatIsMoreThanThatIsRefused() {
        Instruction wide = Assembler.assemble("r0 = 0x1 ll").getFirst();
        Instruction exit = Assembler.assemble("exit").getFirst();
        Instruction tail = new Instruction(Opcode.TAIL, 12, 0, 0, 0, 0);
        assertThatThrownBy(() -> Verifier.verify(new Program("made", List.of(wide, tail, exit), List.of()), f.type))
                .hasMessage("instruction 1: the second slot of a 64-bit immediate has fields of its own");
    }

    @Test
    void branchesThatAreTooManyAreRefused() {
        StringBuilder source = new StringBuilder("r0 = 0\nr2 = *(u64 *)(r1 + 24)\n");
        for (int i = 0; i < 20; i++) {
            source.append("if r2 & %d goto +1\nr0 += %d\n".formatted(1 << i, 1 << i));
        }
        assertThatThrownBy(() -> f.verify(source + "exit")).hasMessageContaining("after 100000 steps");
    }
}
