package exoscope.gui.app;

import exoscope.gui.look.Theme;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/** JavaFX for tests: started once for the JVM, on the platform that its arguments name. */
public final class Fx {
    static {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException runsAlready) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
        Platform.runLater(Theme.LIGHT::use);
    }

    private Fx() {}

    /** Does something on the thread that draws, and waits for it. */
    public static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
