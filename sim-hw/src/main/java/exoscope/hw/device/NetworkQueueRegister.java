package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of one queue of the network interface, in a page of its own: docs/machine.md, section 6.7. */
public enum NetworkQueueRegister implements Register {
    ID(0x000, Access.R),
    STATUS(0x004, Access.W1C),
    RX_HEAD(0x008, Access.R),
    RX_TAIL(0x00c, Access.RW),
    TX_HEAD(0x010, Access.R),
    TX_TAIL(0x014, Access.RW),
    CAUSE(0x018, Access.W1C),
    ENABLE(0x01c, Access.RW),
    MODERATION(0x020, Access.RW);

    private final int offset;
    private final Access access;

    NetworkQueueRegister(int offset, Access access) {
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
