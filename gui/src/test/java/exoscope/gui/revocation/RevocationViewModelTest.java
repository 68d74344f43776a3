package exoscope.gui.revocation;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.TOO_LATE;
import static exoscope.gui.ReferenceRun.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.revocation.RevocationViewModel.Row;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationViewModelTest {
    private static RevocationViewModel at(Narration narration, long place) {
        return RevocationViewModel.of(narration.at(place), narration.stopsUntil(place));
    }

    @Test
    void requestsOfOneRoundStandSideBySideWithTheTimeLeft() {
        RevocationViewModel model = at(CROWDED, placeOf(CROWDED, KernelEvent.RevocationRequested.class, 6));
        assertThat(model.rows())
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.status()).matches("[12],\\d{3},\\d{3} cycles left"))
                .allSatisfy(row -> assertThat(row.description()).contains("which its owner has not heard yet"));
        assertThat(model.now()).isBetween(model.from(), model.from() + 1000);
        assertThat(model.to()).isEqualTo(model.rows().getLast().of().deadline());
    }

    @Test
    void writeBackIsDrawnFromItsSubmissionToItsEnd() {
        RevocationViewModel model = at(CROWDED, placeOf(CROWDED, KernelEvent.RevocationAcknowledged.class, 6));
        assertThat(model.rows()).hasSize(6);
        assertThat(model.rows().getFirst().writes()).as("a clean page").isEmpty();
        assertThat(model.rows().subList(1, 6))
                .allSatisfy(row -> assertThat(row.writes()).singleElement().satisfies(write -> {
                    assertThat(write.from())
                            .isBetween(row.of().noticedAt(), row.of().endedAt());
                    assertThat(write.to()).isBetween(write.from(), row.of().endedAt());
                    assertThat(write.cancelled()).isFalse();
                }));
    }

    @Test
    void abortSaysWhatBecameOfTheContents() {
        RevocationViewModel lost = at(CROWDED, placeOf(CROWDED, KernelEvent.RevocationAborted.class, 1));
        assertThat(lost.rows()).extracting(Row::status).containsExactly("by force, contents lost");
        assertThat(lost.earlier()).hasSize(3).extracting(Row::status).allMatch(text -> text.endsWith("to spare"));
        RevocationViewModel saved = at(TOO_LATE, placeOf(TOO_LATE, KernelEvent.RevocationAborted.class, 1));
        assertThat(saved.rows()).extracting(Row::status).anyMatch(text -> text.matches(".*saved in block \\d+"));
    }

    @Test
    void nothingAskedForIsSaidAndNotLeftEmpty() {
        RevocationViewModel model = RevocationViewModel.of(Moment.NOTHING, List.of());
        assertThat(model.rows()).isEmpty();
        assertThat(model.summary()).isEqualTo("nothing has been asked back");
    }
}
