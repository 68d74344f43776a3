package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** The timer as machine code sees it, with the cycle count that the R3000 itself lacks. */
public final class TimerRegisters extends RegisterFile<TimerRegister> {
    private static final RegisterMap<TimerRegister> MAP = new RegisterMap<>(TimerRegister.class);
    private static final int ID = 0x5449_4d45;

    private final Timer timer;
    private final Clock clock;
    private int once;
    private int period;
    private int high;

    public TimerRegisters(Timer timer, Clock clock) {
        super(MAP);
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    protected int get(TimerRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error() | (timer.running() ? 1 : 0);
            case ONCE -> once;
            case PERIOD -> period;
            case REMAINING -> (int) Math.min(timer.remaining(), 0xffff_ffffL);
            case NOW_LOW -> low();
            case NOW_HIGH -> high;
        };
    }

    @Override
    protected boolean set(TimerRegister register, int index, int value) {
        return switch (register) {
            case ID, REMAINING, NOW_LOW, NOW_HIGH -> false;
            case STATUS -> clearError(value);
            case ONCE -> start(value, 0);
            case PERIOD -> start(0, value);
        };
    }

    /** The lower half of the cycle count; keeps the upper half that belongs to it. */
    private int low() {
        long now = clock.now();
        high = (int) (now >>> 32);
        return (int) now;
    }

    private boolean start(int once, int period) {
        this.once = once;
        this.period = period;
        if (once != 0) {
            timer.set(Integer.toUnsignedLong(once));
        } else if (period != 0) {
            timer.setPeriodic(Integer.toUnsignedLong(period));
        } else {
            timer.stop();
        }
        return true;
    }
}
