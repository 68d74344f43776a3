package exoscope.labs.engine;

import java.util.List;

/** All checks of a lab, judged. */
public record CheckReport(String lab, List<CheckResult> results) {
    public CheckReport(String lab, List<CheckResult> results) {
        this.lab = lab;
        this.results = List.copyOf(results);
    }

    /** Points earned. */
    public int points() {
        return results.stream().mapToInt(CheckResult::points).sum();
    }

    public int maxPoints() {
        return results.stream().mapToInt(result -> result.check().points()).sum();
    }

    public boolean allPassed() {
        return results.stream().allMatch(CheckResult::passed);
    }
}
