package exoscope.hw;

import exoscope.hw.cpu.LoadDelay;
import exoscope.hw.device.DiskTiming;

/**
 * What a machine is built from.
 *
 * @param frames physical memory in 4 KiB frames
 * @param diskBlocks disk size in 4 KiB blocks
 * @param diskTiming the disk's speed
 * @param loadDelay when the CPU's loads become visible
 */
public record MachineConfig(int frames, int diskBlocks, DiskTiming diskTiming, LoadDelay loadDelay) {
    /** 16 MiB of memory and an 8 MiB disk of the time. */
    public static final MachineConfig DEFAULT = new MachineConfig(4096, 2048, DiskTiming.DISK_1995);

    /** A machine whose loads are interlocked. */
    public MachineConfig(int frames, int diskBlocks, DiskTiming diskTiming) {
        this(frames, diskBlocks, diskTiming, LoadDelay.INTERLOCKED);
    }
}
