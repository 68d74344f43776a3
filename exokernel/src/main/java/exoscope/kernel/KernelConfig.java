package exoscope.kernel;

/**
 * What a kernel is told at boot.
 *
 * @param seed the run's seed; it fixes the key that seals capabilities
 * @param revocationCycles cycles an environment has to answer a revocation before the kernel takes the frame by force
 * @param slices positions of the CPU vector
 */
public record KernelConfig(long seed, long revocationCycles, int slices) {
    /** Positions of the CPU vector unless it is said otherwise: as many as Xok has quanta. */
    public static final int SLICES = 128;

    /** With {@link #SLICES} slices. */
    public KernelConfig(long seed, long revocationCycles) {
        this(seed, revocationCycles, SLICES);
    }

    public KernelConfig {
        if (revocationCycles < 0) {
            throw new IllegalArgumentException(
                    "revocation deadline of " + revocationCycles + " cycles: must be 0 or more");
        }
        if (slices < 1 || slices > Kernel.MAX_ENVIRONMENTS) {
            throw new IllegalArgumentException(slices + " slices: must be 1 to " + Kernel.MAX_ENVIRONMENTS);
        }
    }
}
