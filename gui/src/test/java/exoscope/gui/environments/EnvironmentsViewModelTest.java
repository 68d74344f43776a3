package exoscope.gui.environments;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.environments.EnvironmentsViewModel.Card;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.TransferView;
import org.junit.jupiter.api.Test;

class EnvironmentsViewModelTest {
    @Test
    void upcallsThatInterruptEachOtherAreShownInnermostFirst() {
        Card pager = EnvironmentsViewModel.of(CROWDED.at(placeOf(CROWDED, KernelEvent.TransferSubmitted.class, 7)))
                .cards()
                .getFirst();
        assertThat(pager.state()).matches("runs: giving up frame \\d+, 5 more beneath");
        assertThat(pager.stack().lines())
                .hasSizeGreaterThan(4)
                .first()
                .asString()
                .startsWith("giving up frame");
        assertThat(pager.running()).isTrue();
        assertThat(pager.levels()).startsWith("M").endsWith("R").hasSize(6);
    }

    @Test
    void environmentThatHasEndedSaysHow() {
        Card pager = EnvironmentsViewModel.of(CROWDED.at(CROWDED.playback().events()))
                .cards()
                .getFirst();
        assertThat(pager.alive()).isFalse();
        assertThat(pager.state()).isEqualTo("has ended: returned (exit code 0)");
    }

    @Test
    void transferSaysWhatTheDiskDoesAndForHowLong() {
        assertThat(DiskView.sentence(new TransferView(1, 1, 12, 7, true, 0, 500), 100))
                .isEqualTo("writing frame 7 → block 12, done in 400 cycles");
        assertThat(DiskView.sentence(new TransferView(1, 1, 12, 7, false, 0, -1), 100))
                .isEqualTo("reading block 12 → frame 7, waits for the arm");
    }
}
