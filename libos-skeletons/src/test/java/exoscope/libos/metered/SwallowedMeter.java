package exoscope.libos.metered;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A meter that ends a run once every so often, and when that was for nothing often enough, never returns. */
final class SwallowedMeter implements GuestMeter {
    private static final int CYCLES = 10_000;

    private final CountDownLatch left;
    private int cycles;
    private int depth;

    SwallowedMeter(int times) {
        left = new CountDownLatch(times);
    }

    /** Whether the run was ended so often and went on. The limit is for a run that did end. */
    boolean swallowed() throws InterruptedException {
        return left.await(20, TimeUnit.SECONDS);
    }

    @Override
    public void charge(int charged) {
        cycles = Math.min(CYCLES, cycles + charged);
        while (left.getCount() == 0) {
            LockSupport.park();
        }
        if (cycles == CYCLES) {
            cycles = 0;
            left.countDown();
            throw new EnvironmentEnded("again");
        }
    }

    @Override
    public int enter() {
        return depth++;
    }

    @Override
    public void leave(int restored) {
        depth = restored;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public void allocate(long allocated) {}
}
