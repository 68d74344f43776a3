package exoscope.grading.report;

import exoscope.libos.metered.Problem;
import java.util.Locale;

/**
 * Something wrong with the sources.
 *
 * @param file the source file's path, or empty when it is in no one file
 * @param line from 1, or 0 when unknown
 * @param column from 1, or 0 when unknown
 * @param severity error or warning
 * @param message what it is
 */
public record ProblemLine(String file, int line, int column, String severity, String message) {
    static ProblemLine of(Problem problem) {
        String severity = problem.severity().name().toLowerCase(Locale.ROOT);
        return new ProblemLine(problem.file(), problem.line(), problem.column(), severity, problem.message());
    }

    /** The problem as compilers print them: {@code Pager.java:41: message}. */
    @Override
    public String toString() {
        return new Problem(file, line, column, 0, Problem.Severity.valueOf(severity.toUpperCase(Locale.ROOT)), message)
                .toString();
    }
}
