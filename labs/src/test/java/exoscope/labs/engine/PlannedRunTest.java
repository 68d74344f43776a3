package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.libos.runtime.GuestHost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans do to real runs. */
class PlannedRunTest {
    private static LabRun run(String rest) {
        return SkeletonRuns.run(Ticket.parse("lab04:" + rest));
    }

    private static List<TraceEntry> entries(LabRun run, Class<? extends TraceEvent> kind) {
        List<TraceEntry> found = new ArrayList<>();
        run.playback().entries().forEach(entry -> {
            if (kind.isInstance(entry.event())) {
                found.add(entry);
            }
        });
        return found;
    }

    @Test
    void preemptionEndsTheSliceAndTheNeighbourRunsNext() {
        LabRun plain = run("contended");
        LabRun planned = run("contended:preempt@5");
        assertThat(entries(planned, KernelEvent.SliceEnded.class).getFirst().cycle())
                .isLessThan(
                        entries(plain, KernelEvent.SliceEnded.class).getFirst().cycle());
        assertThat(entries(planned, KernelEvent.SliceStarted.class))
                .extracting(TraceEntry::env)
                .startsWith(1, 2, 1);
    }

    @Test
    void higherPriorityRunsFirstAndDemotionAtAChargePointTurnsTheOrderRound() {
        LabRun first = run("contended:order=2,1:demote@2.5=1");
        assertThat(entries(first, KernelEvent.SliceStarted.class))
                .extracting(TraceEntry::env)
                .startsWith(2, 1);
    }

    @Test
    void stalledEnvironmentGetsNoSliceBeforeItsTime() {
        LabRun planned = run("quiet:stall@5=300000");
        List<TraceEntry> slices = entries(planned, KernelEvent.SliceStarted.class);
        assertThat(slices.get(1).cycle() - slices.getFirst().cycle()).isBetween(300_000L, 310_000L);
    }

    @Test
    void lateDiskRequestEndsLaterByTheAmountThatThePlanSays() {
        long plain = entries(run("quiet"), HwEvent.DiskFinished.class).get(1).cycle();
        long late = entries(run("quiet:disk-late@2=123456"), HwEvent.DiskFinished.class)
                .get(1)
                .cycle();
        assertThat(late - plain).isEqualTo(123_456);
    }

    @Test
    void deadlineOfTheTicketTakesThePlaceOfTheScenarios() {
        LabRun planned = run("quiet:deadline=777:revoke@120=1");
        TraceEntry asked =
                entries(planned, KernelEvent.RevocationRequested.class).getFirst();
        assertThat(((KernelEvent.RevocationRequested) asked.event()).deadline() - asked.cycle())
                .isEqualTo(777);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contended:seed=5:preempt@40:preempt@2.9:revoke@300=2",
                "contended:order=2,1:demote@100=1:stall@120=5000",
                "memory-wanted:deadline=60000:disk-late@3=9000"
            })
    void ticketGivesTheSameBytesAloneAndBesideOtherMachines(String rest) throws Exception {
        LabRun alone = run(rest);
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<LabRun>> beside = new ArrayList<>();
            GuestHost.withMachines(3, () -> {
                for (int i = 0; i < 6; i++) {
                    beside.add(pool.submit(() -> run(rest)));
                }
                return beside.stream().map(PlannedRunTest::awaited).toList();
            });
            for (Future<LabRun> run : beside) {
                assertThat(run.get().playback().sameBytesAs(alone.playback())).isTrue();
                assertThat(run.get().pace()).isEqualTo(alone.pace());
            }
        }
    }

    private static LabRun awaited(Future<LabRun> run) {
        try {
            return run.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
