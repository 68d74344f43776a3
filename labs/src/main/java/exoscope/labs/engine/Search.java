package exoscope.labs.engine;

import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import exoscope.labs.plan.PriorityPlans;
import exoscope.labs.plan.Schedules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What to search: schedules, each undisturbed and with each of some faults.
 *
 * @param schedules the schedules
 * @param count how many they are
 * @param what what they are called in a sentence
 * @param faults to combine each of them with, one at a time
 */
public record Search(Iterable<Plan> schedules, BigInteger count, String what, List<Faults> faults) {
    public Search(Iterable<Plan> schedules, BigInteger count, String what, List<Faults> faults) {
        this.schedules = schedules;
        this.count = count;
        this.what = what;
        this.faults = List.copyOf(faults);
    }

    /**
     * Every schedule that preempts the student's environment at charge points of a window.
     *
     * @param first the window's first charge point
     * @param last its last one; beyond the end of the undisturbed run, that end
     * @param bound preemptions at most
     */
    public static Search everySchedule(LabRun base, long first, long last, int bound) {
        long end = Math.min(Math.min(last, base.pace().of(ScenarioRun.STUDENT)), Fault.LARGEST);
        Schedules schedules = Schedules.between(first, end, bound);
        // A run that was preempted may reach more charge points than the undisturbed one: a second preemption could
        // come there.
        boolean all = first <= 1 && end == base.pace().of(ScenarioRun.STUDENT) && bound <= 1;
        String where = all || bound == 0
                ? ""
                : " at charge points %,d to %,d of the %,d of the undisturbed run"
                        .formatted(first, end, base.pace().of(ScenarioRun.STUDENT));
        return new Search(schedules, schedules.count(), Exploration.text(schedules) + where, List.of());
    }

    /** Random schedules by priorities, with change points at the charge points of every environment. */
    public static Search randomSchedules(LabRun base, long count, int depth, long seed) {
        PriorityPlans plans = new PriorityPlans(base.pace().chargePoints(), depth, count, seed);
        return new Search(plans, BigInteger.valueOf(count), Exploration.text(plans), List.of());
    }

    /** The same with each schedule also combined with each of these faults. */
    public Search with(List<Faults> others) {
        return new Search(schedules, count, what, others);
    }

    /** How many runs it takes. */
    public BigInteger runs() {
        return count.multiply(BigInteger.valueOf(faultPlans().size() + 1L));
    }

    /**
     * Runs it, schedule by schedule, until a run fails.
     *
     * @param most runs at most
     * @param judge throws an {@link AssertionError} for a run that is not as it must be
     * @param progress told how many have been judged, after each
     */
    public Exploration.Result run(Exploration exploration, long most, Consumer<LabRun> judge, LongConsumer progress) {
        String text = faults.isEmpty()
                ? what
                : "runs: %s%s undisturbed and with %s (%s)"
                        .formatted(
                                Exploration.counted(count, what),
                                count.equals(BigInteger.ONE) ? "," : ", each",
                                each(faultPlans().size()),
                                faults.stream().map(Faults::what).collect(Collectors.joining("; ")));
        return exploration.search(this::plans, runs(), text, most, judge, progress);
    }

    private static String each(int faults) {
        return faults == 0 ? "no fault" : faults == 1 ? "1 fault" : "each of %,d faults".formatted(faults);
    }

    private List<Plan> faultPlans() {
        return faults.stream().flatMap(each -> each.plans().stream()).toList();
    }

    private Iterator<Plan> plans() {
        List<Plan> options = new ArrayList<>(faultPlans());
        options.addFirst(Plan.NONE);
        return StreamSupport.stream(schedules.spliterator(), false)
                .flatMap(schedule -> options.stream().map(schedule::and))
                .iterator();
    }
}
