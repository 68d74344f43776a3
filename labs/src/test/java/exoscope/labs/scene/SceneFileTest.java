package exoscope.labs.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.labs.engine.LabException;
import exoscope.labs.engine.SkeletonRuns;
import exoscope.labs.engine.Ticket;
import exoscope.labs.view.Narration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SceneFileTest {
    private static List<String> names() {
        return SceneFile.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySceneHasATitleACueForEveryCaptionAndATicketOfARealScenario(String name) {
        SceneFile scene = SceneFile.find(name);
        assertThat(scene.name()).isEqualTo(name);
        assertThat(scene.title()).isNotBlank();
        assertThat(Ticket.parse(scene.ticket()).lab()).isEqualTo(scene.lab().name());
        assertThat(scene.captions()).isNotEmpty().allSatisfy(caption -> {
            assertThat(Cue.parse(caption.on())).isPresent();
            assertThat(caption.say()).endsWith(".");
        });
    }

    @Test
    void unknownSceneIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> SceneFile.find("nonsense"))
                .isInstanceOf(LabException.class)
                .hasMessage("There is no scene 'nonsense'; there is: revocation.");
    }

    @Test
    void captionWhoseEventNeverHappensIsNamed() {
        var narration = new Narration(SkeletonRuns.run("quiet").playback());
        assertThatThrownBy(() -> SceneScript.bind(SceneFile.find("revocation"), narration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never happens");
    }

    @Test
    void cuesCountTheEventsOfTheEnvironmentNamed() {
        var narration = new Narration(SkeletonRuns.run("crowded").playback());
        var scene = new SceneFile(
                "test",
                "Test",
                "",
                "lab04-revocation:crowded",
                List.of(
                        new Caption("first EnvCreated of neighbour", "Born.", ""),
                        new Caption("last EnvExited of hog", "Gone.", "")));
        List<SceneScript.Beat> beats = SceneScript.bind(scene, narration).beats();
        assertThat(narration.at(beats.getFirst().place()).sentence()).startsWith("neighbour comes to life");
        assertThat(narration.at(beats.getLast().place()).sentence()).startsWith("hog ends");
    }

    @Test
    void wordsThatAreNoCueAreNotRead() {
        assertThat(Cue.parse("eleventh FrameBound")).isEmpty();
        assertThat(Cue.parse("first")).isEmpty();
        assertThat(Cue.parse("second UpcallStarted Revoke of pager"))
                .contains(new Cue(2, "UpcallStarted", "Revoke", "pager"));
    }
}
