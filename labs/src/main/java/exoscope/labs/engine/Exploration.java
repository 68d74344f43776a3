package exoscope.labs.engine;

import exoscope.hw.trace.TraceEntry;
import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Minimiser;
import exoscope.labs.plan.Plan;
import exoscope.labs.plan.PriorityPlans;
import exoscope.labs.plan.Schedules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Searches the runs of a scenario: since a run repeats exactly, the same run can be tried with something more happening, at
 * every place. Each search says how much it covered; a failure is made as small as it can be.
 */
public final class Exploration {
    /** From one choice of frame to the next: far enough for it to hold another kind of page. */
    private static final int CHOICE_STRIDE = 5;
    /** Runs for making a failure small. */
    private static final int MOST_TO_MINIMISE = 500;

    private final RunSource source;
    private final LabRun base;
    private final Consumer<String> coverage;

    /**
     * @param source makes the run of a ticket
     * @param base the run in which nothing more happens
     * @param coverage told in a sentence how much was covered, at the end of each search
     */
    public Exploration(RunSource source, LabRun base, Consumer<String> coverage) {
        this.source = source;
        this.base = base;
        this.coverage = coverage;
    }

    /** The run in which nothing more happens. */
    public LabRun base() {
        return base;
    }

    /**
     * What a search found.
     *
     * @param coverage how much was looked at
     * @param failure a run that is not as it must be, if there is one
     */
    public record Result(Coverage coverage, Optional<Finding> failure) {}

    /**
     * A run that is not as it must be, made small.
     *
     * @param ticket the run
     * @param message what was expected and what happened
     * @param place the event to look at, or -1
     * @param found the plan with which it was found first
     * @param runs how many runs it took to make it small
     * @param smallest whether nothing can be left out; false if the runs for that were used up
     */
    public record Finding(Ticket ticket, String message, long place, Plan found, int runs, boolean smallest) {
        /** How it was made small, in words. */
        public String shortening() {
            Plan plan = ticket.plan();
            String done = plan.equals(found)
                    ? "nothing shorter that was tried fails"
                    : plan.size() < found.size()
                            ? "shortened from %s to %s".formatted(things(found.size()), things(plan.size()))
                            : "made earlier and smaller";
            String bound = smallest ? "" : ", which were all that are allowed, so it may not be the shortest";
            return found.size() == 0
                    ? "it fails undisturbed"
                    : "%s (%s%s)".formatted(done, runs == 1 ? "1 run" : "%,d runs".formatted(runs), bound);
        }

        private static String things(int count) {
            return count == 0 ? "nothing" : count == 1 ? "1 thing" : count + " things";
        }
    }

