package exoscope.hw.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that GCC made and that are kept beside their sources. */
class GuestProgramTest {
    private static final Path PROGRAMS = Path.of("..", "labs", "programs");

    @ParameterizedTest
    @ValueSource(strings = {"hello", "count", "sieve", "workingset", "wild", "reserved", "loop"})
    void compiledProgramStartsWhereItsCodeStarts(String name) throws IOException {
        ElfImage image = program(name);
        ElfSegment code = image.segments().getFirst();
        assertThat(image.entry()).isEqualTo(0x0040_0000).isEqualTo(code.address());
        assertThat(code.executable()).isTrue();
        assertThat(code.writable()).isFalse();
        assertThat(code.bytes()).isNotEmpty().hasSize(code.memorySize());
    }

    @Test
    void workingSetBringsItsPagesAsMemoryOnly() throws IOException {
        ElfSegment data = program("workingset").segments().getLast();
        assertThat(data.address()).isEqualTo(0x1000_0000);
        assertThat(data.writable()).isTrue();
        assertThat(data.executable()).isFalse();
        assertThat(data.memorySize() - data.bytes().length).isGreaterThanOrEqualTo(24 * 4096);
    }

    private static ElfImage program(String name) throws IOException {
        return ElfImage.parse(Files.readAllBytes(PROGRAMS.resolve(name + ".elf")));
    }
}
