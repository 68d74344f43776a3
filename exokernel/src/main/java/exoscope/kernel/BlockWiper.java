package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.TreeSet;

/** Wipes blocks that nobody owns any more before anybody can have them: one run of them at a time, so that others get their turn. */
final class BlockWiper {
    /** Blocks of one request. */
    private static final int RUN = 16;

    private final Kernel kernel;
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private boolean busy;

    BlockWiper(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Blocks of the kernel's that are to be free. */
    void add(int block) {
        waiting.add(block);
        kernel.blocks().setWiped(block, 1, true);
        next();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        int first = waiting.first();
        int n = 0;
        while (n < RUN && waiting.remove(first + n)) {
            n++;
        }
        busy = true;
        kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 1);
        kernel.transfers().wipe(first, n, () -> {
            busy = false;
            next();
        });
    }
}
