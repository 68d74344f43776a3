package exoscope.grading.report;

import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.view.PanicReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One check of a report.
 *
 * @param id what the lab file calls it
 * @param title what holds when it passes
 * @param family what kind of evidence it gives: functional, invariant, exploration or cost
 * @param status passed, failed or skipped
 * @param points earned
 * @param maxPoints what it is worth
 * @param message for a failure what was expected, what happened and when; for a skipped check why; for a passed one
 *     what it covered if it explored; else empty
 * @param ticket the run that shows it, or empty
 * @param place the event of that run to look at, counted from 0, or -1
 * @param panic how the libOS panicked in that run, or null
 */
public record CheckLine(
        String id,
        String title,
        String family,
        String status,
        int points,
        int maxPoints,
        String message,
        String ticket,
        long place,
        @Nullable PanicReport panic) {

    public static CheckLine of(CheckResult result) {
        CheckDeclaration check = result.check();
        return new CheckLine(
                check.id(),
                check.title(),
                lowerCase(check.family()),
                lowerCase(result.status()),
                result.points(),
                check.points(),
                result.message(),
                result.ticket(),
                result.place(),
                result.panic().orElse(null));
    }

    static CheckLine skipped(CheckDeclaration check, String why) {
        return of(new CheckResult(check, CheckResult.Status.SKIPPED, why, "", -1));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
