package exoscope.gui;

import exoscope.gui.look.Theme;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Runs a test's part on JavaFX's thread, without a display, on a stage of its own. */
public final class OnStage {
    static {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyStarted) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
    }

    private OnStage() {}

    /** What to do with the node on the stage. */
    public interface Act<N> {
        void on(N node) throws Exception;
    }

    /** Shows a node, acts on it, and closes the stage. */
    public static <N extends Parent> void with(Callable<N> node, double width, double height, Act<N> act)
            throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            Theme.LIGHT.use();
            N root = node.call();
            Stage stage = new Stage();
            stage.setScene(new Scene(root, width, height));
            stage.show();
            try {
                act.on(root);
            } finally {
                stage.close();
            }
            return true;
        });
        Platform.runLater(task);
        task.get();
    }
}