    /**
     * Asks the student's environment for a frame after events of a window at which it has one to give, one run for each.
     *
     * @param inWindow whether an entry of the base run belongs to the window
     * @param most how many runs at most; if the window has more events, every second, third .. of them is taken
     * @param choices how many of the environment's frames are asked for in turn, from one run to the next
     * @param judge throws an {@link AssertionError} for a run that is not as it must be
     */
    public void revokeAtEveryEvent(Predicate<TraceEntry> inWindow, int most, int choices, Consumer<LabRun> judge) {
        List<Long> places = OwnedFrames.placesToAsk(base, inWindow);
        expectSomething(places);
        int step = Math.ceilDiv(places.size(), most);
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < places.size(); i += step) {
            plans.add(Plan.of(List.of(Fault.revoke(places.get(i), (long) plans.size() % choices * CHOICE_STRIDE))));
        }
        check(search(
                plans,
                BigInteger.valueOf(places.size()),
                "events, each with a frame asked for after it",
                most,
                judge,
                ran -> {}));
    }

    private static void expectSomething(List<?> places) {
        if (places.isEmpty()) {
            throw new AssertionError("Expected something to explore; the run has nothing in the window.");
        }
    }

    /**
     * Preempts the student's environment at charge points of a window.
     *
     * @param most how many runs at most
     * @param judge throws an {@link AssertionError} for a run that is not as it must be
     */
    public void preempt(Schedules schedules, long most, Consumer<LabRun> judge) {
        expectSomething(schedules.window());
        check(search(schedules, schedules.count(), text(schedules), most, judge, ran -> {}));
    }

    /** Tries random schedules by priorities, all of them. */
    public void preemptAtRandom(PriorityPlans plans, Consumer<LabRun> judge) {
        check(search(plans, BigInteger.valueOf(plans.count()), text(plans), plans.count(), judge, ran -> {}));
    }

    /** What schedules are called in a sentence about coverage. */
    static String text(Schedules schedules) {
        return schedules.bound() == 0
                ? "schedules without preemption"
                : "schedules with at most %d preemption%s"
                        .formatted(schedules.bound(), schedules.bound() == 1 ? "" : "s");
    }

    /** How many there are of what has a name in the plural. */
    static String counted(BigInteger count, String what) {
        String name = count.equals(BigInteger.ONE) ? what.replaceFirst("^(random )?schedules", "$1schedule") : what;
        return "%,d %s".formatted(count, name);
    }

    /** What random schedules are called. */
    static String text(PriorityPlans plans) {
        return "random schedules, seed %d (each finds a bug of depth %d that charge points can show with a probability of at least 1 in %,d)"
                .formatted(plans.seed(), plans.depth(), plans.chance());
    }

    private void check(Result result) {
        result.failure().ifPresent(found -> {
            throw new CheckFailure(
                    "%s%nFound after %s; %s."
                            .formatted(found.message(), result.coverage().sentence(), found.shortening()),
                    found.ticket(),
                    found.place());
        });
    }

    /**
     * Runs plans in their order until one fails, and makes that one small.
     *
     * @param of how many plans there are, for the sentence about coverage
     * @param what what they are called in it
     * @param most how many to run at most
     * @param progress told how many have been judged, after each
     */
    Result search(
            Iterable<Plan> plans,
            BigInteger of,
            String what,
            long most,
            Consumer<LabRun> judge,
            LongConsumer progress) {
        Campaign.Findings findings = new Campaign(source, base.ticket(), judge).run(plans.iterator(), most, progress);
        Coverage covered = new Coverage(
                findings.ran(), of, what, findings.late(), findings.failure().isPresent());
        coverage.accept(covered.sentence());
        return new Result(covered, findings.failure().map(failure -> smallest(failure, judge)));
    }

    private Finding smallest(Campaign.Failure failure, Consumer<LabRun> judge) {
        String expected = expectation(failure.error());
        Minimiser minimiser = new Minimiser(
                plan -> failureOf(plan, judge)
                        .filter(other -> expectation(other).equals(expected))
                        .isPresent(),
                MOST_TO_MINIMISE);
        Plan plan = minimiser.minimise(failure.plan());
        AssertionError error = plan.equals(failure.plan())
                ? failure.error()
                : failureOf(plan, judge).orElseThrow(() -> new IllegalStateException("a run does not repeat: " + plan));
        Ticket ticket = base.ticket().with(plan);
        long place = error instanceof CheckFailure known ? known.place() : -1;
        String message = String.valueOf(error.getMessage()).strip();
        return new Finding(ticket, message, place, failure.plan(), minimiser.runs(), !minimiser.exhausted());
    }

    /** What was expected, whatever happened instead and whichever frame or cycle it was: failures alike in it are of one kind. */
    private static String expectation(AssertionError error) {
        String message = String.valueOf(error.getMessage());
        int but = message.indexOf(", but ");
        return (but < 0 ? message : message.substring(0, but)).replaceAll("\\d[\\d,]*", "#");
    }

    private Optional<AssertionError> failureOf(Plan plan, Consumer<LabRun> judge) {
        try {
            judge.accept(source.run(base.ticket().with(plan)));
            return Optional.empty();
        } catch (AssertionError error) {
            return Optional.of(error);
        }
    }
}
