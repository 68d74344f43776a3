package exoscope.hw;

import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.LoadDelay;
import exoscope.hw.device.DeviceConfig;
import exoscope.hw.device.DiskMechanics;
import exoscope.hw.device.DiskTiming;

/**
 * What a machine is built from.
 *
 * @param frames physical memory in 4 KiB frames
 * @param diskBlocks disk size in 4 KiB blocks
 * @param diskTiming the disk's speed
 * @param loadDelay when the CPU's loads become visible
 * @param engine how the CPU's instructions are executed: a matter of the host's time only
 * @param devices what the devices are like besides
 */
public record MachineConfig(
        int frames,
        int diskBlocks,
        DiskMechanics diskTiming,
        LoadDelay loadDelay,
        Engine engine,
        DeviceConfig devices) {
    /** 16 MiB of memory and an 8 MiB disk of the time. */
    public static final MachineConfig DEFAULT = new MachineConfig(4096, 2048, DiskTiming.DISK_1995);

    /** A machine whose loads are interlocked. */
    public MachineConfig(int frames, int diskBlocks, DiskMechanics diskTiming) {
        this(frames, diskBlocks, diskTiming, LoadDelay.INTERLOCKED);
    }

    /** A machine with the default engine. */
    public MachineConfig(int frames, int diskBlocks, DiskMechanics diskTiming, LoadDelay loadDelay) {
        this(frames, diskBlocks, diskTiming, loadDelay, Engine.DEFAULT);
    }

    /** A machine with the default devices. */
    public MachineConfig(int frames, int diskBlocks, DiskMechanics diskTiming, LoadDelay loadDelay, Engine engine) {
        this(frames, diskBlocks, diskTiming, loadDelay, engine, DeviceConfig.DEFAULT);
    }

    /** The same machine with another engine. */
    public MachineConfig withEngine(Engine other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, loadDelay, other, devices);
    }

    /** The same machine with another kind of disk. */
    public MachineConfig withDiskTiming(DiskMechanics other) {
        return new MachineConfig(frames, diskBlocks, other, loadDelay, engine, devices);
    }

    /** The same machine with other devices. */
    public MachineConfig withDevices(DeviceConfig other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, loadDelay, engine, other);
    }
}
