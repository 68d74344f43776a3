package exoscope.libos.metered;

import exoscope.hw.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten guest code calls while it runs: the way from metered Java to the environment that runs it.
 *
 * <p>The classes of one loader are linked to one meter for good, as a constant of theirs, and this class is final and
 * holds what most calls need itself, in methods of at most 35 bytes, which the JVM's compiler puts into guest code wherever they are
 * called. The
 * environment is asked only where a bound is reached. It may be another one later, when the classes are lent again.
 *
 * <p>A meter is used only by the code that runs in its environment, so it needs no locks. Guest code cannot name this
 * type: the calls are put in by the rewriter.
 */
public final class GuestMeter {
    private MeteredEnvironment environment;
    private Clock clock;
    /** Frames on the guest's stack, and how many it may have. */
    private int depth;

    private int depthBound;
    /** Bytes allocated so far, by the sizes of the cost table, and how many may be. */
    private long allocated;

    private long heapBound;
    /** Charge points reached so far, and the one at which the watch wants to be told. */
    private long points;

    private long wanted;
    private ChargePointWatch watch;
    private boolean ended;
    /** Whether there is more to a charge than to count it: it has ended, or somebody watches. */
    private boolean watched;

    GuestMeter(MeteredEnvironment first) {
        lendTo(first);
    }

    /** Begins anew, for another environment. */
    void lendTo(MeteredEnvironment next) {
        environment = next;
        clock = next.clock();
        depth = 0;
        depthBound = next.stackBound();
        allocated = 0;
        heapBound = next.heapBound();
        points = 0;
        ended = false;
        watched = false;
        wanted = ChargePointWatch.NONE;
        watch = ChargePointWatch.NOBODY;
    }

    /**
     * Counts charge points from now on, and has {@code watch} told when the one of a number is reached, and from then on as it says
     * itself. Counting makes charges dearer, for the host.
     *
     * @param first number of the first charge point that it wants to be told of
     */
    public void watch(long first, ChargePointWatch watch) {
        watched = true;
        wanted = first;
        this.watch = watch;
    }

    /** Charge points reached so far, while there was a watch. */
    public long chargePoints() {
        return points;
    }

    /**
     * Has every charge from now on throw {@link EnvironmentEnded}, each time anew, and cost nothing. The rewritten code calls no
     * handler of the guest for that error, so it leaves the guest's frames one after the other.
     */
    public void end() {
        ended = true;
        watched = true;
    }

    /**
     * Charges the cycles of the straight-line code that follows; a charge point, where the environment may be
     * preempted.
     *
     * @param cycles how many, at least 1
     * @throws EnvironmentEnded when the environment must not run on
     */
    public void charge(int cycles) {
        if (watched) {
            chargeWatched(cycles);
        } else if (clock.chargeUntilDue(cycles)) {
            stop();
        }
    }

    private void stop() {
        environment.preempted();
    }

    private void chargeWatched(int cycles) {
        endIfOver();
        boolean due = clock.chargeUntilDue(cycles);
        if (++points >= wanted) {
            wanted = watch.reached(points);
            due = clock.due();
        }
        if (due) {
            stop();
        }
    }

    /** Throws if the environment is over. */
    public void endIfOver() {
        if (ended) {
            throw new EnvironmentEnded(environment + " is over");
        }
    }

    /**
     * Enters a method, with one more frame on the guest's stack.
     *
     * @return the depth before, in frames; the method gives it back to {@link #leave}
     * @throws StackOverflowError when the environment's bound is passed; the depth is then unchanged. The guest may
     * catch it
     */
    public int enter() {
        int before = depth;
        if (before >= depthBound) {
            throw stackFull(before);
        }
        depth = before + 1;
        return before;
    }

    private Error stackFull(int frames) {
        charge(GuestCosts.STACK_FRAME * frames); // making the error records the whole stack
        return environment.stackFull(depthBound);
    }

    /**
     * Restores the depth: at a method's return to what {@link #enter} gave, and where a method catches an exception
     * to one more.
     *
     * @param depth the depth from here on, in frames
     */
    public void leave(int depth) {
        this.depth = depth;
    }

    /** The depth, in frames: where something was thrown until it is caught. */
    public int depth() {
        return depth;
    }

    /** How deep the stack may be from here on, in frames. */
    public int depthBound() {
        return depthBound;
    }

    public void setDepthBound(int frames) {
        depthBound = frames;
    }

    /** Bytes allocated so far. */
    public long allocated() {
        return allocated;
    }

    /**
     * Accounts for memory that is about to be allocated, and charges cycles by its size.
     *
     * @param bytes how much, by the sizes of the cost table (not by those of the host's JVM), at least 0
     * @throws OutOfMemoryError when the environment's bound is passed; nothing is allocated then. The guest may catch
     * it
     * @throws EnvironmentEnded when the environment must not run on
     */
    public void allocate(long bytes) {
        if (bytes > heapBound - allocated) {
            throw heapFull();
        }
        allocated += bytes;
        chargeFor(bytes);
    }

    private void chargeFor(long bytes) {
        charge((int) Math.min(Integer.MAX_VALUE, bytes >>> 4));
    }

    private Error heapFull() {
        charge(GuestCosts.STACK_FRAME * (depth + 1)); // else asking again and again would cost next to nothing
        return environment.heapFull();
    }

    /** See {@link MeteredEnvironment#step}. */
    public boolean step(int place) {
        return environment.step(place);
    }

    /** See {@link MeteredEnvironment#variables}. */
    public void variables(@Nullable Object[] values) {
        environment.variables(values);
    }
}
