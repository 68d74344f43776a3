package exoscope.hw.bus;

/** Registers of the IOMMU: docs/machine.md, section 6.4. */
public enum IommuRegister implements Register {
    ID(0x000, Access.R, 1),
    STATUS(0x004, Access.W1C, 1),
    CONTROL(0x008, Access.RW, 1),
    FAULT_ADDRESS(0x00c, Access.R, 1),
    FAULT_CAUSE(0x010, Access.R, 1),
    FAULTS(0x014, Access.R, 1),
    ROOT(0x040, Access.RW, Iommu.MASTERS);

    private final int offset;
    private final Access access;
    private final int count;

    IommuRegister(int offset, Access access, int count) {
        this.offset = offset;
        this.access = access;
        this.count = count;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Access access() {
        return access;
    }
}
