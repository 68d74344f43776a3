package exoscope.gui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.ReferenceRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings opened from a shell where there is no display, in a JVM of its own. */
class OpenCommandTest {
    @TempDir
    private Path folder;

    private String said = "";

    private int open(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.file=logging.properties",
                "-cp",
                System.getProperty("java.class.path"),
                "exoscope.gui.Main",
                "open"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        int code = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        said = Files.readString(output);
        return code;
    }

    @Test
    void recordingIsDrawnAtACycle() throws Exception {
        Path recording = folder.resolve("run.exotrace");
        ReferenceRun.CROWDED.playback().save(recording);
        Path picture = folder.resolve("run.png");
        assertThat(open(recording.toString(), "--at", "500000", "--out", picture.toString()))
                .as(said)
                .isZero();
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1280);
        assertThat(said).isEqualTo("Picture: " + picture + System.lineSeparator());
    }

    @Test
    void whatIsNoRecordingIsSaidInASentence() throws Exception {
        Path other = Files.writeString(folder.resolve("other.exotrace"), "no trace at all, but long enough to be read");
        assertThat(open(other.toString(), "--out", "x.png")).isEqualTo(2);
        assertThat(said).startsWith("exoscope: ").contains("is no recording").hasLineCount(1);
        assertThat(open(folder.resolve("missing").toString())).isEqualTo(2);
        assertThat(said).startsWith("exoscope: There is no file ").hasLineCount(1);
    }
}
