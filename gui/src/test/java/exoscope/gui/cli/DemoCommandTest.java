package exoscope.gui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.ReferenceRun;
import exoscope.labs.view.Playback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started from a shell, in a JVM of its own, where there is no display. */
class DemoCommandTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended exoscope(List<String> jvm, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djava.util.logging.config.file=logging.properties"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "exoscope.gui.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        int code = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }

    @Test
    void demoLeavesTextPicturesAndTheRecording() throws Exception {
        Path album = folder.resolve("new/album");
        Ended ended = exoscope(List.of(), "demo", "revocation", "--out", album.toString());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsPattern("pager gives frame 0 back, [\\d,]+ cycles before its deadline")
                .contains("from hog by force and its contents are lost")
                .contains("It is not killed.");
        for (String name : List.of("window", "frames", "tlb", "revocation", "revocation-aborted")) {
            var picture = ImageIO.read(album.resolve(name + ".png").toFile());
            assertThat(picture.getWidth()).as(name).isGreaterThan(600);
            assertThat(picture.getHeight()).as(name).isGreaterThan(300);
        }
        assertThat(Playback.open(album.resolve("revocation.exotrace")).sameBytesAs(ReferenceRun.CROWDED.playback()))
                .as("the same run as in any other JVM")
                .isTrue();
    }

    @Test
    void sceneThatDoesNotExistIsRefusedInOneSentence() throws Exception {
        Ended ended = exoscope(List.of(), "demo", "nonsense");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines())
                .containsExactly("exoscope: There is no scene 'nonsense'; there is: revocation.");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void folderThatIsAFileIsRefusedInOneSentence() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Ended ended = exoscope(List.of(), "demo", "--out", file.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines())
                .containsExactly("exoscope: cannot write to " + file + ": there is a file of that name");
    }

    @Test
    void otherCommandsLoadNothingOfJavaFx() throws Exception {
        Ended ended = exoscope(List.of("-Xlog:class+load:file=" + folder.resolve("classes.txt")), "--help");
        assertThat(ended.code()).isZero();
        assertThat(Files.readAllLines(folder.resolve("classes.txt")))
                .hasSizeGreaterThan(500)
                .noneMatch(line -> line.contains(" javafx.") || line.contains(" com.sun.javafx."));
    }
}
