package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.SkeletonRuns;
import org.junit.jupiter.api.Test;

/** Over a real run. */
class NarrationTest {
    private static final Narration NARRATION =
            new Narration(SkeletonRuns.run("crowded").playback());

    @Test
    void steppingThroughTheStopsForwardsAndBackVisitsEachOnce() {
        long place = 0;
        for (Narration.Stop stop : NARRATION.stops()) {
            assertThat(NARRATION.stopAfter(place)).contains(stop);
            place = stop.place();
        }
        assertThat(NARRATION.stopAfter(place)).isEmpty();
        for (Narration.Stop stop : NARRATION.stops().reversed()) {
            assertThat(NARRATION.stopBefore(place + 1)).contains(stop);
            place = stop.place() - 1;
        }
        assertThat(NARRATION.stopBefore(place)).isEmpty();
    }

    @Test
    void stopAtAnAbortShowsTheFrameFreeAndSaysSo() {
        Narration.Stop abort = NARRATION.stops().stream()
                .filter(stop -> stop.entry().event() instanceof KernelEvent.RevocationAborted)
                .findFirst()
                .orElseThrow();
        int frame = ((KernelEvent.RevocationAborted) abort.entry().event()).frame();
        Moment moment = NARRATION.at(abort.place());
        assertThat(moment.entry()).contains(abort.entry());
        assertThat(moment.before().frames().get(frame).asked()).isTrue();
        assertThat(moment.view().frames().get(frame).free()).isTrue();
        assertThat(moment.sentence()).startsWith("Too late: the kernel takes frame " + frame);
    }

    @Test
    void lineThatIsPrintedInPiecesIsOneStopAtItsLastPiece() {
        Narration quiet = new Narration(SkeletonRuns.run("quiet").playback());
        assertThat(quiet.stops())
                .filteredOn(stop -> stop.entry().event() instanceof HwEvent.ConsoleWritten)
                .extracting(stop -> quiet.sentence(stop.entry().seq()))
                .hasSize(6)
                .startsWith("pager prints \"pass 1: 24 pages intact\"");
    }

    @Test
    void everyMomentShowsTheMachineOfItsPlace() {
        for (long place = 0; place <= NARRATION.playback().events(); place += 37) {
            assertThat(NARRATION.at(place).view())
                    .isEqualTo(NARRATION.playback().viewAt(place));
        }
    }

    @Test
    void sentencesReadFromChunksAreThoseOfTheWholeFold() {
        MachineFold fold = new MachineFold();
        for (TraceEntry entry : NARRATION.playback().entries()) {
            assertThat(NARRATION.sentence(entry.seq())).isEqualTo(EventSentence.of(entry, fold.view()));
            fold.accept(entry);
        }
    }
}
