package exoscope.kernel;

/**
 * What a protected control transfer carries: four argument registers. The transfer overwrites none that the caller can see,
 * so they are the message (SOSP'95 §5.5).
 */
public record Message(int a0, int a1, int a2, int a3) {
    /** All zero. */
    public static final Message EMPTY = new Message(0, 0, 0, 0);
}
