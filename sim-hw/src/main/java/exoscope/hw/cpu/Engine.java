package exoscope.hw.cpu;

/** How instructions are executed. Both give the same results to the cycle; only the host's time differs. */
public enum Engine {
    /** One decoded instruction after the other. */
    INTERPRETER,
    /**
     * What runs often is translated to JVM bytecode, the rest is interpreted. A CPU with {@link LoadDelay#EXPOSED}
     * interprets everything.
     */
    TRANSLATOR;

    /** The engine of a machine that was not asked for one. */
    public static final Engine DEFAULT = INTERPRETER;
}
