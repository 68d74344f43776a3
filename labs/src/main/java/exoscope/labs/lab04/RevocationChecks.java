package exoscope.labs.lab04;

import static exoscope.labs.assertions.LabAssertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.Check;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.LabChecks;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Scenario;
import exoscope.labs.plan.Schedules;

/** What a pager must do to pass lab 4. Titles, points and scenarios are in {@code lab.yaml}. */
@LabChecks
final class RevocationChecks {
    /** Runs of an exploration at most: far more than there are events, so that none is left out. */
    private static final int MOST_EVENTS = 3000;
    /** How many of the pager's frames are asked for in turn. */
    private static final int CHOICES = 3;
    /** Schedules that are tried at most. */
    private static final int MOST_SCHEDULES = 3000;
    /** Passes of the program of most scenarios. */
    static final int LONG = 6;
    /** Passes of the small program that is explored. */
    static final int SMALL = 2;

    @Check("runs-undisturbed")
    void runsUndisturbed(LabRun run) {
        assertThat(run).studentExitedWith(0).programCompletedPasses(LONG);
    }

    @Check("gives-back")
    void givesBackEveryFrameInTime(LabRun run) {
        assertThat(run).studentWasAskedFor(4).studentAnsweredEveryRevocation().studentGaveBack(4);
    }

    @Check("data-survives")
    void dataSurvives(LabRun run) {
        assertThat(run).studentWasAskedFor(4).studentExitedWith(0).programCompletedPasses(LONG);
    }

    @Check("neighbour-served")
    void neighbourGetsItsMemoryAndNobodyTouchesIt(LabRun run) {
        assertThat(run).exitedWith("neighbour", 0);
    }

    @Check("survives-abort")
    void survivesLosingFramesByForce(LabRun run) {
        assertThat(run).studentLostByForce(3).studentExitedWith(0).programCompletedPasses(LONG);
    }

    @Check("rightful-calls")
    void asksForNothingThatIsNotItsOwn(LabRun run) {
        assertThat(run)
                .studentExitedWith(0)
                .programCompletedPasses(LONG)
                .studentWasNeverRefused(
                        KernelError.NOT_OWNER,
                        KernelError.NO_REVOCATION,
                        KernelError.FORGED_CAPABILITY,
                        KernelError.INSUFFICIENT_RIGHTS);
    }

    @Check("invariants-hold")
    void invariantsHold(LabRun run) {
        assertThat(run).studentWasAskedFor(4).invariantsHeld();
    }

    @Check("any-moment")
    void answersARevocationAtAnyMoment(Exploration alone, @Scenario("contended") Exploration contended) {
        alone.revokeAtEveryEvent(
                RevocationChecks::isInteresting, MOST_EVENTS, CHOICES, RevocationChecks::answeredAndIntact);
        Schedules schedules = new Schedules(contended.base().pace().whileAnswering(), 1);
        contended.preempt(schedules, MOST_SCHEDULES, run -> {
            answeredAndIntact(run);
            assertThat(run).exitedWith("nibbler", 0);
        });
    }

    private static void answeredAndIntact(LabRun run) {
        assertThat(run)
                .studentExitedWith(0)
                .programCompletedPasses(SMALL)
                .studentAnsweredEveryRevocation()
                .invariantsHeld();
    }

    @Check("any-moment-by-force")
    void survivesAnAbortAtAnyMoment(Exploration exploration) {
        exploration.revokeAtEveryEvent(
                RevocationChecks::isInteresting,
                MOST_EVENTS,
                CHOICES,
                run -> assertThat(run)
                        .studentExitedWith(0)
                        .programCompletedPasses(SMALL)
                        .invariantsHeld());
    }

    @Check("any-moment-at-once")
    void survivesAnAbortWithoutNotice(Exploration exploration) {
        survivesAnAbortAtAnyMoment(exploration);
    }

    @Check("clean-pages-unwritten")
    void cleanPagesAreNotWritten(LabRun run) {
        assertThat(run)
                .studentWasAskedFor(4)
                .studentExitedWith(0)
                .programCompletedPasses(LONG)
                .studentWroteOnlyDirtyFrames();
    }

    /** Everything but the coming and going of slices and what the kernel answers alone. */
    private static boolean isInteresting(TraceEntry entry) {
        return entry.event() instanceof KernelEvent event
                && !(event instanceof KernelEvent.SliceStarted)
                && !(event instanceof KernelEvent.SliceEnded)
                && !(event instanceof KernelEvent.StlbHit)
                && !(event instanceof KernelEvent.EnvCreated)
                && !(event instanceof KernelEvent.EnvExited)
                && !(event instanceof KernelEvent.ExtentBound);
    }
}
