package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of the disk: docs/machine.md, section 6.5. */
public enum DiskRegister implements Register {
    ID(0x000, Access.R),
    STATUS(0x004, Access.W1C),
    CONTROL(0x008, Access.RW),
    SECTORS(0x00c, Access.R),
    RING_BASE(0x010, Access.RW),
    RING_SIZE(0x014, Access.RW),
    HEAD(0x018, Access.R),
    TAIL(0x01c, Access.RW),
    OUTSTANDING(0x020, Access.R),
    POLICY(0x024, Access.RW);

    private final int offset;
    private final Access access;

    DiskRegister(int offset, Access access) {
        this.offset = offset;
        this.access = access;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public Access access() {
        return access;
    }
}
