package exoscope.libos.metered;

/** A meter that ends the environment after so many cycles, and bounds depth and memory. */
final class CountingMeter implements GuestMeter {
    private final long limit;
    private final int deepest;
    private final long mostBytes;
    private long cycles;
    private long bytes;
    private int depth;
    private int deepestSeen;

    CountingMeter(long limit, int deepest, long mostBytes) {
        this.limit = limit;
        this.deepest = deepest;
        this.mostBytes = mostBytes;
    }

    /** Enough for an honest test program. */
    static CountingMeter generous() {
        return new CountingMeter(20_000_000, 400, 50_000_000);
    }

    /** Little enough that an endless program is stopped at once. */
    static CountingMeter strict() {
        return new CountingMeter(100_000, 200, 10_000_000);
    }

    long cycles() {
        return cycles;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int depth() {
        return depth;
    }

    int deepestSeen() {
        return deepestSeen;
    }

    @Override
    public void charge(int charged) {
        assert charged > 0 : "a charge of " + charged;
        cycles += charged;
        if (cycles > limit) {
            throw new EnvironmentEnded("the budget of " + limit + " cycles is used up");
        }
    }

    @Override
    public int enter() {
        if (depth == deepest) {
            charge(GuestCosts.STACK_FRAME * depth);
            throw new StackOverflowError();
        }
        deepestSeen = Math.max(deepestSeen, depth + 1);
        return depth++;
    }

    @Override
    public void leave(int restored) {
        depth = restored;
    }

    @Override
    public void allocate(long allocated) {
        if (bytes + allocated > mostBytes) {
            charge(GuestCosts.STACK_FRAME * (depth + 1));
            throw new OutOfMemoryError();
        }
        bytes += allocated;
    }
}
