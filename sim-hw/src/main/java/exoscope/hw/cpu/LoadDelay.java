package exoscope.hw.cpu;

/** When the result of a load becomes visible to the instructions after it. */
public enum LoadDelay {
    /** At once, as if the hardware waited. What compilers emit runs the same either way, and students are spared. */
    INTERLOCKED,
    /** One instruction late, as on the R3000: the next instruction sees the register's old value. Slower to emulate. */
    EXPOSED
}
