package exoscope.hw;

import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import exoscope.hw.cpu.LoadDelay;
import exoscope.hw.device.DiskTiming;

/**
 * What a machine is built from.
 *
 * @param frames physical memory in 4 KiB frames
 * @param diskBlocks disk size in 4 KiB blocks
 * @param diskTiming the disk's speed
 * @param loadDelay when the CPU's loads become visible
 * @param engine how the CPU's instructions are executed: a matter of the host's time only
 * @param isa which instructions the CPU has
 * @param hasFpu whether there is a floating-point unit; without one, its instructions are always coprocessor unusable
 */
public record MachineConfig(
        int frames,
        int diskBlocks,
        DiskTiming diskTiming,
        LoadDelay loadDelay,
        Engine engine,
        Isa isa,
        boolean hasFpu) {
    /** 16 MiB of memory and an 8 MiB disk of the time. */
    public static final MachineConfig DEFAULT = new MachineConfig(4096, 2048, DiskTiming.DISK_1995);

    /** A machine whose loads are interlocked. */
    public MachineConfig(int frames, int diskBlocks, DiskTiming diskTiming) {
        this(frames, diskBlocks, diskTiming, LoadDelay.INTERLOCKED);
    }

    /** A machine with the default engine. */
    public MachineConfig(int frames, int diskBlocks, DiskTiming diskTiming, LoadDelay loadDelay) {
        this(frames, diskBlocks, diskTiming, loadDelay, Engine.DEFAULT);
    }

    /** A machine that executes MIPS I and has a floating-point unit. */
    public MachineConfig(int frames, int diskBlocks, DiskTiming diskTiming, LoadDelay loadDelay, Engine engine) {
        this(frames, diskBlocks, diskTiming, loadDelay, engine, Isa.MIPS_I, true);
    }

    /** The same machine with another engine. */
    public MachineConfig withEngine(Engine other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, loadDelay, other, isa, hasFpu);
    }

    /** The same machine with other instructions. */
    public MachineConfig withIsa(Isa other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, loadDelay, engine, other, hasFpu);
    }

    /** The same machine with or without a floating-point unit. */
    public MachineConfig withFpu(boolean present) {
        return new MachineConfig(frames, diskBlocks, diskTiming, loadDelay, engine, isa, present);
    }
}
