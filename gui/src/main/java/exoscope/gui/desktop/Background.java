package exoscope.gui.desktop;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that takes longer than a frame: done elsewhere, its outcome brought back to the thread that draws. */
public final class Background {
    private final Executor elsewhere;
    private final Executor drawing;

    /**
     * @param elsewhere where work is done
     * @param drawing where outcomes are delivered, usually {@code Platform::runLater}
     */
    public Background(Executor elsewhere, Executor drawing) {
        this.elsewhere = elsewhere;
        this.drawing = drawing;
    }

    /** One piece of work after another, on a thread that does not keep the program alive. */
    public static ExecutorService oneThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("workbench").daemon().factory());
    }

    /** Does {@code work}, then gives its result to {@code done} or what it threw to {@code failed}. */
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        elsewhere.execute(() -> {
            try {
                T result = work.get();
                drawing.execute(() -> done.accept(result));
            } catch (RuntimeException problem) {
                drawing.execute(() -> failed.accept(problem));
            }
        });
    }

    /** Does something small on the thread that draws. */
    public void show(Runnable small) {
        drawing.execute(small);
    }
}
