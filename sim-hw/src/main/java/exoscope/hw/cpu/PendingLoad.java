package exoscope.hw.cpu;

/**
 * The load whose result has not reached its register yet: at most one, and only on a machine with
 * {@link LoadDelay#EXPOSED}.
 */
final class PendingLoad {
    private static final int NONE = -1;

    private int register = NONE;
    private int value;

    /** Register that waits for its value, or -1. */
    int register() {
        return register;
    }

    int value() {
        return value;
    }

    void set(int register, int value) {
        this.register = register;
        this.value = value;
    }

    /** What {@code lwl} and {@code lwr} merge into: they alone see the pending value of their register. */
    int forwarded(int[] registers, int wanted) {
        return wanted == register ? value : registers[wanted];
    }

    /** Lets the value arrive, unless the instruction that just ran has written {@code written} itself. */
    void arrive(int[] registers, int written) {
        if (register > 0 && register != written) {
            registers[register] = value;
        }
        register = NONE;
    }
}
