package exoscope.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.staff.Reference;
import exoscope.gui.desktop.Background;
import exoscope.gui.lecture.LecturePane;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole window from the welcome to full marks, without a display. */
class MainWindowTest {
    @TempDir
    private Path home;

    private final Lab lab = Lab.find("lab04");

    @Test
    void referenceRunsAndEarnsEveryPointInTheWindow() {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        Reference.sources(lab).stream()
                .filter(file -> lab.editable().contains(file.path()))
                .forEach(file -> write(workspace, file.path(), file.text()));
        Fx.on(() -> {
            MainWindow window = new MainWindow(new Background(Runnable::run, Runnable::run));
            Stage stage = new Stage();
            window.show(stage);
            try {
                assertThat(stage.getScene().lookup(".welcome")).isNotNull();
                window.open(workspace);
                WorkbenchView view = (WorkbenchView) stage.getScene().lookup(".workbench");
                view.run();
                assertThat(stage.getScene().lookup(".machine-pane")).isNotNull();
                assertThat(((StatusBar) stage.getScene().lookup(".status-bar")).getText())
                        .contains("exit code 0");
                view.check();
                window.picture(home.resolve("window.png"));
                assertThat(((Label) stage.getScene().lookup(".checks-summary")).getText())
                        .isEqualTo("100 of 100 points");
            } finally {
                stage.close();
            }
            var picture = ImageIO.read(home.resolve("window.png").toFile());
            assertThat(picture.getWidth()).isEqualTo(1280);
            assertThat(picture.getHeight()).isEqualTo(800);
            return null;
        });
    }

    @Test
    void sceneHasTheKeyboardAndAWayBack() {
        Fx.on(() -> {
            MainWindow window = new MainWindow(new Background(Runnable::run, Runnable::run));
            Stage stage = new Stage();
            window.show(stage);
            try {
                press(stage, "Just show me a run");
                assertThat(stage.getScene().getFocusOwner()).isInstanceOf(LecturePane.class);
                press(stage, "Back to the beginning");
                assertThat(stage.getScene().lookup(".welcome")).isNotNull();
            } finally {
                stage.close();
            }
            return null;
        });
    }

    private static void press(Stage stage, String text) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().lookupAll(".button").stream()
                .filter(node ->
                        node instanceof Button button && button.getText().equals(text))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .fire();
    }

    private static void write(Workspace workspace, String file, String text) {
        try {
            workspace.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
