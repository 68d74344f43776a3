package exoscope.kernel;

/** The user-mode code of one environment, whatever instruction set it is in, as the processor sees it. */
public interface UserCode {
    /** Why user code gave the processor back. */
    enum Departure {
        /** The clock's limit was reached; there is more to do. */
        PREEMPTED,
        /** It has nothing to do until an upcall comes. */
        WAITING,
        /** It is over; {@link UserCode#ending()} says how. */
        ENDED
    }

    /** How an environment ended: its exit code, and a reason in words. */
    record Ending(int code, String reason) {}

    /** Runs, delivering waiting upcalls first, until the clock is due or the code departs by itself. */
    Departure resume();

    /** How it ended; asked once, after {@link Departure#ENDED}. */
    Ending ending();

    /** Ends it at once, wherever it stands; it will not be resumed. */
    void kill();
}
