package exoscope.grading.soak;

/** A campaign cannot go on. The message is a sentence for the user. */
public final class SoakException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SoakException(String message) {
        super(message);
    }

    SoakException(String message, Throwable cause) {
        super(message, cause);
    }
}
