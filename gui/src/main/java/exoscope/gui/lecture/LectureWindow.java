package exoscope.gui.lecture;

import exoscope.gui.desktop.Desktop;
import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import exoscope.gui.pictures.DrawingException;
import exoscope.labs.scene.SceneScript;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The window of a scene, for a projector. */
public final class LectureWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private LectureWindow() {}

    /**
     * Opens the window and returns when it has been closed.
     *
     * @throws DrawingException if this computer cannot open one
     */
    public static void showAndWait(SceneScript script) {
        Desktop.showAndWait(stage -> open(script, stage));
    }

    private static void open(SceneScript script, Stage stage) {
        Theme.LIGHT.use();
        LecturePane pane = new LecturePane(script);
        Scene scene = new Scene(pane, WIDTH, HEIGHT);
        Zoom.install(scene);
        Theme[] theme = {Theme.LIGHT};
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN), () -> {
            theme[0] = theme[0].other();
            theme[0].use();
        });
        stage.setTitle("Exoscope: " + script.scene().title());
        stage.setScene(scene);
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.F11), () -> stage.setFullScreen(!stage.isFullScreen()));
        stage.show();
    }
}
