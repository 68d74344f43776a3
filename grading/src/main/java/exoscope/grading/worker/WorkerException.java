package exoscope.grading.worker;

/**
 * A worker did not do what it was asked, so nothing is known about the submission. The message is the second half of a
 * sentence that begins with "not graded:".
 */
public final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    WorkerException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
