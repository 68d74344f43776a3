package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.MachineConfig;
import exoscope.hw.trace.TraceSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compiled C programs and what they print, as a host and {@code qemu-mipsel} agree ({@code src/test/programs/make.sh}). Names
 * end with how a program was compiled: for the R3000 with and without floating-point unit, or for MIPS32 release 2.
 */
class RecordedProgramTest {
    private static final int PROGRAMS = 112;
    private static final long LIMIT = 100_000_000;

    private final Map<String, byte[]> files = files();

    @ParameterizedTest
    @EnumSource
    void everyProgramPrintsWhatItPrintsElsewhere(Engine engine) {
        Map<String, String> failures = new TreeMap<>();
        int programs = 0;
        int translations = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".elf")) {
                String name = file.getKey().replace(".elf", "");
                programs++;
                UserProgram program = program(name, file.getValue(), engine);
                String output = output(program);
                if (!output.equals(expected(name))) {
                    failures.put(name, output);
                }
                translations += program.machine().cpu().translations();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(programs).isEqualTo(PROGRAMS);
        assertThat(translations).isGreaterThan(engine == Engine.TRANSLATOR ? 500 : -1);
    }

    @Test
    void bothEnginesTakeTheSameCyclesAndInstructions() {
        for (String name : new String[] {"series-hard", "double-edges-soft", "hash-release2", "float-edges-release2"}) {
            byte[] file = Objects.requireNonNull(files.get(name + ".elf"));
            UserProgram one = program(name, file, Engine.INTERPRETER);
            UserProgram two = program(name, file, Engine.TRANSLATOR);
            assertThat(output(one)).isEqualTo(output(two));
            assertThat(two.machine().clock().now())
                    .as(name)
                    .isEqualTo(one.machine().clock().now());
            assertThat(two.machine().cpu().instructions())
                    .as(name)
                    .isEqualTo(one.machine().cpu().instructions());
        }
    }

    @Test
    void programsForANewerProcessorAreRefusedByAnR3000() {
        byte[] file = Objects.requireNonNull(files.get("hash-release2.elf"));
        UserProgram program =
                new UserProgram(file, MachineConfig.DEFAULT.withEngine(Engine.INTERPRETER), TraceSink.NONE);
        assertThat(program.run(LIMIT)).startsWith("RI at");
    }

    private static UserProgram program(String name, byte[] file, Engine engine) {
        Isa isa = name.endsWith("release2") ? Isa.MIPS32_R2 : Isa.MIPS_I;
        return new UserProgram(file, MachineConfig.DEFAULT.withEngine(engine).withIsa(isa), TraceSink.NONE);
    }

    private static String output(UserProgram program) {
        String ending = program.run(LIMIT);
        return program.machine().console().text() + ending + "\n";
    }

    private String expected(String name) {
        byte[] text = Objects.requireNonNull(files.get(name + ".out"));
        return new String(text, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream archive = RecordedProgramTest.class.getResourceAsStream("programs.zip")) {
            byte[] all = Objects.requireNonNull(archive).readAllBytes();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(all))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }
}
