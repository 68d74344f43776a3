package exoscope.hw.device;

import exoscope.hw.trace.HwEvent.Device;

/** Everything that can interrupt, with its bit in the interrupt controller and the line that it starts out with. */
public enum InterruptSource {
    TIMER(0, Device.TIMER, 0, 5),
    DISK(1, Device.DISK, 0, 1),
    CONSOLE(2, Device.CONSOLE, 0, 0),
    IOMMU(3, Device.IOMMU, 0, 3),
    NETWORK_0(4, Device.NETWORK, 0, 2),
    NETWORK_1(5, Device.NETWORK, 0, 2),
    NETWORK_2(6, Device.NETWORK, 0, 2),
    NETWORK_3(7, Device.NETWORK, 0, 2),
    SIGNAL_0(8, Device.SIGNAL, 0, 4),
    SIGNAL_1(9, Device.SIGNAL, 1, 4),
    SIGNAL_2(10, Device.SIGNAL, 2, 4),
    SIGNAL_3(11, Device.SIGNAL, 3, 4);

    private final int bit;
    private final Device device;
    private final int cpu;
    private final int line;

    InterruptSource(int bit, Device device, int cpu, int line) {
        this.bit = bit;
        this.device = device;
        this.cpu = cpu;
        this.line = line;
    }

    /** Number of its bit in the controller's registers. */
    public int bit() {
        return bit;
    }

    /** The device that the trace names. */
    public Device device() {
        return device;
    }

    /** CPU to which it leads after power-on. */
    int cpu() {
        return cpu;
    }

    /** Hardware interrupt, 0 to 5, at which it arrives there after power-on. */
    int line() {
        return line;
    }

    /** Its bit alone. */
    public int mask() {
        return 1 << bit;
    }

    /** The source with a bit, 0 to 11. */
    static InterruptSource of(int bit) {
        return SOURCES[bit];
    }

    private static final InterruptSource[] SOURCES = values();
}
