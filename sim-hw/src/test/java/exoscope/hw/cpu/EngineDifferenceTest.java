package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs on both engines, compared at every stop: registers, cycles, exceptions, memory and trace. */
class EngineDifferenceTest {
    private static final int PROGRAMS = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothEnginesStopAtTheSameCyclesInTheSameStates(long seed) {
        int translations = 0;
        for (int program = 0; program < PROGRAMS; program++) {
            long own = seed * 1_000 + program;
            RandomMachine interpreted = new RandomMachine(own, Engine.INTERPRETER);
            RandomMachine translated = new RandomMachine(own, Engine.TRANSLATOR);
            for (int stop = 0; stop < 400; stop++) {
                String expected = interpreted.advance();
                assertThat(translated.advance())
                        .as("program %d, stop %d", own, stop)
                        .isEqualTo(expected);
            }
            assertThat(translated.memory()).as("memory of program %d", own).isEqualTo(interpreted.memory());
            assertThat(translated.trace()).as("trace of program %d", own).isEqualTo(interpreted.trace());
            assertThat(translated.instructions())
                    .as("instructions of program %d", own)
                    .isEqualTo(interpreted.instructions());
            translations += translated.translations();
        }
        assertThat(translations).as("regions translated").isGreaterThan(PROGRAMS / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void kernelsInMipsCodeRunAlikeOnBothEngines(long seed) {
        int translations = 0;
        int exceptions = 0;
        for (int program = 0; program < PROGRAMS; program++) {
            long own = seed * 1_000 + program;
            Isa isa = program % 3 == 2 ? Isa.MIPS32_R2 : Isa.MIPS_I;
            RandomKernel interpreted = new RandomKernel(own, Engine.INTERPRETER, isa);
            RandomKernel translated = new RandomKernel(own, Engine.TRANSLATOR, isa);
            for (int stop = 0; stop < 200; stop++) {
                String expected = interpreted.advance();
                assertThat(translated.advance())
                        .as("program %d, stop %d", own, stop)
                        .isEqualTo(expected);
            }
            assertThat(translated.memory()).as("memory of program %d", own).isEqualTo(interpreted.memory());
            assertThat(translated.trace()).as("trace of program %d", own).isEqualTo(interpreted.trace());
            assertThat(translated.cpu().instructions())
                    .as("instructions of program %d", own)
                    .isEqualTo(interpreted.cpu().instructions());
            translations += translated.cpu().translations();
            exceptions += interpreted.trace().size();
        }
        assertThat(translations).as("regions translated").isGreaterThan(PROGRAMS / 2);
        assertThat(exceptions).as("exceptions and TLB writes").isGreaterThan(1000);
    }

    /** The interpreter once took the exception before it for the reason, as its mark for "no page" was 1. */
    @ParameterizedTest
    @EnumSource
    void fetchingFromAddressOneIsAnAddressErrorWhateverFailedBefore(Engine engine) {
        Clock clock = new Clock();
        Tracer tracer = new Tracer(clock, TraceSink.NONE);
        Cpu cpu =
                new Cpu(0, clock, new PhysicalMemory(1), new Tlb(tracer), tracer, CpuConfig.DEFAULT.withEngine(engine));
        CpuContext context = new CpuContext();
        context.jumpTo(0x1000);
        cpu.run(context, 1);
        assertThat(cpu.cp0().exception()).isEqualTo(ExceptionCode.TLBL);
        context.jumpTo(1);
        cpu.run(context, 1);
        assertThat(cpu.cp0().exception()).isEqualTo(ExceptionCode.ADEL);
        assertThat(cpu.cp0().badVAddr()).isEqualTo(1);
    }
}
