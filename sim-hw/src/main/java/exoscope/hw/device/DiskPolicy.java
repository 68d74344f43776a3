package exoscope.hw.device;

/** Which of the waiting requests a disk serves next. */
public enum DiskPolicy {
    /** In the order in which they came. */
    IN_ORDER(0),
    /**
     * The nearest at or beyond the arm, and from the beginning again when there is none (C-LOOK); of those at the same
     * place the one that came first.
     */
    ELEVATOR(1);

    private final int code;

    DiskPolicy(int code) {
        this.code = code;
    }

    /** Its number in the disk's registers. */
    int code() {
        return code;
    }
}
