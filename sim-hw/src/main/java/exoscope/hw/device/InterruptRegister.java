package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of the interrupt controller: docs/machine.md, section 6.1. */
public enum InterruptRegister implements Register {
    ID(0x000, Access.R, 1),
    STATUS(0x004, Access.W1C, 1),
    PENDING(0x008, Access.W1C, 1),
    ENABLE(0x00c, Access.RW, 1),
    ENABLE_SET(0x010, Access.W, 1),
    ENABLE_CLEAR(0x014, Access.W, 1),
    SIGNAL(0x018, Access.W, 1),
    ROUTE(0x040, Access.RW, InterruptController.SOURCES),
    LINES(0x080, Access.R, InterruptController.MOST_CPUS);

    private final int offset;
    private final Access access;
    private final int count;

    InterruptRegister(int offset, Access access, int count) {
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
