package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @Test
    void helpHasALineForEachCommandUnderWhoWantsIt() {
        Shell shell = Shell.run("--help");
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out())
                .containsSubsequence(
                        "For students:", "new ", "check ", "For instructors:", "grade ", "certify ", "elf ");
        assertThat(ExoscopeCommand.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(shell.out()).containsOnlyOnce("\n  " + command + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "run", "check", "replay", "grade", "certify", "elf"})
    void everyCommandExplainsItsExitCodes(String command) {
        Shell shell = Shell.run(command, "--help");
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out().replaceAll("\\s+", " ")).contains("Exits with");
    }

    @Test
    void unknownCommandSuggestsTheNearest() {
        Shell shell = Shell.run("chekc", "lab04", "x");
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).startsWith("exoscope: There is no command 'chekc'. Did you mean 'check'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "check",
                "check lab04",
                "check --jsn lab04 x",
                "check lab04 x y",
                "grade lab04 x",
                "grade lab04 x --out y --jobs many",
                "grade lab04 x --out y --sandbox perhaps",
                "run lab04 x --scenario"
            })
    void wrongCommandLineIsASentenceAndExitCode2(String line) {
        Shell shell = line.isEmpty() ? Shell.run() : Shell.run((Object[]) line.split(" ", -1));
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .startsWith("exoscope: ")
                .contains("See: exoscope")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void stackTraceIsShownWithDebugOnly() {
        assertThat(Shell.run("check", "lab99", "x").err()).hasLineCount(1).doesNotContain("    at ");
        assertThat(Shell.run("--debug", "check", "lab99", "x").err()).contains("LabException", "    at exoscope.");
        assertThat(Shell.run("check", "--debug", "lab99", "x").err()).contains("LabException", "    at exoscope.");
    }
}
