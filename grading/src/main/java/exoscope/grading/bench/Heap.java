package exoscope.grading.bench;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Bytes of heap that are in use after everything unreachable has been collected. */
final class Heap {
    private static final int COLLECTIONS = 3;

    private Heap() {}

    /** Bytes in use by everything, {@code kept} included. */
    static long live(Object kept) {
        try {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    /** Bytes that what {@code made} makes keeps from being collected. */
    static long cost(Supplier<?> made) {
        long before = live(made);
        return live(made.get()) - before;
    }
}
