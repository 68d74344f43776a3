package exoscope.libos.metered;

/**
 * Told when metered Java reaches charge points, before it may be preempted there. Whoever has the clock's limit set to
 * the present, such as by {@code Processor.preempt()}, stops the code at this very charge point.
 *
 * <p>Charge points are counted from 1 in each environment, in the order in which its code reaches them, upcalls included.
 */
@FunctionalInterface
public interface ChargePointWatch {
    /** In place of a number: not any more. */
    long NONE = Long.MAX_VALUE;

    /** Wants to be told of none; but has them counted. */
    ChargePointWatch NOBODY = number -> NONE;

    /**
     * The charge point of this number is reached; its cycles are charged.
     *
     * @return the number of the next one to be told of, or {@link #NONE}
     */
    long reached(long number);
}
