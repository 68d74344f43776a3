package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.engine.CheckResult.Status;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
    private final CheckReport report = SkeletonRuns.check();

    private CheckResult result(String id) {
        return report.results().stream()
                .filter(result -> result.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void skeletonEarnsItsStatedFloor() {
        assertThat(report.points()).isEqualTo(Lab.find("lab04").floor());
        assertThat(report.maxPoints()).isEqualTo(100);
    }

    @Test
    void everyDeclaredCheckHasAResultInTheOrderOfTheLabFile() {
        assertThat(report.results().stream().map(CheckResult::check).toList())
                .isEqualTo(Lab.find("lab04").checks());
    }

    @Test
    void failureNamesExpectationEventCycleAndTicket() {
        CheckResult failed = result("data-survives");
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.message())
                .startsWith("Expected pager to end with exit code 0")
                .contains("(cycle ");
        assertThat(failed.ticket()).isEqualTo("lab04-revocation:memory-wanted:seed=1:code=0123abcd");
        assertThat(failed.place()).isPositive();
    }

    @Test
    void checkWithoutItsPrerequisiteIsSkippedAndSaysWhichOne() {
        assertThat(result("any-moment").status()).isEqualTo(Status.SKIPPED);
        assertThat(result("any-moment").message()).isEqualTo("it needs 'gives-back' to pass first");
    }
}
