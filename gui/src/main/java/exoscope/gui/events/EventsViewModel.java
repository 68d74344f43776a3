package exoscope.gui.events;

import exoscope.labs.view.Narration;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The lines of the event list: all events, or only those worth a stop.
 *
 * @param narration the run
 * @param all whether all events have a line
 */
public record EventsViewModel(Narration narration, boolean all) {

    /**
     * A line.
     *
     * @param place where it leads
     * @param seq the event's number
     */
    public record Line(long place, long seq) {}

    /** The lines, made when asked for. */
    public List<Line> lines() {
        return new Lines(this);
    }

    /** Number of the last line that has happened at a place, or -1. */
    public int lineAt(long place) {
        return (int) (all ? place : narration.stopsUntil(place).size()) - 1;
    }

    /** The cycle of an event, for its line. */
    public long cycle(Line line) {
        return narration.cycle(line.seq());
    }

    public String sentence(Line line) {
        return narration.sentence(line.seq());
    }

    private Line line(int index) {
        if (!all) {
            Narration.Stop stop = narration.stops().get(index);
            return new Line(stop.place(), stop.entry().seq());
        }
        return new Line(index + 1L, index);
    }

    private static final class Lines extends AbstractList<Line> implements RandomAccess {
        private final EventsViewModel model;

        Lines(EventsViewModel model) {
            this.model = model;
        }

        @Override
        public Line get(int index) {
            return model.line(index);
        }

        @Override
        public int size() {
            return model.all
                    ? Math.toIntExact(model.narration.playback().events())
                    : model.narration.stops().size();
        }
    }
}
