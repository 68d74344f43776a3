package exoscope.libos.metered;

/** A meter without bounds, which ends the run at a place of the test's choosing, so that the test itself ends. */
final class LooseMeter implements GuestMeter {
    private final long lastCycle;
    private final int lastDepth;
    private final long lastByte;
    private long cycles;
    private long bytes;
    private int depth;
    private int deepest;

    private LooseMeter(long lastCycle, int lastDepth, long lastByte) {
        this.lastCycle = lastCycle;
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
        return cycles;
    }

    int deepest() {
        return deepest;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void charge(int charged) {
        cycles += charged;
        if (cycles > lastCycle) {
            throw new EnvironmentEnded("the test has seen enough");
        }
    }

    @Override
    public int enter() {
        if (depth >= lastDepth) {
            throw new EnvironmentEnded("the test has seen enough");
        }
        deepest = Math.max(deepest, depth + 1);
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
    public void allocate(long allocated) {
        bytes += allocated;
        if (bytes > lastByte) {
            throw new EnvironmentEnded("the test has seen enough");
        }
    }
}
