package exoscope.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Workspace;
import exoscope.labs.stepping.Step;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stepping in the window, by keys alone. */
class SteppingInWindowTest {
    @TempDir
    private Path home;

    @Test
    void keysBeginMoveAndEndSteppingAndTheLineIsMarked() {
        Workspace workspace = Workspace.create(Lab.find("lab04"), home.resolve("my"));
        Fx.on(() -> {
            WorkbenchView view =
                    new WorkbenchView(new WorkbenchViewModel(workspace, new Background(Runnable::run, Runnable::run)));
            MainWindow.dress(view);
            Scene scene = new Scene(view, 1000, 800);
            layOut(view);
            press(view, KeyCode.F7, false, false);
            assertThat(step(view).index()).isZero();
            assertThat(scene.getRoot().lookup("#stepping").isVisible()).isTrue();
            press(view, KeyCode.F8, false, false);
            int line = step(view).place().line();
            layOut(view);
            assertThat(view.lookupAll(".line-mark-step")).hasSize(1);
            press(view, KeyCode.F9, false, false);
            assertThat(step(view).place().method()).isEqualTo("Pager.onRevoke");
            assertThat(((TreeView<?>) view.lookup("#variables")).getRoot().getChildren())
                    .hasSize(4);
            press(view, KeyCode.F9, true, false);
            press(view, KeyCode.F8, false, false);
            assertThat(step(view).place().line()).isEqualTo(line);
            view.files().editor("lab04/Pager.java").reveal(line, 1);
            press(view, KeyCode.B, false, true);
            layOut(view);
            assertThat(view.lookupAll(".line-mark-breakpoint")).hasSize(1);
            press(view, KeyCode.ESCAPE, false, false);
            assertThat(view.model().stepping().active()).isFalse();
            assertThat(scene.getRoot().lookup("#stepping").isVisible()).isFalse();
            assertThat(view.lookup("#panic").isVisible())
                    .as("what this run came to")
                    .isTrue();
            return null;
        });
    }

    private static Step step(WorkbenchView view) {
        return view.model().stepping().stepProperty().get().orElseThrow();
    }

    private static void press(WorkbenchView view, KeyCode key, boolean shift, boolean control) {
        view.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, control, false, false));
    }

    private static void layOut(WorkbenchView view) {
        for (int i = 0; i < 2; i++) { // the text scrolls only when it knows its size
            view.applyCss();
            view.layout();
        }
    }
}
