package exoscope.libos.metered;

import org.jspecify.annotations.Nullable;

/**
 * What rewritten guest code calls while it runs: the way from metered Java to the environment that runs it.
 *
 * <p>There is one meter an environment, used only by the code running in it, so an implementation needs no locks of
 * its own. Guest code cannot name this type: the calls are put in by the rewriter.
 *
 * <p>Once the environment must end, every call of {@link #charge} throws {@link EnvironmentEnded}, each time anew. The
 * rewritten code calls no handler of the guest for that error, so it leaves the guest's frames one after the other.
 */
public interface GuestMeter {

    /**
     * Charges the cycles of the straight-line code that follows; a charge point, where the environment may be
     * preempted.
     *
     * @param cycles how many, at least 1
     * @throws EnvironmentEnded when the environment must not run on
     */
    void charge(int cycles);

    /**
     * Enters a method, with one more frame on the guest's stack.
     *
     * @return the depth before, in frames; the method gives it back to {@link #leave}
     * @throws StackOverflowError when the environment's bound is passed; the depth is then unchanged. The guest may
     * catch it
     */
    int enter();

    /**
     * Restores the depth: at a method's return to what {@link #enter} gave, and where a method catches an exception
     * to one more.
     *
     * @param depth the depth from here on, in frames
     */
    void leave(int depth);

    /** The depth, in frames: where something was thrown until it is caught. */
    int depth();

    /**
     * Accounts for memory that is about to be allocated, and charges cycles by its size.
     *
     * @param bytes how much, by the sizes of the cost table (not by those of the host's JVM), at least 0
     * @throws OutOfMemoryError when the environment's bound is passed; nothing is allocated then. The guest may catch
     * it
     * @throws EnvironmentEnded when the environment must not run on
     */
    void allocate(long bytes);

    /**
     * Notes that code made by {@link GuestCode#withSteps} stands at a place. It costs nothing.
     *
     * @return whether {@link #variables} is to be called
     */
    default boolean step(int place) {
        return false;
    }

    /** Gets the values of the variables that {@link StepPlace#variables} names for the place. */
    default void variables(@Nullable Object[] values) {}
}
