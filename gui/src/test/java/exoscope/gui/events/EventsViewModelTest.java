package exoscope.gui.events;

import static exoscope.gui.ReferenceRun.CROWDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsViewModelTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLineIsTheLineAtItsOwnPlace(boolean all) {
        EventsViewModel model = new EventsViewModel(CROWDED, all);
        for (int i = 0; i < model.lines().size(); i += 7) {
            assertThat(model.lineAt(model.lines().get(i).place())).isEqualTo(i);
        }
        assertThat(model.lineAt(0)).isEqualTo(-1);
    }

    @Test
    void listOfEverythingHasALineForEachEventAndTheUsualOneIsShorter() {
        assertThat(new EventsViewModel(CROWDED, true).lines())
                .hasSize((int) CROWDED.playback().events());
        assertThat(new EventsViewModel(CROWDED, false).lines())
                .hasSize(CROWDED.stops().size());
    }

    @Test
    void lineHasTheCycleAndTheSentenceOfItsEvent() {
        EventsViewModel model = new EventsViewModel(CROWDED, false);
        EventsViewModel.Line first = model.lines().getFirst();
        assertThat(model.sentence(first)).isEqualTo("pager comes to life with 6 frames guaranteed");
        assertThat(model.cycle(first)).isZero();
    }
}
