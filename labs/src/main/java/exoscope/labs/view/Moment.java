package exoscope.labs.view;

import exoscope.hw.trace.TraceEntry;
import java.util.Optional;

/**
 * A place of a run with what led there.
 *
 * @param place number of events that have happened
 * @param before the machine before the event that this moment is about
 * @param view the machine now, which differs from {@code before} by that event and by what the kernel did at once because of it
 * @param entry the event, or empty at the very beginning
 * @param sentence what happened, for people
 */
public record Moment(long place, MachineView before, MachineView view, Optional<TraceEntry> entry, String sentence) {
    /** Before anything has happened. */
    public static final Moment NOTHING = new Moment(
            0, MachineView.BEFORE_POWER_ON, MachineView.BEFORE_POWER_ON, Optional.empty(), "Nothing has happened yet");
}
