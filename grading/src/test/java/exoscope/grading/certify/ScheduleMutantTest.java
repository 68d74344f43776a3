package exoscope.grading.certify;

import static exoscope.grading.Submissions.LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.grading.staff.Mutant;
import exoscope.grading.staff.Reference;
import exoscope.labs.engine.CheckReport;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.RunSource;
import exoscope.labs.engine.Search;
import exoscope.labs.engine.Ticket;
import exoscope.labs.plan.Fault.Kind;
import exoscope.labs.plan.Plan;
import exoscope.labs.plan.Schedules;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mutant that only a preemption at a certain charge point shows. */
class ScheduleMutantTest {
    private static final Mutant MUTANT = Mutant.of(LAB).stream()
            .filter(mutant -> mutant.id().equals("missed-wake-up"))
            .findFirst()
            .orElseThrow();

    private final RunSource runs = LAB.runsOf(code(MUTANT.sources(LAB)));

    private static GuestCode code(List<SourceFile> sources) {
        return LAB.build(sources).code().orElseThrow();
    }

    @Test
    void passesEveryCheckButTheOneThatPreempts() {
        CheckReport report = LAB.check(runs, "0123abcd", result -> {});
        assertThat(report.results())
                .filteredOn(result -> !result.passed())
                .extracting(result -> result.check().id())
                .containsExactly("any-moment");
        CheckResult failed = report.results().stream()
                .filter(result -> !result.passed())
                .findFirst()
                .orElseThrow();
        assertThat(failed.ticket()).startsWith("lab04-revocation:contended:seed=1:code=0123abcd:preempt@");
    }

    @Test
    void isFoundAmongPairsAndShortenedToOnePreemptionThatReplaysToTheSameFailure() {
        LabRun base = runs.run(Ticket.of(LAB, "contended"));
        long first = base.pace().whileAnswering().getFirst();
        List<Plan> pairs = new ArrayList<>();
        Schedules.between(first, first + 30, 2).forEach(plan -> {
            if (plan.size() == 2) {
                pairs.add(plan);
            }
        });
        Search search = new Search(pairs, BigInteger.valueOf(pairs.size()), "pairs of preemptions", List.of());
        Exploration.Finding found = search.run(
                        new Exploration(runs, base, covered -> {}), pairs.size(), LAB.judge(), ran -> {})
                .failure()
                .orElseThrow();
        assertThat(found.found().of(Kind.PREEMPT)).hasSize(2);
        assertThat(found.ticket().plan().of(Kind.PREEMPT)).hasSize(1);
        assertThat(found.ticket().plan().size()).isEqualTo(1);
        assertThatThrownBy(() ->
                        LAB.judge().accept(runs.run(Ticket.parse(found.ticket().toString()))))
                .hasMessage(found.message())
                .hasMessageContaining("given back before its deadline");
    }

    @Test
    void referenceSurvivesTheSameSearch() {
        RunSource reference = LAB.runsOf(code(Reference.sources(LAB)));
        LabRun base = reference.run(Ticket.of(LAB, "contended"));
        long first = base.pace().whileAnswering().getFirst();
        Exploration.Result result = Search.everySchedule(base, first - 5, first + 30, 1)
                .run(new Exploration(reference, base, covered -> {}), 5000, LAB.judge(), ran -> {});
        assertThat(result.failure()).isEmpty();
        assertThat(result.coverage().complete()).isTrue();
    }
}
