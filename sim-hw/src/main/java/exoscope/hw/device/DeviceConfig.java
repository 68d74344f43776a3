package exoscope.hw.device;

/**
 * What the devices are like, besides the disk's size and speed.
 *
 * @param diskPolicy how the disk finds its next request after power-on
 * @param dmaCyclesPerWord cycles that a word moved by a device takes from the CPU; 0 with a kernel in Java, which accounts
 *     for every cycle itself
 * @param macAddress the network interface's own address, in the lower 48 bits, first byte on the wire uppermost
 * @param seed what is random about the devices follows from it
 */
public record DeviceConfig(DiskPolicy diskPolicy, int dmaCyclesPerWord, long macAddress, long seed) {
    /** A disk that serves in order, DMA that costs the CPU nothing, and a locally administered address. */
    public static final DeviceConfig DEFAULT = new DeviceConfig(DiskPolicy.IN_ORDER, 0, 0x0200_0000_0001L, 0);

    public DeviceConfig withDiskPolicy(DiskPolicy other) {
        return new DeviceConfig(other, dmaCyclesPerWord, macAddress, seed);
    }

    public DeviceConfig withDmaCyclesPerWord(int other) {
        return new DeviceConfig(diskPolicy, other, macAddress, seed);
    }

    public DeviceConfig withMacAddress(long other) {
        return new DeviceConfig(diskPolicy, dmaCyclesPerWord, other, seed);
    }

    public DeviceConfig withSeed(long other) {
        return new DeviceConfig(diskPolicy, dmaCyclesPerWord, macAddress, other);
    }
}
