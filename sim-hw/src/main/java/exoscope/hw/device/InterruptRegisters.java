package exoscope.hw.device;

import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** The interrupt controller as machine code sees it. */
public final class InterruptRegisters extends RegisterFile<InterruptRegister> {
    private static final RegisterMap<InterruptRegister> MAP = new RegisterMap<>(InterruptRegister.class);
    private static final int ID = 0x494e_5443;
    private static final int SIGNALS = 4;

    private final InterruptController controller;

    public InterruptRegisters(InterruptController controller) {
        super(MAP);
        this.controller = controller;
    }

    @Override
    protected int get(InterruptRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error();
            case PENDING -> controller.pending();
            case ENABLE -> controller.enabled();
            case ENABLE_SET, ENABLE_CLEAR, SIGNAL -> 0;
            case ROUTE -> route(InterruptSource.of(index));
            case LINES -> controller.linesOf(index);
        };
    }

    @Override
    protected boolean set(InterruptRegister register, int index, int value) {
        return switch (register) {
            case ID, LINES -> false;
            case STATUS -> clearError(value);
            case PENDING -> acknowledge(value);
            case ENABLE -> enable(value, value);
            case ENABLE_SET -> enable(value, controller.enabled() | value);
            case ENABLE_CLEAR -> enable(value, controller.enabled() & ~value);
            case SIGNAL -> signal(value);
            case ROUTE -> route(InterruptSource.of(index), value);
        };
    }

    private int route(InterruptSource source) {
        return controller.targetOf(source) << 8 | controller.lineOf(source);
    }

    private boolean route(InterruptSource source, int value) {
        int line = value & 0xff;
        boolean possible = (value & 0xffff_f000) == 0 && line < InterruptController.LINES;
        if (possible) {
            controller.route(source, value >>> 8, line);
        }
        return possible;
    }

    private boolean acknowledge(int value) {
        controller.acknowledge(value);
        return true;
    }

    private boolean enable(int value, int sources) {
        if (known(value)) {
            controller.setEnabled(sources);
        }
        return known(value);
    }

    private static boolean known(int sources) {
        return (sources & ~InterruptController.ALL) == 0;
    }

    private boolean signal(int target) {
        if (target < 0 || target >= SIGNALS) {
            return false;
        }
        controller.raise(InterruptSource.of(InterruptSource.SIGNAL_0.bit() + target));
        return true;
    }
}
