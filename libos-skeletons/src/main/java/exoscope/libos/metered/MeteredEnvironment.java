package exoscope.libos.metered;

import exoscope.hw.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The environment whose code a {@link GuestMeter} meters: its bounds, and what happens where they are reached. Guest code
 * cannot name this type.
 */
public interface MeteredEnvironment {
    /** How what is thrown at the bounds begins: by this it is told from what the host's JVM throws at its own. */
    String STACK_FULL = "more than ";

    /** The same, for memory. */
    String HEAP_FULL = "an environment may allocate ";

    /** What cycles are charged to. */
    Clock clock();

    /** How many frames its stack holds. */
    int stackBound();

    /** How many bytes it may ever allocate. */
    long heapBound();

    /**
     * A charge point was reached at which the clock is {@linkplain Clock#due() due}: others run, and the code goes on when this
     * returns.
     *
     * @throws EnvironmentEnded when it must not go on
     */
    void preempted();

    /** What is thrown where one more frame would not fit; the depth is unchanged, and the guest may catch it. */
    default Error stackFull(int frames) {
        return new StackOverflowError(STACK_FULL + frames + " nested calls");
    }

    /** What is thrown where one more allocation would pass the bound; nothing is allocated, and the guest may catch it. */
    default Error heapFull() {
        return new OutOfMemoryError(HEAP_FULL + heapBound() + " bytes");
    }

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
