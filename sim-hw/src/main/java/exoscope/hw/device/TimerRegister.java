package exoscope.hw.device;

import exoscope.hw.bus.Access;
import exoscope.hw.bus.Register;

/** Registers of the timer: docs/machine.md, section 6.2. */
public enum TimerRegister implements Register {
    ID(0x000, Access.R),
    STATUS(0x004, Access.W1C),
    ONCE(0x008, Access.RW),
    PERIOD(0x00c, Access.RW),
    REMAINING(0x010, Access.R),
    NOW_LOW(0x014, Access.R),
    NOW_HIGH(0x018, Access.R);

    private final int offset;
    private final Access access;

    TimerRegister(int offset, Access access) {
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
