package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs compiled by GCC, from {@code labs/programs}. */
class CompiledProgramTest {
    private static final long AMPLE = 100_000_000;

    @ParameterizedTest
    @EnumSource
    void helloWritesItsLineAndExitsWithZero(Engine engine) {
        UserProgram program = new UserProgram("hello", engine, TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text()).isEqualTo("Hello from a MIPS program.\n");
    }

    @ParameterizedTest
    @EnumSource
    void sieveFindsThePrimesBelowAHundredThousand(Engine engine) {
        UserProgram program = new UserProgram("sieve", engine, TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text()).isEqualTo("9592 primes below 100000\n");
    }

    @ParameterizedTest
    @EnumSource
    void workingSetKeepsItsPagesOverFourPasses(Engine engine) {
        UserProgram program = new UserProgram("workingset", engine, TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text())
                .startsWith("pass 1: 24 pages intact\n")
                .endsWith("pass 4: 24 pages intact\n");
    }

    @ParameterizedTest
    @EnumSource
    void readingAnUnmappedAddressStopsAtTheLoad(Engine engine) {
        assertThat(new UserProgram("wild", engine, TraceSink.NONE).run(AMPLE)).startsWith("TLBL at 4");
    }

    @ParameterizedTest
    @EnumSource
    void anInstructionThatMipsOneLacksIsReserved(Engine engine) {
        assertThat(new UserProgram("reserved", engine, TraceSink.NONE).run(AMPLE))
                .startsWith("RI at 4");
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessLoopStopsAtTheClockLimit(Engine engine) {
        UserProgram program = new UserProgram("loop", engine, TraceSink.NONE);
        assertThat(program.run(12_345)).isEqualTo("still running");
        assertThat(program.machine().clock().now()).isEqualTo(12_345);
    }

    @ParameterizedTest
    @EnumSource
    void manyShortSlicesGiveTheSameAsOneLong(Engine engine) {
        UserProgram whole = new UserProgram("workingset", engine, TraceSink.NONE);
        whole.run(AMPLE);
        UserProgram sliced = new UserProgram("workingset", engine, TraceSink.NONE);
        String end = "still running";
        for (long limit = 7; end.equals("still running"); limit += 7) {
            end = sliced.run(limit);
        }
        assertThat(sliced.machine().clock().now())
                .isEqualTo(whole.machine().clock().now());
        assertThat(sliced.machine().cpu().instructions())
                .isEqualTo(whole.machine().cpu().instructions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "count", "sieve", "workingset", "wild", "reserved"})
    void bothEnginesTakeTheSameCyclesAndLeaveTheSameTrace(String name) {
        List<TraceEntry> expected = new ArrayList<>();
        UserProgram interpreted = new UserProgram(name, Engine.INTERPRETER, expected::add);
        String end = interpreted.run(AMPLE);
        List<TraceEntry> trace = new ArrayList<>();
        UserProgram translated = new UserProgram(name, Engine.TRANSLATOR, trace::add);
        assertThat(translated.run(AMPLE)).isEqualTo(end);
        assertThat(trace).isEqualTo(expected);
        assertThat(translated.machine().clock().now())
                .isEqualTo(interpreted.machine().clock().now());
        assertThat(translated.machine().cpu().instructions())
                .isEqualTo(interpreted.machine().cpu().instructions());
    }

    @Test
    void hotLoopsRunTranslated() {
        UserProgram program = new UserProgram("sieve", Engine.TRANSLATOR, TraceSink.NONE);
        program.run(AMPLE);
        assertThat(program.machine().cpu().translations()).isPositive();
    }
}
