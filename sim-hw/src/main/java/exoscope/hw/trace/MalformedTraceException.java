package exoscope.hw.trace;

/** A trace file cannot be read: it is damaged, cut off too early, or of another version or schema. */
public final class MalformedTraceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long offset;
    private final boolean cutOff;

    MalformedTraceException(String what, long offset) {
        this(what, offset, false);
    }

    private MalformedTraceException(String what, long offset, boolean cutOff) {
        super("%s (at byte %d of the trace).".formatted(what, offset));
        this.offset = offset;
        this.cutOff = cutOff;
    }

    static MalformedTraceException cutOff(long offset) {
        return new MalformedTraceException("The trace ends in the middle of a value", offset, true);
    }

    /** Position of the byte that could not be understood, from 0. */
    public long offset() {
        return offset;
    }

    /** Whether more bytes were needed than there are: all that was read so far may be sound. */
    boolean isCutOff() {
        return cutOff;
    }
}
