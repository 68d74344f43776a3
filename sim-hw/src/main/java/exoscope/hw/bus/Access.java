package exoscope.hw.bus;

/** What software may do with a register. */
public enum Access {
    /** A write is refused. */
    R,
    /** A write changes it. */
    RW,
    /** A write has an effect; it reads as 0. */
    W,
    /** Writing a 1 clears that bit. */
    W1C;

    /** Whether a write is more than a mistake. */
    public boolean writable() {
        return this != R;
    }
}
