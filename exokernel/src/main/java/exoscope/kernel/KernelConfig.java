package exoscope.kernel;

import exoscope.hw.cpu.Engine;

/**
 * What a kernel is told at boot.
 *
 * @param seed the run's seed; it fixes the key that seals capabilities
 * @param revocationCycles cycles an environment has to answer a revocation before the kernel takes the frame by force
 * @param slices positions of the CPU vector
 * @param packetBuffers buffers into which the network interface receives, a power of two; 0 for a kernel without network
 * @param volume whether file systems on the disk outlive the kernel, which keeps a catalogue of them there
 * @param engine what runs filters and downloaded programs; both give the same results to the cycle
 */
public record KernelConfig(
        long seed, long revocationCycles, int slices, int packetBuffers, Engine engine, boolean volume) {
    /** Positions of the CPU vector unless it is said otherwise: as many as Xok has quanta. */
    public static final int SLICES = 128;

    /** With {@link #SLICES} slices. */
    public KernelConfig(long seed, long revocationCycles) {
        this(seed, revocationCycles, SLICES);
    }

    /** Without network. */
    public KernelConfig(long seed, long revocationCycles, int slices) {
        this(seed, revocationCycles, slices, 0, Engine.TRANSLATOR, false);
    }

    public KernelConfig {
        if (revocationCycles < 0) {
            throw new IllegalArgumentException(
                    "revocation deadline of " + revocationCycles + " cycles: must be 0 or more");
        }
        if (slices < 1 || slices > Kernel.MAX_ENVIRONMENTS) {
            throw new IllegalArgumentException(slices + " slices: must be 1 to " + Kernel.MAX_ENVIRONMENTS);
        }
        if (packetBuffers != 0
                && (packetBuffers < 2
                        || packetBuffers > NetworkDriver.MOST_BUFFERS
                        || Integer.bitCount(packetBuffers) != 1)) {
            throw new IllegalArgumentException(packetBuffers
                    + " packet buffers: must be 0, or a power of two from 2 to " + NetworkDriver.MOST_BUFFERS);
        }
    }

    /** The same with a network interface that the kernel drives, and so many buffers to receive into. */
    public KernelConfig withNetwork(int buffers) {
        return new KernelConfig(seed, revocationCycles, slices, buffers, engine, volume);
    }

    /** The same with another engine for downloaded code. */
    public KernelConfig withEngine(Engine other) {
        return new KernelConfig(seed, revocationCycles, slices, packetBuffers, other, volume);
    }

    /** The same with a catalogue of file systems on the disk: one that is there already, or a new one. */
    public KernelConfig withVolume() {
        return new KernelConfig(seed, revocationCycles, slices, packetBuffers, engine, true);
    }
}
