package exoscope.labs.engine;

import exoscope.hw.trace.TraceEntry;
import exoscope.labs.engine.Ticket.Revocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Searches the runs of a scenario: since a run repeats exactly, the same run with one revocation more can be tried at
 * every place.
 */
public final class Exploration {
    /** From one choice of frame to the next: far enough for it to hold another kind of page. */
    private static final int CHOICE_STRIDE = 5;

    private final Function<Ticket, LabRun> source;
    private final LabRun base;
    private final Consumer<String> coverage;

    /**
     * @param source makes the run of a ticket
     * @param coverage told in a sentence how much was covered
     */
    Exploration(Function<Ticket, LabRun> source, LabRun base, Consumer<String> coverage) {
        this.source = source;
        this.base = base;
        this.coverage = coverage;
    }

    /** The run in which nothing more happens. */
    public LabRun base() {
        return base;
    }

    /**
     * Asks the student's environment for a frame after events of a window, one run for each event.
     *
     * @param inWindow whether an entry of the base run belongs to the window
     * @param most how many runs at most; if the window has more events, every second, third .. of them is taken
     * @param choices how many of the environment's frames are asked for in turn, from one run to the next
     * @param judge throws an {@link AssertionError} for a run that is not as it must be
     */
    public void revokeAtEveryEvent(Predicate<TraceEntry> inWindow, int most, int choices, Consumer<LabRun> judge) {
        List<Long> places = new ArrayList<>();
        for (TraceEntry entry : base.playback().entries()) {
            if (entry.env() == ScenarioRun.STUDENT && inWindow.test(entry)) {
                places.add(entry.seq());
            }
        }
        if (places.isEmpty()) {
            throw new AssertionError("Expected something to explore; the run has no event in the window.");
        }
        int step = Math.ceilDiv(places.size(), most);
        int tried = 0;
        for (int i = 0; i < places.size(); i += step) {
            int choice = tried++ % choices * CHOICE_STRIDE;
            judge.accept(source.apply(base.ticket().with(new Revocation(places.get(i), choice))));
            coverage.accept("a revocation after %d of %d events".formatted(tried, places.size()));
        }
    }
}
