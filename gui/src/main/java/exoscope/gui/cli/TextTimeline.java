package exoscope.gui.cli;

import exoscope.labs.scene.SceneScript;
import exoscope.labs.scene.SceneScript.Beat;
import exoscope.labs.view.Narration;
import java.io.PrintStream;
import java.util.Iterator;

/** A scene as text: what happened, and between it what the lecturer says. */
final class TextTimeline {
    private TextTimeline() {}

    static void print(SceneScript script, PrintStream out) {
        Narration narration = script.narration();
        out.println(script.scene().title());
        out.println();
        out.println("       cycle");
        Iterator<Beat> beats = script.beats().iterator();
        Beat next = beats.hasNext() ? beats.next() : null;
        for (Narration.Stop stop : narration.stops()) {
            out.printf(
                    "%,12d  %s%n",
                    stop.entry().cycle(), narration.sentence(stop.entry().seq()));
            while (next != null && next.place() <= stop.place()) {
                out.printf("%n    %s%n%n", next.caption().say());
                next = beats.hasNext() ? beats.next() : null;
            }
        }
    }
}
