package exoscope.gui.timeline;

import exoscope.gui.look.EnvLook;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.MachineView;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import exoscope.labs.view.Nesting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Where in a run everybody looks, and how that place is moved. */
public final class TimelineViewModel {
    /** Stretches drawn at most, the deepest of all. */
    private static final int MOST_BARS = 600;

    private final ReadOnlyObjectWrapper<Moment> moment = new ReadOnlyObjectWrapper<>(Moment.NOTHING);
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.NORMAL);
    private Narration narration;

    /** How long playing stays at a stop. */
    public enum Speed {
        SLOW("slow", 2000),
        NORMAL("normal", 900),
        FAST("fast", 350),
        FASTEST("fastest", 100);

        private final String text;
        private final long milliseconds;

        Speed(String text, long milliseconds) {
            this.text = text;
            this.milliseconds = milliseconds;
        }

        public long milliseconds() {
            return milliseconds;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a mark on the slider means. */
    public enum MarkKind {
        REQUESTED,
        ACKNOWLEDGED,
        ABORTED,
        BROKEN
    }

    /**
     * A mark on the slider.
     *
     * @param at 0 at the left end to 1 at the right
     * @param kind what happened there
     */
    public record SliderMark(double at, MarkKind kind) {}

    /**
     * A stretch of the run with upcalls on top of one another.
     *
     * @param from 0 at the left end to 1 at the right
     * @param to the same
     * @param depth how many, 2 or more
     * @param look whose they were
     */
    public record NestingBar(double from, double to, int depth, EnvLook look) {}

    public TimelineViewModel(Narration narration) {
        this.narration = narration;
    }

    /** Shows another run, from its beginning. */
    public void tell(Narration other) {
        playing.set(false);
        narration = other;
        moment.set(other.at(0));
    }

    public Narration narration() {
        return narration;
    }

    public ReadOnlyObjectProperty<Moment> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    public Moment moment() {
        return moment.get();
    }

    public BooleanProperty playingProperty() {
        return playing;
    }

    public ObjectProperty<Speed> speedProperty() {
        return speed;
    }

    public long last() {
        return narration.playback().events();
    }

    /** Goes to a place, or as near to it as the run goes. */
    public void seek(long place) {
        long wanted = Math.clamp(place, 0, last());
        if (wanted != moment().place()) {
            moment.set(narration.at(wanted));
        }
    }

    /** The place at which the environments that there are from the beginning have come to life. */
    public long firstSight() {
        return narration.stops().stream()
                .takeWhile(stop -> stop.entry().event() instanceof KernelEvent.EnvCreated)
                .mapToLong(Narration.Stop::place)
                .max()
                .orElse(0);
    }

    /** One event on. */
    public void stepForward() {
        playing.set(false);
        seek(moment().place() + 1);
    }

    /** One event back. */
    public void stepBack() {
        playing.set(false);
        seek(moment().place() - 1);
    }

    public void toStart() {
        playing.set(false);
        seek(0);
    }

    public void toEnd() {
        playing.set(false);
        seek(last());
    }

    /** To the next stop, or the end. */
    public void nextStop() {
        seek(narration.stopAfter(moment().place()).map(Narration.Stop::place).orElse(last()));
    }

    /** To the stop before, or the beginning. */
    public void previousStop() {
        seek(narration.stopBefore(moment().place()).map(Narration.Stop::place).orElse(0L));
    }

    /** Starts or pauses playing; at the end it starts from the beginning. */
    public void togglePlaying() {
        if (!playing.get() && moment().place() == last()) {
            seek(0);
        }
        playing.set(!playing.get());
    }

    /** What playing does when the time at a stop is over. */
    public void tick() {
        nextStop();
        if (moment().place() == last()) {
            playing.set(false);
        }
    }

    /** Marks where revocations begin and end. */
    public List<SliderMark> marks() {
        return narration.stops().stream()
                .flatMap(stop ->
                        kind(stop.entry().event())
                                .map(kind -> new SliderMark((double) stop.place() / last(), kind))
                                .stream())
                .toList();
    }

    /** Where upcalls ran on top of one another; the deeper ones come later, to be drawn in front. */
    public List<NestingBar> nestings() {
        MachineView end = narration.playback().viewAt(last());
        return Nesting.of(narration.playback()).stream()
                .sorted(Comparator.comparingInt(Nesting::depth).reversed())
                .limit(MOST_BARS)
                .sorted(Comparator.comparingInt(Nesting::depth))
                .map(each -> new NestingBar(
                        (double) each.from() / last(),
                        (double) each.to() / last(),
                        each.depth(),
                        EnvLook.of(end, each.env())))
                .toList();
    }

    private static Optional<MarkKind> kind(TraceEvent event) {
        return switch (event) {
            case KernelEvent.RevocationRequested requested -> Optional.of(MarkKind.REQUESTED);
            case KernelEvent.RevocationAcknowledged acknowledged -> Optional.of(MarkKind.ACKNOWLEDGED);
            case KernelEvent.RevocationAborted aborted -> Optional.of(MarkKind.ABORTED);
            case KernelEvent.InvariantBroken broken -> Optional.of(MarkKind.BROKEN);
            default -> Optional.empty();
        };
    }

    /** Cycle and event number, in words. */
    public String position() {
        return "cycle %,d · event %,d of %,d".formatted(moment().view().cycle(), moment().place(), last());
    }
}
