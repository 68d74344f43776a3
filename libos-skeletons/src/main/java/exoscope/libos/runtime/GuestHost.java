package exoscope.libos.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a machine that runs guests should itself run. */
public final class GuestHost {
    private GuestHost() {}

    /**
     * Carries out {@code work} on a virtual thread and waits for it. Guests live on virtual threads too, and handing
     * over between two of them takes a third of a microsecond; between a virtual and a platform thread the operating
     * system has a say, and it takes ten.
     */
    public static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("machine").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the machine was running", e);
        } catch (ExecutionException e) {
            throw asUnchecked(e.getCause());
        }
    }

    private static RuntimeException asUnchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
