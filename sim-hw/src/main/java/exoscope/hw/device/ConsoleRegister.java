package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of the console: docs/machine.md, section 6.3. */
public enum ConsoleRegister implements Register {
    ID(0x000, Access.R),
    STATUS(0x004, Access.W1C),
    DATA(0x008, Access.RW),
    AVAILABLE(0x00c, Access.R);

    private final int offset;
    private final Access access;

    ConsoleRegister(int offset, Access access) {
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
