package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.MalformedElfException;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs made by a compiler, changed at random: whatever they do then, they do to themselves. */
class DamagedProgramTest {
    private static final int ROUNDS = 100;
    private static final long CYCLES = 60_000;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void changedProgramIsRefusedInASentenceOrRunsAndHarmsOnlyItself(Engine engine) throws IOException {
        Random random = new Random(23);
        int ran = 0;
        for (String name : new String[] {"hello", "sieve", "smallset"}) {
            byte[] file = Files.readAllBytes(Path.of("..", "labs", "programs", name + ".elf"));
            for (int round = 0; round < ROUNDS; round++) {
                ran += run(damaged(file, random), engine) ? 1 : 0;
            }
        }
        assertThat(ran).isGreaterThan(ROUNDS);
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] changed = random.nextInt(8) == 0 ? Arrays.copyOf(file, 1 + random.nextInt(file.length)) : file.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    /** Runs a program if it is one; any other exception fails the test. */
    private static boolean run(byte[] file, Engine engine) {
        try {
            ElfImage image = ElfImage.parse(file);
            MachineConfig config = new MachineConfig(64, 4, new DiskTiming(0, 0, 0, 100)).withEngine(engine);
            Kernel kernel = new Kernel(new Machine(config, TraceSink.NONE), new KernelConfig(1, 1_000));
            Processor processor = new Processor(kernel, 5_000);
            int env = kernel.createEnvironment("damaged", 0);
            MipsUserCode program = new MipsUserCode(kernel, env, image);
            processor.append(env, program);
            Processor.Outcome outcome = processor.run(CYCLES);
            assertThat(outcome).isIn(Processor.Outcome.FINISHED, Processor.Outcome.LIMIT);
            processor.shutDown();
            assertThat(program.ending().reason()).doesNotContain("\n");
            return true;
        } catch (MalformedElfException e) {
            assertThat(e).hasMessageMatching("ELF file, offset 0x[0-9a-f]+: [^\n]+");
            return false;
        }
    }
}
