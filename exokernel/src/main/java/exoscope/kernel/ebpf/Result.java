package exoscope.kernel.ebpf;

/**
 * How a run ended.
 *
 * @param outcome whether it ended by itself
 * @param value what it returned; 0 if its budget was used up
 * @param cycles what it used; never more than its budget
 */
public record Result(Outcome outcome, long value, long cycles) {
    /** Whether a program ended by itself. */
    public enum Outcome {
        /** It returned. */
        RETURNED,
        /** The next straight piece of code, or the next helper, would have cost more than was left. */
        OUT_OF_BUDGET
    }
}
