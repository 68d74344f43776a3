package exoscope.labs.engine;

/**
 * What became of a check.
 *
 * @param check the check
 * @param status how it ended
 * @param message for a failure what was expected and what happened, for a skipped one why, for a passed one what it
 *     covered if it explored; else empty
 * @param ticket the run that shows it, or empty
 * @param place the event of that run to look at, as its number from 0, or -1
 */
public record CheckResult(CheckDeclaration check, Status status, String message, String ticket, long place) {

    /** How a check can end. */
    public enum Status {
        PASSED,
        FAILED,
        /** A check that it requires did not pass. */
        SKIPPED
    }

    public boolean passed() {
        return status == Status.PASSED;
    }

    /** Points earned. */
    public int points() {
        return passed() ? check.points() : 0;
    }
}
