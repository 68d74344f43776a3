package exoscope.gui.lecture;

import static exoscope.gui.ReferenceRun.CROWDED;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.OnStage;
import exoscope.labs.engine.Ticket;
import exoscope.labs.scene.SceneFile;
import exoscope.labs.scene.SceneScript;
import exoscope.labs.scene.SceneScript.Beat;
import exoscope.labs.view.Moment;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

class LecturePaneTest {
    private static final SceneScript SCRIPT = SceneScript.bind(SceneFile.find("revocation"), CROWDED);

    @Test
    void everyCaptionOfTheSceneHappensInItsRun() {
        assertThat(Ticket.parse(SCRIPT.scene().ticket()))
                .isEqualTo(Ticket.parse(CROWDED.playback().metadata().getOrDefault("ticket", "")));
        assertThat(SCRIPT.beats()).hasSameSizeAs(SCRIPT.scene().captions());
        assertThat(SCRIPT.beats())
                .extracting(Beat::place)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void captionSpeaksOfWhatIsShown() {
        for (Beat beat : SCRIPT.beats()) {
            Moment moment = CROWDED.at(beat.place());
            if (beat.caption().on().contains("RevocationAborted")) {
                assertThat(moment.sentence()).startsWith("Too late").endsWith("its contents are lost");
            }
            if (beat.caption().picture().equals("saving")) {
                assertThat(moment.view().transfers())
                        .filteredOn(transfer -> transfer.write())
                        .hasSizeGreaterThan(2);
            }
        }
    }

    @Test
    void keysGoFromCaptionToCaptionAndBack() throws Exception {
        OnStage.with(() -> new LecturePane(SCRIPT), 980, 900, pane -> {
            Label caption = (Label) pane.lookup("#caption");
            assertThat(caption.getText()).startsWith("Press");
            for (Beat beat : SCRIPT.beats()) {
                pane.nextBeat();
                assertThat(caption.getText()).isEqualTo(beat.caption().say());
                assertThat(pane.machine().timeline().moment().place()).isEqualTo(beat.place());
            }
            pane.nextBeat();
            assertThat(pane.machine().timeline().moment().place())
                    .isEqualTo(CROWDED.playback().events());
            pane.previousBeat();
            assertThat(caption.getText())
                    .isEqualTo(SCRIPT.beats().getLast().caption().say());
        });
    }
}
