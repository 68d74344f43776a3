package exoscope.grading.soak;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomSequenceTest {
    private static final long LIMIT = 50_000_000;
    private static final int DUMP = 4096 + 4 * 67;

    @ParameterizedTest
    @EnumSource
    void sequencesEndWithADumpThatIsTheSameOnBothEngines(Isa isa) {
        int translations = 0;
        for (long seed = 1; seed <= 25; seed++) {
            byte[] elf = new RandomSequence(seed, isa).elf();
            Emulation interpreted = Emulation.of(elf, isa, Engine.INTERPRETER, LIMIT);
            Emulation translated = Emulation.of(elf, isa, Engine.TRANSLATOR, LIMIT);
            assertThat(interpreted.output().exit())
                    .as("seed %d: %s", seed, interpreted.reason())
                    .isZero();
            assertThat(interpreted.output().printed()).hasSize(DUMP);
            assertThat(translated.output()).as("seed %d", seed).isEqualTo(interpreted.output());
            assertThat(translated.cycles()).as("seed %d", seed).isEqualTo(interpreted.cycles());
            translations += translated.translations();
        }
        assertThat(translations).isGreaterThan(5);
    }
}
