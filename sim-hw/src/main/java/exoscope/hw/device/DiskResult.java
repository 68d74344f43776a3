package exoscope.hw.device;

/** How a disk request ended. */
public enum DiskResult {
    /** Everything has been moved. */
    DONE(1),
    /** A sector cannot be read or written; what came before it has been moved. */
    MEDIA_ERROR(2),
    /** Memory could not be reached; the sectors before have been moved. */
    DMA_FAULT(3),
    /** The descriptor made no sense; nothing has been moved. */
    BAD_REQUEST(4);

    private final int code;

    DiskResult(int code) {
        this.code = code;
    }

    /** Its number in a descriptor's status. */
    int code() {
        return code;
    }
}
