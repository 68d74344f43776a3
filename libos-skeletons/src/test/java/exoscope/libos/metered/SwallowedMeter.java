package exoscope.libos.metered;

import exoscope.hw.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends a run once every so often, and when that was for nothing often enough, never returns. */
final class SwallowedMeter implements MeteredEnvironment {
    private static final int CYCLES = 5_000;

    private final Clock clock = new Clock();
    private final CountDownLatch left;

    SwallowedMeter(int times) {
        left = new CountDownLatch(times);
        clock.setLimit(CYCLES);
    }

    /** Whether the run was ended so often and went on. The limit is for a run that did end. */
    boolean swallowed() throws InterruptedException {
        return left.await(50, TimeUnit.SECONDS);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int stackBound() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long heapBound() {
        return Long.MAX_VALUE;
    }

    @Override
    public void preempted() {
        while (left.getCount() == 0) {
            LockSupport.park();
        }
        clock.setLimit(clock.now() + CYCLES);
        left.countDown();
        throw new EnvironmentEnded("again");
    }
}
