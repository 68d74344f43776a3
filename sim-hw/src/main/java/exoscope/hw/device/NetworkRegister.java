package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of the network interface as a whole: docs/machine.md, section 6.6. */
public enum NetworkRegister implements Register {
    ID(0x000, Access.R, 1),
    STATUS(0x004, Access.W1C, 1),
    CONTROL(0x008, Access.RW, 1),
    MAC_LOW(0x00c, Access.RW, 1),
    MAC_HIGH(0x010, Access.RW, 1),
    HASH_CONTROL(0x014, Access.RW, 1),
    HASH_KEY(0x020, Access.RW, ReceiveHash.KEY_WORDS),
    HASH_TABLE(0x080, Access.RW, ReceiveHash.ENTRIES / 4),
    RX_BASE(0x100, Access.RW, NetworkInterface.QUEUES),
    RX_SIZE(0x110, Access.RW, NetworkInterface.QUEUES),
    TX_BASE(0x120, Access.RW, NetworkInterface.QUEUES),
    TX_SIZE(0x130, Access.RW, NetworkInterface.QUEUES),
    RX_FRAMES(0x200, Access.R, 1),
    RX_BYTES(0x204, Access.R, 1),
    TX_FRAMES(0x208, Access.R, 1),
    TX_BYTES(0x20c, Access.R, 1),
    TX_ERRORS(0x210, Access.R, 1),
    DROPS(0x220, Access.R, 8);

    private final int offset;
    private final Access access;
    private final int count;

    NetworkRegister(int offset, Access access, int count) {
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
