package exoscope.hw.bus;

/** What moves data on its own: the devices that do DMA, each receive and transmit queue of the network interface alone. */
public enum BusMaster {
    DISK(0),
    NETWORK_0(1),
    NETWORK_1(2),
    NETWORK_2(3),
    NETWORK_3(4);

    private final int number;

    BusMaster(int number) {
        this.number = number;
    }

    /** Its number in the registers of the IOMMU and in the trace. */
    public int number() {
        return number;
    }
}
