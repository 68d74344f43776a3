package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceSink;
import org.junit.jupiter.api.Test;

/** Programs compiled by GCC, from {@code labs/programs}. */
class CompiledProgramTest {
    private static final long AMPLE = 100_000_000;

    @Test
    void helloWritesItsLineAndExitsWithZero() {
        UserProgram program = new UserProgram("hello", TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text()).isEqualTo("Hello from a MIPS program.\n");
    }

    @Test
    void sieveFindsThePrimesBelowAHundredThousand() {
        UserProgram program = new UserProgram("sieve", TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text()).isEqualTo("9592 primes below 100000\n");
    }

    @Test
    void workingSetKeepsItsPagesOverFourPasses() {
        UserProgram program = new UserProgram("workingset", TraceSink.NONE);
        assertThat(program.run(AMPLE)).isEqualTo("exit 0");
        assertThat(program.machine().console().text())
                .startsWith("pass 1: 24 pages intact\n")
                .endsWith("pass 4: 24 pages intact\n");
    }

    @Test
    void readingAnUnmappedAddressStopsAtTheLoad() {
        assertThat(new UserProgram("wild", TraceSink.NONE).run(AMPLE)).startsWith("TLBL at 4");
    }

    @Test
    void anInstructionThatMipsOneLacksIsReserved() {
        assertThat(new UserProgram("reserved", TraceSink.NONE).run(AMPLE)).startsWith("RI at 4");
    }

    @Test
    void anEndlessLoopStopsAtTheClockLimit() {
        UserProgram program = new UserProgram("loop", TraceSink.NONE);
        assertThat(program.run(12_345)).isEqualTo("still running");
        assertThat(program.machine().clock().now()).isEqualTo(12_345);
    }

    @Test
    void manyShortSlicesGiveTheSameAsOneLong() {
        UserProgram whole = new UserProgram("workingset", TraceSink.NONE);
        whole.run(AMPLE);
        UserProgram sliced = new UserProgram("workingset", TraceSink.NONE);
        String end = "still running";
        for (long limit = 7; end.equals("still running"); limit += 7) {
            end = sliced.run(limit);
        }
        assertThat(sliced.machine().clock().now())
                .isEqualTo(whole.machine().clock().now());
        assertThat(sliced.machine().cpu().instructions())
                .isEqualTo(whole.machine().cpu().instructions());
    }
}
