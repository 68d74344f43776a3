package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SoakCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "soak",
                "soak gpu",
                "soak cpu --programs -1",
                "soak cpu --sequences -1",
                "soak cpu --seed x",
                "soak cpu --torture no-such-folder"
            })
    void wrongCommandLineExitsWith2(String line) {
        assertThat(ExoscopeCommand.commandLine().execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void missingToolIsASentenceThatNamesThePackage() {
        SoakCommand soak = new SoakCommand("");
        new CommandLine(soak).parseArgs("cpu");
        assertThatThrownBy(soak::call)
                .isInstanceOf(CommandException.class)
                .hasMessage("qemu-mipsel is not installed: it is in Debian's package qemu-user");
    }
}
