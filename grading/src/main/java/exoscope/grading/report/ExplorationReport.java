package exoscope.grading.report;

import exoscope.labs.engine.Exploration.Finding;
import exoscope.labs.engine.Exploration.Result;
import exoscope.labs.engine.Ticket;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An exploration as JSON. {@code docs/cli.md} explains each field.
 *
 * @param ran runs made and judged
 * @param of runs that there are of what was explored
 */
public record ExplorationReport(
        String schema,
        String lab,
        String scenario,
        String code,
        long ran,
        BigInteger of,
        boolean complete,
        long late,
        String coverage,
        @Nullable Failure failure) {
    private static final String SCHEMA = "exoscope/exploration/v1";

    /**
     * A run that is not as it must be.
     *
     * @param found the ticket with which it was found first
     * @param runs runs that it took to make it small
     */
    public record Failure(String ticket, String message, long place, String found, int runs, boolean smallest) {}

    /** @param base the undisturbed run */
    public static ExplorationReport of(Ticket base, Result result) {
        return new ExplorationReport(
                SCHEMA,
                base.lab(),
                base.scenario(),
                base.code(),
                result.coverage().ran(),
                result.coverage().of(),
                result.coverage().complete(),
                result.coverage().late(),
                result.coverage().sentence(),
                result.failure().map(found -> failure(base, found)).orElse(null));
    }

    private static Failure failure(Ticket base, Finding found) {
        return new Failure(
                found.ticket().toString(),
                found.message(),
                found.place(),
                base.with(found.found()).toString(),
                found.runs(),
                found.smallest());
    }
}
