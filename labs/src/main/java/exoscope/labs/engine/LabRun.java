package exoscope.labs.engine;

import exoscope.labs.view.MachineView;
import exoscope.labs.view.Playback;

/**
 * A finished run: all that anybody may know of it is its trace.
 *
 * @param ticket what was run
 * @param playback its trace
 * @param outcome how it came to its end
 * @param end the machine at the end
 * @param pace how far metered Java came
 */
public record LabRun(Ticket ticket, Playback playback, Outcome outcome, MachineView end, Pace pace) {
    /** Bytes of trace that a run may fill, dozens of times what one needs. Who has filled them has used up the time. */
    public static final int MOST_TRACE_BYTES = 8 << 20;

    /** How a run ends. */
    public enum Outcome {
        /** Every environment came to its end. */
        FINISHED("every environment came to its end"),
        /** The cycle budget was used up. */
        BUDGET("the cycle budget was used up"),
        /** Everybody waited for something that could not come. */
        DEADLOCK("everybody waited for something that could not come"),
        /** The power failed because the ticket says so. */
        POWER_OFF("the power failed, as the ticket says"),
        /** An invariant of the kernel broke: a bug of the kit. */
        INVARIANT("an invariant of the kernel broke, which is a bug of the kit");

        private final String sentence;

        Outcome(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
