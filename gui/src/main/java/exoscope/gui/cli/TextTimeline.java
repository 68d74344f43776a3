package exoscope.gui.cli;

import exoscope.labs.scene.SceneScript;
import exoscope.labs.scene.SceneScript.Beat;
import exoscope.labs.view.Narration;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** A scene as text: what happened, and between it what the lecturer says. */
final class TextTimeline {
    private TextTimeline() {}

    static void print(SceneScript script, PrintStream out) {
        Narration narration = script.narration();
        Deque<Beat> beats = new ArrayDeque<>(script.beats());
        out.println(script.scene().title());
        out.println();
        out.println("       cycle");
        for (Narration.Stop stop : narration.stops()) {
            say(beats, stop.entry().seq(), out);
            long seq = stop.entry().seq();
            out.printf("%,12d  %s%n", stop.entry().cycle(), narration.sentence(seq));
            say(beats, stop.place(), out);
        }
    }

    /** Says what belongs to places up to this one. */
    private static void say(Deque<Beat> beats, long place, PrintStream out) {
        while (!beats.isEmpty() && beats.getFirst().place() <= place) {
            out.printf("%n    %s%n%n", beats.removeFirst().caption().say());
        }
    }
}
