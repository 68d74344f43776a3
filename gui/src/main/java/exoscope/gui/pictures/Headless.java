package exoscope.gui.pictures;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/** JavaFX without a display: it draws into memory. */
public final class Headless {
    private Headless() {}

    /**
     * Starts JavaFX without a display. Call it once, and before any other use of JavaFX.
     *
     * @throws DrawingException if this computer lacks something that drawing needs
     */
    public static void start() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            Platform.setImplicitExit(false);
            started.await();
        } catch (RuntimeException | LinkageError e) {
            throw new DrawingException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrawingException(e);
        }
    }

    /**
     * Does something on the thread that draws, and waits for it.
     *
     * @throws DrawingException if it throws anything
     */
    public static <T> T draw(Callable<T> drawing) {
        FutureTask<T> task = new FutureTask<>(drawing);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new DrawingException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrawingException(e);
        }
    }

    /** Ends JavaFX. It cannot be started again. */
    public static void stop() {
        Platform.exit();
    }
}
