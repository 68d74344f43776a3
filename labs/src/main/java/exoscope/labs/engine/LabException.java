package exoscope.labs.engine;

/** Something about a lab, a workspace or a ticket is not as it must be. The message is a sentence for the user. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
