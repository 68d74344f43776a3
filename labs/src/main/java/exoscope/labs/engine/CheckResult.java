package exoscope.labs.engine;

import exoscope.labs.view.PanicReport;
import java.util.Optional;

/**
 * What became of a check.
 *
 * @param check the check
 * @param status how it ended
 * @param message for a failure what was expected and what happened, for a skipped one why, for a passed one what it
 *     covered if it explored; else empty
 * @param ticket the run that shows it, or empty
 * @param place the event of that run to look at, as its number from 0, or -1
 * @param panic how the student's libOS panicked in that run, if it did
 */
public record CheckResult(
        CheckDeclaration check, Status status, String message, String ticket, long place, Optional<PanicReport> panic) {
    /** The same, of which nothing about a panic is known. */
    public CheckResult(CheckDeclaration check, Status status, String message, String ticket, long place) {
        this(check, status, message, ticket, place, Optional.empty());
    }

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
