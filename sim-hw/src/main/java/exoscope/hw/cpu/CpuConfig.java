package exoscope.hw.cpu;

/**
 * What a CPU is like.
 *
 * @param loadDelay when its loads become visible
 * @param engine how its instructions are executed: a matter of the host's time only
 * @param isa which instructions it has
 * @param hasFpu whether there is a floating-point unit; without one, its instructions are always coprocessor unusable
 */
public record CpuConfig(LoadDelay loadDelay, Engine engine, Isa isa, boolean hasFpu) {
    /** An R3000 with an R3010 beside it, whose loads are interlocked. */
    public static final CpuConfig DEFAULT = new CpuConfig(LoadDelay.INTERLOCKED, Engine.DEFAULT, Isa.MIPS_I, true);

    /** The same CPU with other loads. */
    public CpuConfig withLoadDelay(LoadDelay other) {
        return new CpuConfig(other, engine, isa, hasFpu);
    }

    /** The same CPU with another engine. */
    public CpuConfig withEngine(Engine other) {
        return new CpuConfig(loadDelay, other, isa, hasFpu);
    }

    /** The same CPU with other instructions. */
    public CpuConfig withIsa(Isa other) {
        return new CpuConfig(loadDelay, engine, other, hasFpu);
    }

    /** The same CPU with or without a floating-point unit. */
    public CpuConfig withFpu(boolean present) {
        return new CpuConfig(loadDelay, engine, isa, present);
    }
}
