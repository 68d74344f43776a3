package exoscope.grading.report;

import exoscope.labs.engine.CheckReport;
import exoscope.labs.engine.Lab;
import exoscope.libos.metered.Problem;
import java.util.List;

/**
 * A submission, judged.
 *
 * @param schema {@link #SCHEMA}
 * @param lab the lab's name
 * @param compiled whether there was code to run; if not, every check is skipped
 * @param points earned
 * @param maxPoints of all checks together
 * @param problems what compiler and verifier had to say
 * @param checks in the order of the lab file
 */
public record LabReport(
        String schema,
        String lab,
        boolean compiled,
        int points,
        int maxPoints,
        List<ProblemLine> problems,
        List<CheckLine> checks) {
    /** Which fields there are. */
    public static final String SCHEMA = "exoscope/check/v1";

    /** What the checks said about code that could run. */
    public static LabReport of(CheckReport report, List<Problem> problems) {
        return new LabReport(
                SCHEMA,
                report.lab(),
                true,
                report.points(),
                report.maxPoints(),
                problems.stream().map(ProblemLine::of).toList(),
                report.results().stream().map(CheckLine::of).toList());
    }

    /** A submission that gave no code to run earns nothing. */
    public static LabReport notCompiled(Lab lab, List<Problem> problems) {
        return new LabReport(
                SCHEMA,
                lab.name(),
                false,
                0,
                lab.points(),
                problems.stream().map(ProblemLine::of).toList(),
                lab.checks().stream()
                        .map(check -> CheckLine.skipped(check, "the submission does not compile"))
                        .toList());
    }

    public boolean allPassed() {
        return checks.stream().allMatch(check -> check.status().equals("passed"));
    }
}
