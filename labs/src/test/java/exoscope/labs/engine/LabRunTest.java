package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.KernelEvent;
import exoscope.labs.plan.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabRunTest {
    @Test
    void undisturbedProgramComesToItsEnd() {
        LabRun run = SkeletonRuns.run("quiet");
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.FINISHED);
        assertThat(run.end().console()).endsWith("pass 6: 24 pages intact\n");
        assertThat(run.end().envs().getFirst().ending()).isEqualTo("returned (exit code 0)");
    }

    @Test
    void unwrittenSeamSaysSoInTheEndingWithItsLine() {
        LabRun run = SkeletonRuns.run("memory-wanted");
        assertThat(run.end().envs().getFirst().ending())
                .startsWith("libOS panic: UnsupportedOperationException: lab04.answer is not written yet (Pager.java:");
    }

    @Test
    void equalTicketsGiveEqualBytesAndOtherSeedsOtherOnes() {
        Ticket ticket = Ticket.parse("lab04:memory-wanted:seed=3");
        LabRun run = SkeletonRuns.run(ticket);
        assertThat(SkeletonRuns.run(ticket).playback().sameBytesAs(run.playback()))
                .isTrue();
        LabRun other = SkeletonRuns.run(Ticket.parse("lab04:memory-wanted:seed=4"));
        assertThat(other.playback().sameBytesAs(run.playback())).isFalse();
    }

    @Test
    void ticketAsksForTheFrameItNamesAfterTheEventItNames() {
        LabRun run = SkeletonRuns.run(Ticket.of(Lab.find("lab04"), "quiet").with(Fault.revoke(120, 1)));
        List<Long> asked = run.playback().entries(0, run.playback().events()).stream()
                .filter(entry -> entry.event() instanceof KernelEvent.RevocationRequested)
                .map(entry -> entry.seq())
                .toList();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).isBetween(121L, 130L);
    }

    @Test
    void environmentThatNeverAnswersLosesItsFrameAndIsChargedWhileTheOthersGoOn() {
        LabRun run = SkeletonRuns.run("crowded");
        var hog = run.end().envs().get(2);
        assertThat(hog.name()).isEqualTo("hog");
        assertThat(hog.charged()).isGreaterThan(10_000_000);
        assertThat(run.end().envs().get(1).ending()).isEqualTo("returned (exit code 0)");
    }
}
