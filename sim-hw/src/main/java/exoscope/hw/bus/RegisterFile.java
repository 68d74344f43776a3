package exoscope.hw.bus;

/**
 * The registers of one device: a front through which machine code reaches what Java code reaches through methods.
 *
 * <p>What all devices have in common (docs/machine.md, section 6): a read where there is no register gives 0; a write
 * that makes no sense, because there is no such register, it cannot be written, or the device does not accept the value,
 * changes nothing but the bit {@link #ERROR} of the device's register STATUS, which stays set until a 1 is written to it.
 */
public abstract class RegisterFile<R extends Enum<R> & Register> implements RegisterPage {
    /** Bit of every register STATUS: a write was refused. */
    public static final int ERROR = 1 << 31;

    private final RegisterMap<R> map;
    private boolean refused;

    protected RegisterFile(RegisterMap<R> map) {
        this.map = map;
    }

    @Override
    public final int read(int offset) {
        R register = map.at(offset);
        return register == null ? 0 : get(register, (offset - register.offset()) / 4);
    }

    @Override
    public final void write(int offset, int value) {
        R register = map.at(offset);
        boolean accepted = register != null
                && register.access().writable()
                && set(register, (offset - register.offset()) / 4, value);
        refused |= !accepted;
    }

    /** Reads a register by name. */
    public final int read(R register) {
        return read(register.offset());
    }

    /** Writes a register by name. */
    public final void write(R register, int value) {
        write(register.offset(), value);
    }

    /** Value of the {@code index}th register of a row, with the effects of reading it. */
    protected abstract int get(R register, int index);

    /** Writes the {@code index}th register of a row; false if the value makes no sense. */
    protected abstract boolean set(R register, int index, int value);

    /** The error bit, as a part of STATUS. */
    protected final int error() {
        return refused ? ERROR : 0;
    }

    /** What a write of {@code value} to STATUS does to the error bit. */
    protected final boolean clearError(int value) {
        refused &= (value & ERROR) == 0;
        return true;
    }
}
