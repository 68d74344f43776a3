package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.view.Playback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfCommandTest {
    @ParameterizedTest
    @CsvSource({"hello,0", "sieve,0", "wild,70", "reserved,70"})
    void exitsWithTheProgramsCodeOr70(String program, int exitCode) {
        assertThat(run(program + ".elf").exitCode()).isEqualTo(exitCode);
    }

    @Test
    void writesWhatTheProgramWroteAndReportsBesideIt() {
        Shell shell = run("hello.elf");
        assertThat(shell.out()).isEqualTo("Hello from a MIPS program.\n");
        assertThat(shell.err()).startsWith("exoscope: ").contains("exit code 0");
    }

    @Test
    void whatCannotBeRunIsASentence() {
        assertThat(run("no.elf")).returns(70, Shell::exitCode);
        assertThat(run("no.elf").err()).contains("no such file").hasLineCount(1);
        assertThat(run("hello.c").exitCode()).isEqualTo(70);
        assertThat(run("loop.elf", "--max-cycles", "1000").err()).contains("cycle limit of 1000 reached");
        assertThat(run("hello.elf", "--max-cycles", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void recordsTheRunInAFile(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("hello.exotrace");
        assertThat(run("hello.elf", "--trace", trace.toString()).exitCode()).isZero();
        try (Playback playback = Playback.open(trace)) {
            assertThat(playback.metadata()).containsEntry("program", "../labs/programs/hello.elf");
            assertThat(playback.viewAt(playback.events()).console()).isEqualTo("Hello from a MIPS program.\n");
        }
    }

    @Test
    void traceThatCannotBeWrittenIsASentence(@TempDir Path folder) {
        Shell shell = run("hello.elf", "--trace", folder.toString());
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).contains("cannot write the trace").hasLineCount(1);
    }

    /** This command writes bytes, so it bypasses picocli's writers. */
    private static Shell run(String program, String... options) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            String[] words = new String[options.length + 2];
            words[0] = "elf";
            words[1] = "../labs/programs/" + program;
            System.arraycopy(options, 0, words, 2, options.length);
            int exitCode = ExoscopeCommand.commandLine().execute(words);
            return new Shell(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
