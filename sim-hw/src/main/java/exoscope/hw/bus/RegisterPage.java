package exoscope.hw.bus;

/**
 * A page of physical addresses behind which there is a device instead of memory. What it is asked and told may be
 * nonsense: it answers in its registers and never throws.
 */
public interface RegisterPage {
    /**
     * Reads a register, with whatever effects that has.
     *
     * @param offset a multiple of 4, below 4,096
     */
    int read(int offset);

    /**
     * Writes a register.
     *
     * @param offset a multiple of 4, below 4,096
     */
    void write(int offset, int value);
}
