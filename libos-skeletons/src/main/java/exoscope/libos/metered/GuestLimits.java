package exoscope.libos.metered;

/** How large guest code may be; generous for a lab, small enough that checking and rewriting it is quick. */
public final class GuestLimits {
    /** The most classes of a submission, nested ones and lambdas' hosts included. */
    public static final int MAX_CLASSES = 200;
    /** The largest class file, in bytes. */
    public static final int MAX_CLASS_BYTES = 100_000;
    /** The longest method, in bytes of its code before rewriting. Rewriting must stay below the JVM's 65,535. */
    public static final int MAX_METHOD_BYTES = 8_000;
    /**
     * The most local variables and stack places of a method together. With the bound on the depth it bounds the host
     * stack that a guest can use.
     */
    public static final int MAX_FRAME_SLOTS = 250;

    private GuestLimits() {}
}
