package exoscope.labs.stepping;

import exoscope.kernel.Kernel;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Ticket;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.StepPlace;
import exoscope.libos.runtime.GuestValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * A run of a submission, to be stepped through forwards and back. The run is made once, noting where the code stands at
 * each step; since it repeats exactly, variables are looked at by making it again up to the step. Its trace is the very same
 * as that of the run without stepping.
 *
 * <p>A step is a charge point, where the environment may be preempted, or the beginning of a source line.
 */
public final class StepSession {
    private final Lab lab;
    private final GuestCode code;
    private final Ticket ticket;
    private final LabRun run;
    private final StepLog log;

    private StepSession(Lab lab, GuestCode code, Ticket ticket, LabRun run, StepLog log) {
        this.lab = lab;
        this.code = code;
        this.ticket = ticket;
        this.run = run;
        this.log = log;
    }

    /** Makes the run of a ticket. */
    public static StepSession of(Lab lab, GuestCode submission, Ticket ticket) {
        GuestCode code = submission.withSteps();
        List<StepLog> logs = new ArrayList<>();
        LabRun run = lab.run(code, ticket, kernel -> {
            if (logs.isEmpty()) {
                logs.add(new StepLog(kernel));
            }
            logs.getFirst().follow(kernel);
            return logs.getFirst();
        });
        return new StepSession(lab, code, ticket, run, logs.getFirst());
    }

    public LabRun run() {
        return run;
    }

    /** How many steps there are. */
    public int size() {
        return log.size();
    }

    /** Whether these are all; of a run with more than two million only the first are kept. */
    public boolean complete() {
        return log.complete();
    }

    /** Where the code stood at a step. */
    public StepPlace place(int step) {
        return code.steps().get(log.place(step));
    }

    /** The last step before which at most so many events of the trace had happened, or the first of all. */
    public int stepAt(long events) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.events(middle) <= events) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return events == 0 ? 0 : Math.max(0, low - 1);
    }

    /** A step with its callers. */
    public Step at(int step) {
        return new Step(step, log.cycle(step), log.events(step), place(step), callers(step));
    }

    /** What was last seen of each method beneath: whatever came later was in deeper ones. */
    private List<StepPlace> callers(int step) {
        List<StepPlace> callers = new ArrayList<>();
        int depth = log.depth(step);
        for (int at = step - 1; at >= 0 && depth > 1; at--) {
            if (log.depth(at) < depth) {
                callers.add(place(at));
                depth = log.depth(at);
            }
        }
        return callers;
    }

    /**
     * The variables at a step. The run is repeated up to there, which takes up to as long as the run itself.
     *
     * @throws IllegalStateException if the run went another way, which is a bug of the kit
     */
    public List<GuestValue> variables(int step) {
        List<StepLook> looks = new ArrayList<>();
        lab.run(code, ticket, kernel -> {
            if (looks.isEmpty()) {
                looks.add(new StepLook(code.steps(), step));
            }
            looks.getFirst().follow(() -> end(kernel));
            return looks.getFirst();
        });
        StepLook look = looks.getFirst();
        if (look.place() != log.place(step)) {
            throw new IllegalStateException("step %d was at place %d, and is at %d in the same run made again"
                    .formatted(step, log.place(step), look.place()));
        }
        return look.variables();
    }

    private void end(Kernel kernel) {
        kernel.machine().clock().idleUntil(lab.scenario(ticket.scenario()).budget());
    }

    /** The next charge point. */
    public OptionalInt chargePointAfter(int step) {
        return first(step + 1, at -> place(at).charged());
    }

    /** The charge point before. */
    public OptionalInt chargePointBefore(int step) {
        return last(step - 1, at -> place(at).charged());
    }

    /** The next line of the same method, or of a method beneath it: what it calls and what interrupts it is passed over. */
    public OptionalInt lineAfter(int step) {
        return first(step + 1, at -> isAnotherLine(step, at) || again(step, at));
    }

    /** The line before in the same method, or in a method beneath it. */
    public OptionalInt lineBefore(int step) {
        return last(step - 1, at -> isAnotherLine(step, at) || again(step, at));
    }

    private boolean isAnotherLine(int step, int at) {
        return log.depth(at) < log.depth(step)
                || (log.depth(at) == log.depth(step)
                        && place(at).statement()
                        && !place(at).sameLine(place(step)));
    }

    /** Whether the same place is reached again, as in a loop of one line. */
    private boolean again(int step, int at) {
        return log.depth(at) == log.depth(step) && log.place(at) == log.place(step);
    }

    /** The next time that the code begins a line for which something holds. */
    public OptionalInt lineAfter(int step, LinePredicate wanted) {
        return first(step + 1, at -> begins(at, wanted));
    }

    /** The last time before that the code began a line for which something holds. */
    public OptionalInt lineBefore(int step, LinePredicate wanted) {
        return last(step - 1, at -> begins(at, wanted));
    }

    /** Says something of a line of a source file. */
    @FunctionalInterface
    public interface LinePredicate {
        boolean test(String file, int line);
    }

    private boolean begins(int at, LinePredicate wanted) {
        StepPlace place = place(at);
        return place.statement() && wanted.test(place.file(), place.line());
    }

    /** The line itself if there is code in it, else the next one that has some; empty if there is none. */
    public OptionalInt lineWithCode(String file, int line) {
        return code.steps().stream()
                .filter(place -> place.statement() && place.file().equals(file) && place.line() >= line)
                .mapToInt(StepPlace::line)
                .min();
    }

    private OptionalInt first(int from, IntPredicate wanted) {
        for (int at = from; at < size(); at++) {
            if (wanted.test(at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt last(int from, IntPredicate wanted) {
        for (int at = from; at >= 0; at--) {
            if (wanted.test(at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }
}
