package exoscope.labs.lab04;

import static exoscope.labs.assertions.LabAssertions.assertThat;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.LabRun.Outcome;
import exoscope.labs.engine.ScenarioFile;
import exoscope.labs.plan.Fault.Kind;
import exoscope.labs.plan.Plan;
import java.util.function.Consumer;

/** What holds in every run of lab 4, whatever happens in it: no data is lost, nobody suffers, requests are answered. */
public final class Survival implements Consumer<LabRun> {
    /** Cycles that suffice to answer when nothing slows the pager or the disk down. */
    private static final long TIME_ENOUGH = 1_600_000;

    @Override
    public void accept(LabRun run) {
        if (run.outcome() == Outcome.POWER_OFF) {
            assertThat(run).invariantsHeld();
            return;
        }
        ScenarioFile scenario =
                Lab.find(run.ticket().lab()).scenario(run.ticket().scenario());
        int passes = scenario.program().equals("smallset.elf") ? RevocationChecks.SMALL : RevocationChecks.LONG;
        assertThat(run).studentExitedWith(0).programCompletedPasses(passes).invariantsHeld();
        if (scenario.deadline() >= TIME_ENOUGH && undelayed(run.ticket().plan())) {
            assertThat(run).studentAnsweredEveryRevocation();
        }
        scenario.tenants().stream()
                .filter(tenant -> !tenant.name().equals("hog"))
                .forEach(tenant -> assertThat(run).exitedWith(tenant.name(), 0));
    }

    /** Whether the plan leaves a pager the time that the scenario gives it. */
    private static boolean undelayed(Plan plan) {
        return plan.order().isEmpty()
                && (plan.deadline() == Plan.AS_DECLARED || plan.deadline() >= TIME_ENOUGH)
                && plan.of(Kind.STALL).isEmpty()
                && plan.of(Kind.DEMOTE).isEmpty()
                && plan.of(Kind.DISK_LATE).isEmpty();
    }
}
