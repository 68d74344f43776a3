package exoscope.libos.metered;

import exoscope.hw.Clock;

/** Has no bounds but one, and ends the run there, so that the test itself ends. */
final class LooseMeter implements MeteredEnvironment {
    private final Clock clock = new Clock();
    private final int lastDepth;
    private final long lastByte;
    private boolean full;

    private LooseMeter(long lastCycle, int lastDepth, long lastByte) {
        clock.setLimit(lastCycle);
        this.lastDepth = lastDepth;
        this.lastByte = lastByte;
    }

    static LooseMeter endingAfterCycles(long cycles) {
        return new LooseMeter(cycles, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    static LooseMeter endingAtDepth(int depth) {
        return new LooseMeter(Long.MAX_VALUE, depth, Long.MAX_VALUE);
    }

    static LooseMeter endingAfterBytes(long bytes) {
        return new LooseMeter(Long.MAX_VALUE, Integer.MAX_VALUE, bytes);
    }

    long cycles() {
        return clock.now();
    }

    /** Whether the run came to its bound of depth or bytes. */
    boolean full() {
        return full;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int stackBound() {
        return lastDepth;
    }

    @Override
    public long heapBound() {
        return lastByte;
    }

    @Override
    public void preempted() {
        throw new EnvironmentEnded("the test has seen enough");
    }

    @Override
    public Error stackFull(int frames) {
        full = true;
        return new EnvironmentEnded("the test has seen enough");
    }

    @Override
    public Error heapFull() {
        full = true;
        return new EnvironmentEnded("the test has seen enough");
    }
}
