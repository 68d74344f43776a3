package exoscope.libos.runtime;

import org.jspecify.annotations.Nullable;

/** Follows code made by {@link exoscope.libos.metered.GuestCode#withSteps} step by step. It must not change the run. */
public interface StepListener {
    /**
     * The code stands at a place.
     *
     * @param place the number in {@link exoscope.libos.metered.GuestCode#steps}
     * @param depth how many methods the code is in, upcalls and what they interrupted included
     * @return whether {@link #looked} is wanted
     */
    boolean reached(int place, int depth);

    /**
     * What the variables of that place hold, in their order.
     *
     * @param guest who defined the classes of the code
     */
    void looked(@Nullable Object[] values, ClassLoader guest);
}
