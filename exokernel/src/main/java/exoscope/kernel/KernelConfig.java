package exoscope.kernel;

/**
 * What a kernel is told at boot.
 *
 * @param seed the run's seed; it fixes the key that seals capabilities
 * @param revocationCycles cycles an environment has to answer a revocation before the kernel takes the frame by force
 */
public record KernelConfig(long seed, long revocationCycles) {
    public KernelConfig {
        if (revocationCycles < 0) {
            throw new IllegalArgumentException(
                    "revocation deadline of " + revocationCycles + " cycles: must be 0 or more");
        }
    }
}
