package exoscope.labs.scene;

import exoscope.hw.trace.TraceEntry;
import exoscope.labs.view.MachineView;
import exoscope.labs.view.Narration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scene and the run that was made for it, with every caption at its place.
 *
 * @param scene the scene
 * @param narration the run
 * @param beats ascending by place
 */
public record SceneScript(SceneFile scene, Narration narration, List<Beat> beats) {

    /**
     * A caption at its place.
     *
     * @param place after the event that it is about
     * @param cycle when that is
     * @param caption what to say
     */
    public record Beat(long place, long cycle, Caption caption) {}

    /**
     * Binds a scene's captions to the events of a run.
     *
     * @throws IllegalArgumentException if a caption's event does not happen or comes before that of the caption above
     */
    public static SceneScript bind(SceneFile scene, Narration narration) {
        MachineView end = narration.playback().viewAt(narration.playback().events());
        List<Beat> beats = new ArrayList<>();
        long last = 0;
        for (Caption caption : scene.captions()) {
            TraceEntry entry = Cue.parse(caption.on())
                    .flatMap(cue -> find(cue, narration, end))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "scene %s: '%s' never happens".formatted(scene.name(), caption.on())));
            if (entry.seq() < last) {
                throw new IllegalArgumentException(
                        "scene %s: '%s' comes before the caption above".formatted(scene.name(), caption.on()));
            }
            last = entry.seq();
            beats.add(new Beat(narration.placeAfter(entry.seq()), entry.cycle(), caption));
        }
        return new SceneScript(scene, narration, List.copyOf(beats));
    }

    private static Optional<TraceEntry> find(Cue cue, Narration narration, MachineView end) {
        int count = 0;
        Optional<TraceEntry> last = Optional.empty();
        for (TraceEntry entry : narration.playback().entries()) {
            if (cue.matches(entry, end)) {
                last = Optional.of(entry);
                if (++count == cue.number()) {
                    return last;
                }
            }
        }
        return cue.number() < 0 ? last : Optional.empty();
    }

    /** The last beat at or before a place. */
    public Optional<Beat> beatAt(long place) {
        return beats.stream().filter(beat -> beat.place() <= place).reduce((earlier, later) -> later);
    }

    /** The first beat beyond a place. */
    public Optional<Beat> beatAfter(long place) {
        return beats.stream().filter(beat -> beat.place() > place).findFirst();
    }

    /** The last beat before a place. */
    public Optional<Beat> beatBefore(long place) {
        return beats.stream().filter(beat -> beat.place() < place).reduce((earlier, later) -> later);
    }
}
