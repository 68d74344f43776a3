package exoscope.kernel;

/**
 * Proof of a right to everything that is guarded by {@code name}.
 *
 * <p>Self-authenticating (SOSP'95 §3.2): the seal is a keyed hash of name and rights under a key that only the kernel
 * has, so the kernel keeps no list of capabilities, anyone may pass one on by copying its bits, and inventing one means
 * guessing 64 bits.
 *
 * @param name what the capability opens
 * @param rights a set of {@link #READ} and {@link #WRITE}
 * @param seal the kernel's keyed hash over both
 */
public record Capability(long name, int rights, long seal) {
    public static final int READ = 1;
    /** The right to change the resource and to decide about it: give it back, change its guard. */
    public static final int WRITE = 2;

    public static final int READ_WRITE = READ | WRITE;

    /** Whether all of {@code needed} is among the rights claimed; says nothing about the seal. */
    public boolean allows(int needed) {
        return (rights & needed) == needed;
    }
}
