package exoscope.gui.timeline;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.timeline.TimelineViewModel.MarkKind;
import exoscope.gui.timeline.TimelineViewModel.SliderMark;
import exoscope.kernel.KernelEvent;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {
    private final TimelineViewModel model = new TimelineViewModel(CROWDED);

    @Test
    void stepsGoByOneEventAndStayWithinTheRun() {
        model.stepBack();
        assertThat(model.moment().place()).isZero();
        model.stepForward();
        model.stepForward();
        model.stepBack();
        assertThat(model.moment().place()).isEqualTo(1);
        model.toEnd();
        model.stepForward();
        assertThat(model.moment().place()).isEqualTo(CROWDED.playback().events());
        model.seek(-5);
        assertThat(model.moment().place()).isZero();
    }

    @Test
    void playingGoesFromStopToStopAndEndsAtTheEnd() {
        model.togglePlaying();
        int stops = 0;
        while (model.playingProperty().get()) {
            model.tick();
            stops++;
        }
        assertThat(stops).isBetween(CROWDED.stops().size(), CROWDED.stops().size() + 1);
        assertThat(model.moment().place()).isEqualTo(model.last());
        model.togglePlaying();
        assertThat(model.moment().place())
                .as("playing again begins at the beginning")
                .isZero();
    }

    @Test
    void previousStopUndoesNextStop() {
        model.nextStop();
        model.nextStop();
        long second = model.moment().place();
        model.nextStop();
        model.previousStop();
        assertThat(model.moment().place()).isEqualTo(second);
    }

    @Test
    void marksShowEveryRevocationWhereItHappened() {
        TimelineViewModel late = new TimelineViewModel(TOO_LATE);
        assertThat(late.marks()).allMatch(mark -> mark.at() > 0 && mark.at() <= 1);
        assertThat(late.marks())
                .extracting(SliderMark::kind)
                .contains(MarkKind.REQUESTED, MarkKind.ACKNOWLEDGED, MarkKind.ABORTED);
        assertThat(late.marks())
                .filteredOn(mark -> mark.kind() == MarkKind.REQUESTED)
                .hasSameSizeAs(TOO_LATE.stops().stream()
                        .filter(stop -> stop.entry().event() instanceof KernelEvent.RevocationRequested)
                        .toList());
    }

    @Test
    void anotherRunBeginsAtItsBeginning() {
        model.toEnd();
        model.tell(TOO_LATE);
        assertThat(model.moment().place()).isZero();
        assertThat(model.last()).isEqualTo(TOO_LATE.playback().events());
    }
}
