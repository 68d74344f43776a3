package exoscope.libos.metered;

import java.util.List;
import java.util.SortedMap;

/**
 * What the compiler made of a set of sources.
 *
 * @param classes the class files by binary name, in the order of names; empty when a problem is an error
 * @param problems what the compiler had to say, in the order of file, line and column
 */
public record Compilation(SortedMap<String, byte[]> classes, List<Problem> problems) {

    /** Whether nothing stops the submission. */
    public boolean succeeded() {
        return problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
