package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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
        assertThat(run("hello.elf", "--max-cycles", "0").exitCode()).isEqualTo(70);
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
