package exoscope.libos.runtime;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/** Where a machine that runs guests should itself run. */
public final class GuestHost {
    /** Carriers when nothing is said, once that is known. */
    private static int usual;
    /** Machines for which carriers are wanted now. */
    private static int machines;

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

    /**
     * Carries out {@code work}, which runs up to {@code count} machines at a time, each by {@link #call} on a thread of its
     * own. Virtual threads get as many carriers meanwhile; else they have one, so that a lone machine and its guests never
     * go from one processor to another.
     */
    public static <T> T withMachines(int count, Supplier<T> work) {
        carriers(count);
        try {
            return work.get();
        } finally {
            carriers(-count);
        }
    }

    private static synchronized void carriers(int change) {
        machines += change;
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        if (usual == 0) {
            usual = scheduler.getParallelism();
        }
        scheduler.setParallelism(Math.max(usual, machines));
    }

    private static RuntimeException asUnchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
