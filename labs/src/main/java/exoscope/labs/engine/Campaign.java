package exoscope.labs.engine;

import exoscope.labs.plan.Plan;
import exoscope.libos.runtime.GuestHost;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Runs one plan after the other, several at a time, until one fails. What it finds does not depend on how many run at a
 * time: a run counts when all before it have been judged.
 */
final class Campaign {
    /** Runs that are begun ahead of the one that is judged next, for each that can run at a time. */
    private static final int AHEAD = 4;

    private final RunSource source;
    private final Ticket ticket;
    private final Consumer<LabRun> judge;

    /**
     * @param ticket the run that the plans are added to
     * @param judge throws an {@link AssertionError} for a run that is not as it must be; called on several threads
     */
    Campaign(RunSource source, Ticket ticket, Consumer<LabRun> judge) {
        this.source = source;
        this.ticket = ticket;
        this.judge = judge;
    }

    /**
     * What was found.
     *
     * @param ran runs made and judged, the failing one included
     * @param late of those, in how many not all of their plan could happen
     * @param failure the first plan that fails
     */
    record Findings(long ran, long late, Optional<Failure> failure) {}

    /** A plan that fails. */
    record Failure(Plan plan, AssertionError error) {}

    private record Judged(boolean late, Optional<Failure> failure) {}

    /**
     * Runs plans in their order.
     *
     * @param most how many at most
     * @param progress told how many have been judged, after each
     */
    Findings run(Iterator<Plan> plans, long most, LongConsumer progress) {
        if (source.parallel() == 1) {
            return inTurn(plans, most, progress);
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                source.parallel(),
                Thread.ofPlatform().daemon().name("exploration-", 1).factory());
        try {
            return GuestHost.withMachines(source.parallel(), () -> together(pool, plans, most, progress));
        } finally {
            pool.close();
        }
    }

    private Findings inTurn(Iterator<Plan> plans, long most, LongConsumer progress) {
        Tally tally = new Tally(progress);
        while (tally.ran < most && plans.hasNext() && tally.failure.isEmpty()) {
            tally.count(judge(plans.next()));
        }
        return tally.findings();
    }

    private Findings together(ExecutorService pool, Iterator<Plan> plans, long most, LongConsumer progress) {
        Tally tally = new Tally(progress);
        Deque<Future<Judged>> begun = new ArrayDeque<>();
        while (tally.failure.isEmpty()) {
            while (begun.size() < AHEAD * source.parallel() && tally.ran + begun.size() < most && plans.hasNext()) {
                Plan plan = plans.next();
                begun.add(pool.submit(() -> judge(plan)));
            }
            if (begun.isEmpty()) {
                break;
            }
            tally.count(resultOf(begun.remove()));
        }
        return tally.findings();
    }

    private Judged judge(Plan plan) {
        LabRun run = source.run(ticket.with(plan));
        boolean late = !Reach.ofAll(run);
        try {
            judge.accept(run);
            return new Judged(late, Optional.empty());
        } catch (AssertionError error) {
            return new Judged(late, Optional.of(new Failure(plan, error)));
        }
    }

    private static Judged resultOf(Future<Judged> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exploring", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static final class Tally {
        private final LongConsumer progress;
        private long ran;
        private long late;
        private Optional<Failure> failure = Optional.empty();

        Tally(LongConsumer progress) {
            this.progress = progress;
        }

        void count(Judged judged) {
            ran++;
            late += judged.late() ? 1 : 0;
            failure = judged.failure();
            progress.accept(ran);
        }

        Findings findings() {
            return new Findings(ran, late, failure);
        }
    }
}
