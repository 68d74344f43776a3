package exoscope.gui.cli;

import exoscope.gui.desktop.Desktop;
import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import exoscope.gui.machine.MachinePane;
import exoscope.gui.pictures.Headless;
import exoscope.gui.pictures.Pictures;
import exoscope.labs.view.Playback;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A recording in a window or a picture. Apart from {@link OpenCommand}, since a command line without JavaFX names that. */
final class RecordedRun {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 860;

    private final Playback playback;
    private final @Nullable Long cycle;

    /** @param cycle what is shown at first; null for the beginning */
    RecordedRun(Playback playback, @Nullable Long cycle) {
        this.playback = playback;
        this.cycle = cycle;
    }

    /** Opens a window, and returns when it is closed. */
    void showAndWait(String name) {
        Desktop.showAndWait(stage -> show(stage, name));
    }

    private void show(Stage stage, String name) {
        Theme.LIGHT.use();
        Scene scene = new Scene(pane(), WIDTH, HEIGHT);
        Zoom.install(scene);
        stage.setTitle("Exoscope: " + playback.metadata().getOrDefault("ticket", name));
        stage.setScene(scene);
        stage.show();
    }

    /** Writes a picture of all panels. */
    void draw(Path png) throws IOException {
        Headless.start();
        try {
            Headless.draw(() -> {
                new Pictures(pane(), WIDTH, HEIGHT, Theme.LIGHT).all(png);
                return true;
            });
        } finally {
            Headless.stop();
        }
    }

    private MachinePane pane() {
        MachinePane pane = new MachinePane(playback);
        if (cycle == null) {
            pane.show(playback);
        } else {
            pane.timeline().seek(playback.placeOf(cycle));
        }
        return pane;
    }
}
