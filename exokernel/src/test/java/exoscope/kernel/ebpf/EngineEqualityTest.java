package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random programs, and programs with some bits changed: whatever the verifier lets in ends on both engines alike, and never
 * leaves its memory. More of them: {@code mvn test -pl exokernel -am -Dtest=EngineEqualityTest -Debpf.programs=100000}.
 */
class EngineEqualityTest {
    private static final int PROGRAMS = Integer.getInteger("ebpf.programs", 1_500);

    /** Packets on which each program runs. */
    private static final int LENGTHS = 4;

    private final EbpfFixture f = new EbpfFixture();
    private final Random random = new Random(5);

    /** Everything that can be seen of a run. */
    private record Trace(Result result, List<String> done, List<Long> memory) {}

    @Test
    void randomProgramsRunAlike() {
        int accepted = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            accepted += runAlike("seed " + i, EbpfFixture.program(new RandomEbpf(i).source())) ? 1 : 0;
        }
        assertThat(accepted).as("accepted of %d", PROGRAMS).isGreaterThan(PROGRAMS / 2);
    }

    @Test
    void changedProgramsThatAreAcceptedStayInTheirMemory() {
        int accepted = 0;
        int tried = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            byte[] bytes = Decoder.encode(
                    EbpfFixture.program(new RandomEbpf(i).source()).code());
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                change(bytes);
            }
            tried++;
            try {
                Program program = new Program(
                        "changed", Decoder.decode(bytes), List.of(EbpfFixture.TABLE, EbpfFixture.CONSTANTS));
                accepted += runAlike("changed " + i, program) ? 1 : 0;
            } catch (RefusedProgramException e) {
                assertThat(e).hasMessageMatching("(?s)\\S.+[^.]");
            }
        }
        assertThat(accepted).as("accepted of %d", tried).isBetween(tried / 20, tried * 19 / 20);
    }

    /** What comes from bytes has fields that fit; what a libOS makes by itself need not. */
    @Test
    void instructionsThatWereNeverBytesAreRefusedOrRunAlike() {
        int accepted = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            Program original = EbpfFixture.program(new RandomEbpf(i).source());
            List<Instruction> code = new ArrayList<>(original.code());
            for (int change = random.nextInt(1, 3); change > 0; change--) {
                int at = random.nextInt(code.size());
                code.set(at, changed(code.get(at)));
            }
            accepted += runAlike("made " + i, new Program("made", code, original.regions())) ? 1 : 0;
        }
        assertThat(accepted).as("accepted of %d", PROGRAMS).isBetween(PROGRAMS / 50, PROGRAMS * 19 / 20);
    }

    private Instruction changed(Instruction i) {
        int field = random.nextInt(6);
        return new Instruction(
                field == 0 ? other(i.opcode()) : i.opcode(),
                field == 1 ? other(i.dst()) : i.dst(),
                field == 2 ? other(i.src()) : i.src(),
                field == 3 ? other(i.offset()) : i.offset(),
                field == 4 ? other(i.imm()) : i.imm(),
                field == 5 ? other(i.nextImm()) : i.nextImm());
    }

    /** Mostly a number that no field of so few bits holds, and that is the right one in those that it has. */
    private int other(int number) {
        return switch (random.nextInt(7)) {
            case 0 -> number | 1 << random.nextInt(4, 32);
            case 1 -> number + (1 << random.nextInt(4, 32));
            case 2 -> number - (1 << random.nextInt(4, 32));
            case 3 -> number ^ 1 << random.nextInt(8);
            case 4 -> -1;
            case 5 -> 1 + random.nextInt(16) * 16;
            default -> random.nextInt();
        };
    }

    /** A bit, or by one or two, or a byte as it is elsewhere in the program. */
    private void change(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] += (byte) random.nextInt(-2, 3);
            default -> bytes[at] = bytes[random.nextInt(bytes.length / 8) * 8 + at % 8];
        }
    }

    private boolean runAlike(String name, Program program) {
        VerifiedProgram verified;
        try {
            verified = Verifier.verify(program, f.type);
        } catch (RefusedProgramException e) {
            return false;
        }
        try {
            for (int i = 0; i < LENGTHS; i++) {
                runAlike(verified, length(program));
            }
        } catch (RuntimeException | AssertionError | LinkageError e) {
            throw new AssertionError(name + "\n" + text(program), e);
        }
        return true;
    }

    private void runAlike(VerifiedProgram verified, int length) {
        long budget = random.nextInt(4) == 0 ? random.nextInt(500) : EbpfFixture.BUDGET * 100;
        long seed = random.nextLong();
        Trace interpreted = run(verified, Engine.INTERPRETER, length, budget, seed);
        assertThat(run(verified, Engine.TRANSLATOR, length, budget, seed)).isEqualTo(interpreted);
        assertThat(interpreted.result.cycles()).isBetween(0L, budget);
    }

    /** Of a packet: any, or just as long as some comparison with its end demands, where mistakes by one show. */
    private int length(Program program) {
        List<Integer> demanded = program.code().stream()
                .filter(i -> i.opcode() == (Opcode.ALU64 | Opcode.ADD) && i.imm() >= 0 && i.imm() <= 100)
                .map(Instruction::imm)
                .toList();
        return demanded.isEmpty() || random.nextInt(3) == 0
                ? random.nextInt(100)
                : demanded.get(random.nextInt(demanded.size()));
    }

    private Trace run(VerifiedProgram verified, Engine engine, int length, long budget, long seed) {
        f.done.clear();
        byte[] packet = new byte[length];
        byte[] context = new byte[EbpfFixture.CONTEXT.size()];
        Random contents = new Random(seed);
        contents.nextBytes(packet);
        contents.nextBytes(context);
        Region table = EbpfFixture.TABLE.create();
        LoadedProgram loaded = verified.load(engine, List.of(table, EbpfFixture.CONSTANTS.create()));
        Result result = loaded.run(context, new ByteRegion(packet), budget);
        Result again = loaded.run(context, new ByteRegion(packet), budget);
        List<Long> memory = new ArrayList<>();
        for (Region region : List.of(table, new ByteRegion(packet), new ByteRegion(context))) {
            for (int i = 0; i < region.size(); i++) {
                memory.add(region.load(i, 1));
            }
        }
        memory.add(again.value());
        memory.add(again.cycles());
        return new Trace(result, List.copyOf(f.done), memory);
    }

    private static String text(Program program) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < program.code().size(); i++) {
            text.append("%4d %s%n".formatted(i, Disassembler.text(program.code().get(i))));
        }
        return text.toString();
    }
}
