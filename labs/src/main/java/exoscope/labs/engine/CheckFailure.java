package exoscope.labs.engine;

/** A check failed, and it is known which run shows it and where. */
public final class CheckFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final String ticket;
    private final long place;

    /**
     * @param message what was expected, what happened and at which cycle
     * @param ticket the run that shows it
     * @param place the event to look at, as its number from 0, or -1 for the end of the run
     */
    public CheckFailure(String message, Ticket ticket, long place) {
        super(message);
        this.ticket = ticket.toString();
        this.place = place;
    }

    String ticket() {
        return ticket;
    }

    long place() {
        return place;
    }
}
