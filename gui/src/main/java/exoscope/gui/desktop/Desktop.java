package exoscope.gui.desktop;

import exoscope.gui.pictures.DrawingException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens the program's one window. */
public final class Desktop {
    private Desktop() {}

    /**
     * Starts JavaFX, lets {@code fill} prepare and show a window, and returns when it has been closed.
     *
     * @throws DrawingException if this computer cannot open one
     */
    public static void showAndWait(Consumer<Stage> fill) {
        CountDownLatch closed = new CountDownLatch(1);
        try {
            Platform.startup(() -> {
                Stage stage = new Stage();
                stage.setOnHidden(event -> closed.countDown());
                fill.accept(stage);
            });
            closed.await();
        } catch (RuntimeException | LinkageError e) {
            throw new DrawingException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
