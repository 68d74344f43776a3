package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets, and what a program may be given. */
class LoadedProgramTest {
    private static final byte[] CONTEXT = new byte[EbpfFixture.CONTEXT.size()];

    private final EbpfFixture f = new EbpfFixture();

    private LoadedProgram load(Engine engine, String source) {
        return f.verify(source).load(engine);
    }

    @ParameterizedTest
    @EnumSource
    void pieceThatCannotBePaidIsNotBegun(Engine engine) {
        LoadedProgram loop = load(engine, """
                r0 = 0
                again:
                r0 += 1
                if r0 < 10 goto again
                exit
                """);
        assertThat(loop.run(CONTEXT.clone(), 43)).isEqualTo(new Result(Result.Outcome.RETURNED, 10, 43));
        assertThat(loop.run(CONTEXT.clone(), 42)).isEqualTo(new Result(Result.Outcome.OUT_OF_BUDGET, 0, 42));
        assertThat(loop.run(CONTEXT.clone(), 41)).isEqualTo(new Result(Result.Outcome.OUT_OF_BUDGET, 0, 38));
        assertThat(loop.run(CONTEXT.clone(), 0)).isEqualTo(new Result(Result.Outcome.OUT_OF_BUDGET, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void helperThatCannotBePaidDoesNothing(Engine engine) {
        String source = """
                r1 = value[1]+0
                r2 = 32
                call 3
                exit
                """;
        Result whole = load(engine, source).run(CONTEXT.clone(), EbpfFixture.BUDGET);
        assertThat(f.done).containsExactly("send 32");
        Result less = load(engine, source).run(CONTEXT.clone(), whole.cycles() - 1);
        assertThat(less.outcome()).isEqualTo(Result.Outcome.OUT_OF_BUDGET);
        assertThat(f.done).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void variablesKeepTheirValuesBetweenRuns(Engine engine) {
        LoadedProgram counter = load(engine, """
                r1 = value[0]+0
                r0 = *(u64 *)(r1 + 0)
                r0 += 1
                *(u64 *)(r1 + 0) = r0
                exit
                """);
        assertThat(counter.run(CONTEXT.clone(), 100).value()).isEqualTo(1);
        assertThat(counter.run(CONTEXT.clone(), 100).value()).isEqualTo(2);
    }

    @Test
    void programCannotBeRunByAHelperThatItCalls() {
        List<LoadedProgram> self = new ArrayList<>();
        HelperTable helpers = HelperTable.NONE.with(
                new HelperSignature(1, "again", List.of(), HelperSignature.Returned.NUMBER, 1),
                (execution, a, b, c, d, e) ->
                        self.getFirst().run(new byte[0], 100).value());
        ProgramType type = new ProgramType("test", ContextLayout.EMPTY, helpers);
        self.add(Verifier.verify(EbpfFixture.program("call 1\nexit"), type).load(Engine.TRANSLATOR));
        assertThatThrownBy(() -> self.getFirst().run(new byte[0], 100))
                .hasMessage("a program cannot run while it runs");
    }

    @Test
    void whatIsGivenHasToFit() {
        VerifiedProgram verified = f.verify("r0 = 0\nexit");
        assertThatThrownBy(() -> verified.load(Engine.INTERPRETER, List.of()))
                .hasMessage("0 regions, the program has 2");
        Region small = new ByteRegion(new byte[8]);
        assertThatThrownBy(() -> verified.load(Engine.INTERPRETER, List.of(small, small)))
                .hasMessage("region table of 8 bytes, must be 64");
        LoadedProgram loaded = verified.load(Engine.INTERPRETER);
        assertThatThrownBy(() -> loaded.run(new byte[1], 10)).hasMessage("context of 1 bytes, must be 32");
        Region large = new ByteRegion(new byte[70_000]);
        assertThatThrownBy(() -> loaded.run(CONTEXT.clone(), large, 10))
                .hasMessage("packet of 70000 bytes, at most 65535");
    }

    @Test
    void storeToAWatchedFrameIsNoticed() {
        PhysicalMemory memory = new PhysicalMemory(3);
        Region region = new FrameRegion(memory, 4096 - 4, 4096 + 8);
        int version = memory.watch(1);
        region.store(2, 4, 0x11223344);
        assertThat(memory.version(1)).isNotEqualTo(version);
        assertThat(region.load(2, 4)).isEqualTo(0x11223344);
        region.store(0, 8, 0x1122334455667788L);
        assertThat(region.load(0, 8)).isEqualTo(0x1122334455667788L);
        assertThat(region.load(0, 2)).isEqualTo(0x7788);
        assertThatThrownBy(() -> region.load(4097, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void functionTooLongForTheJvmIsInterpreted() {
        String line = "r2 = atomic_fetch_add((u64 *)(r10 - 504), r2)\n";
        String source = "r0 = 0\nr2 = 1\n*(u64 *)(r10 - 504) = 7\n" + line.repeat(4_000);
        Result interpreted = load(Engine.INTERPRETER, source + "exit").run(CONTEXT.clone(), 10_000_000);
        assertThat(load(Engine.TRANSLATOR, source + "exit").run(CONTEXT.clone(), 10_000_000))
                .isEqualTo(interpreted);
    }
}
