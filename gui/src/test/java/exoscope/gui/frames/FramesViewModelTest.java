package exoscope.gui.frames;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.frames.FramesViewModel.Cell;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesViewModelTest {
    private static FramesViewModel after(Class<? extends KernelEvent> event, int number) {
        return FramesViewModel.of(CROWDED.at(placeOf(CROWDED, event, number)));
    }

    @Test
    void frameAskedForIsMarkedAndTheOneJustAskedForStandsOut() {
        FramesViewModel model = after(KernelEvent.RevocationRequested.class, 2);
        assertThat(model.cells()).filteredOn(Cell::asked).hasSize(2);
        assertThat(model.cells()).filteredOn(Cell::changed).singleElement().satisfies(cell -> {
            assertThat(cell.asked()).isTrue();
            assertThat(cell.description()).contains("belongs to pager").endsWith("the kernel has asked for it back");
        });
        assertThat(model.summary()).endsWith("2 asked back");
    }

    @Test
    void acknowledgedFrameIsFreeAndNoLongerAskedFor() {
        FramesViewModel model = after(KernelEvent.RevocationAcknowledged.class, 1);
        assertThat(model.cells()).filteredOn(Cell::changed).singleElement().satisfies(cell -> {
            assertThat(cell.look().name()).isEqualTo("free");
            assertThat(cell.asked()).isFalse();
        });
    }

    @Test
    void frameThatTheDiskWorksOnIsMarked() {
        assertThat(after(KernelEvent.TransferSubmitted.class, 3).cells())
                .filteredOn(Cell::pinned)
                .isNotEmpty();
    }

    @Test
    void sharesAddUpToTheMemoryAndNameTheGuarantees() {
        FramesViewModel model = after(KernelEvent.RevocationRequested.class, 6);
        assertThat(model.shares())
                .extracting(FramesViewModel.Share::text)
                .containsExactly(
                        "pager 28 (guaranteed 6)", "neighbour 0 (guaranteed 12)", "hog 10 (guaranteed 2)", "free 6");
    }

    @Test
    void machineThatIsOffHasNoFrames() {
        assertThat(FramesViewModel.of(Moment.NOTHING))
                .isEqualTo(new FramesViewModel(List.of(), List.of(), "the machine is off"));
    }
}
