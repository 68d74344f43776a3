package exoscope.hw.device;

import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** The console as machine code sees it. */
public final class ConsoleRegisters extends RegisterFile<ConsoleRegister> {
    private static final RegisterMap<ConsoleRegister> MAP = new RegisterMap<>(ConsoleRegister.class);
    private static final int ID = 0x434f_4e53;
    private static final int READABLE = 1;
    private static final int OVERRUN = 2;

    private final Console console;

    public ConsoleRegisters(Console console) {
        super(MAP);
        this.console = console;
    }

    @Override
    protected int get(ConsoleRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error() | (console.available() > 0 ? READABLE : 0) | (console.overrun() ? OVERRUN : 0);
            case DATA -> console.read();
            case AVAILABLE -> console.available();
        };
    }

    @Override
    protected boolean set(ConsoleRegister register, int index, int value) {
        return switch (register) {
            case ID, AVAILABLE -> false;
            case STATUS -> {
                if ((value & OVERRUN) != 0) {
                    console.forgetOverrun();
                }
                yield clearError(value);
            }
            case DATA -> {
                console.write((byte) value);
                yield true;
            }
        };
    }
}
