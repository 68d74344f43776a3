package exoscope.kernel;

/** A bug of the kit: something that holds by design does not. The trace ends with the event that names it. */
public final class InvariantBrokenException extends RuntimeException {
    InvariantBrokenException(String message) {
        super(message);
    }
}
