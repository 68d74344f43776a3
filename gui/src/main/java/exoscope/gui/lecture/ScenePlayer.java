package exoscope.gui.lecture;

import exoscope.grading.staff.Reference;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import exoscope.labs.scene.SceneFile;
import exoscope.labs.scene.SceneScript;
import exoscope.labs.view.Narration;

/** Makes the run that a scene shows: the reference solution's, equal each time. */
public final class ScenePlayer {
    private ScenePlayer() {}

    /** Runs the scene's ticket and binds its captions to the places that they speak of. */
    public static SceneScript script(SceneFile scene) {
        Lab lab = scene.lab();
        var code = lab.build(Reference.sources(lab)).code().orElseThrow();
        var run = lab.run(code, Ticket.parse(scene.ticket()));
        return SceneScript.bind(scene, new Narration(run.playback()));
    }
}
