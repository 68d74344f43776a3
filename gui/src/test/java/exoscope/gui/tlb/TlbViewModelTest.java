package exoscope.gui.tlb;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.tlb.TlbViewModel.Change;
import exoscope.gui.tlb.TlbViewModel.Slot;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import org.junit.jupiter.api.Test;

class TlbViewModelTest {
    @Test
    void slotJustFilledStandsOutAndLeadsFromItsPageToItsFrame() {
        for (TraceEntry entry : CROWDED.playback().entries(0, 400)) {
            if (entry.event() instanceof HwEvent.TlbFilled filled) {
                TlbViewModel model = TlbViewModel.of(CROWDED.at(entry.seq() + 1));
                assertThat(model.slots())
                        .filteredOn(slot -> slot.change() == Change.FILLED)
                        .singleElement()
                        .satisfies(slot -> {
                            assertThat(slot.index()).isEqualTo(filled.index());
                            assertThat(slot.page()).isEqualTo(Integer.toHexString(filled.page()));
                            assertThat(slot.frame()).isEqualTo(Integer.toString(filled.frame()));
                            assertThat(slot.writable()).isEqualTo(filled.writable());
                        });
            }
        }
    }

    @Test
    void takingAFrameByForceEmptiesItsSlot() {
        TlbViewModel model = TlbViewModel.of(CROWDED.at(placeOf(CROWDED, KernelEvent.RevocationAborted.class, 1)));
        assertThat(model.slots())
                .filteredOn(slot -> slot.change() == Change.DROPPED)
                .singleElement()
                .satisfies(slot -> assertThat(slot.valid()).isFalse());
        assertThat(model.slots()).hasSize(64);
        assertThat(model.summary())
                .startsWith(model.slots().stream().filter(Slot::valid).count() + " of 64");
    }
}
