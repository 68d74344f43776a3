package exoscope.hw.bus;

/** A register, or a row of equal ones, in a device's page. The constants of an enum, one enum a device. */
public interface Register {
    /** Its name in docs/machine.md. */
    String name();

    /** Offset in bytes of the register, or of the first of its row. */
    int offset();

    /** Registers in the row, 4 bytes apart; 1 if it is alone. */
    default int count() {
        return 1;
    }

    Access access();
}
