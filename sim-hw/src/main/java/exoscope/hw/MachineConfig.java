package exoscope.hw;

import exoscope.hw.cpu.CpuConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import exoscope.hw.device.DeviceConfig;
import exoscope.hw.device.DiskMechanics;
import exoscope.hw.device.DiskTiming;

/**
 * What a machine is built from.
 *
 * @param frames physical memory in 4 KiB frames
 * @param diskBlocks disk size in 4 KiB blocks
 * @param diskTiming the disk's speed
 * @param cpus number of CPUs, 1 to {@link #MOST_CPUS}
 * @param cpu what each of them is like
 * @param devices what the devices are like besides
 */
public record MachineConfig(
        int frames, int diskBlocks, DiskMechanics diskTiming, int cpus, CpuConfig cpu, DeviceConfig devices) {
    /** The most CPUs a machine can have. */
    public static final int MOST_CPUS = 8;

    /** 16 MiB of memory, an 8 MiB disk of the time and one CPU. */
    public static final MachineConfig DEFAULT = new MachineConfig(4096, 2048, DiskTiming.DISK_1995);

    public MachineConfig {
        if (cpus < 1 || cpus > MOST_CPUS) {
            throw new IllegalArgumentException("a machine with " + cpus + " CPUs: must be 1 to " + MOST_CPUS);
        }
    }

    /** A machine with one CPU and the default devices. */
    public MachineConfig(int frames, int diskBlocks, DiskMechanics diskTiming) {
        this(frames, diskBlocks, diskTiming, 1, CpuConfig.DEFAULT, DeviceConfig.DEFAULT);
    }

    /** The same machine with other CPUs. */
    public MachineConfig withCpu(CpuConfig other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, cpus, other, devices);
    }

    /** The same machine with another number of CPUs. */
    public MachineConfig withCpus(int count) {
        return new MachineConfig(frames, diskBlocks, diskTiming, count, cpu, devices);
    }

    /** The same machine with another engine. */
    public MachineConfig withEngine(Engine other) {
        return withCpu(cpu.withEngine(other));
    }

    /** The same machine with other instructions. */
    public MachineConfig withIsa(Isa other) {
        return withCpu(cpu.withIsa(other));
    }

    /** The same machine with or without floating-point units. */
    public MachineConfig withFpu(boolean present) {
        return withCpu(cpu.withFpu(present));
    }

    /** The same machine with another kind of disk. */
    public MachineConfig withDiskTiming(DiskMechanics other) {
        return new MachineConfig(frames, diskBlocks, other, cpus, cpu, devices);
    }

    /** The same machine with other devices. */
    public MachineConfig withDevices(DeviceConfig other) {
        return new MachineConfig(frames, diskBlocks, diskTiming, cpus, cpu, other);
    }
}
