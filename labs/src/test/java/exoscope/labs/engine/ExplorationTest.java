package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import exoscope.labs.plan.PriorityPlans;
import exoscope.labs.plan.Schedules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationTest {
    private static final Ticket TICKET = Ticket.of(Lab.find("lab04"), "contended");
    private static final LabRun BASE = SkeletonRuns.run(TICKET);

    /** As quick as can be: the trace of another run, which nobody looks at, under the ticket that is asked for. */
    private static RunSource stub(int atOnce, AtomicLong made) {
        return RunSource.parallel(atOnce, ticket -> {
            made.incrementAndGet();
            return new LabRun(ticket, BASE.playback(), BASE.outcome(), BASE.end(), BASE.pace());
        });
    }

    private final AtomicLong made = new AtomicLong();
    private final List<String> covered = new ArrayList<>();

    private Exploration exploration(int atOnce) {
        return new Exploration(stub(atOnce, made), BASE, covered::add);
    }

    private static void neverWrong(LabRun run) {}

    private static Consumer<LabRun> wrongFrom(long point) {
        return run -> {
            if (run.ticket().plan().faults().stream().anyMatch(fault -> fault.place() >= point)) {
                throw new CheckFailure("Expected nothing at " + point + ".", run.ticket(), 3);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void coverageOfAWholeSearchIsTheNumberOfRunsThatWereMade(int atOnce) {
        exploration(atOnce).preempt(Schedules.between(1, 20, 2), 1000, ExplorationTest::neverWrong);
        assertThat(made).hasValue(1 + 20 + 190);
        assertThat(covered).containsExactly("211 of 211 schedules with at most 2 preemptions");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void cappedSearchClaimsNoMoreThanRan(int atOnce) {
        exploration(atOnce).preempt(Schedules.between(1, 20, 2), 50, ExplorationTest::neverWrong);
        assertThat(made).hasValue(50);
        assertThat(covered)
                .containsExactly(
                        "50 of 211 schedules with at most 2 preemptions; the others were skipped to save time");
    }

    @Test
    void preemptionsAfterTheEndOfTheRunAreCountedSeparately() {
        long end = BASE.pace().of(1);
        exploration(1).preempt(Schedules.between(end - 1, end + 3, 1), 50, ExplorationTest::neverWrong);
        assertThat(covered)
                .containsExactly(
                        "6 of 6 schedules with at most 1 preemption," + " in 3 of which not all of it could happen");
    }

    @Test
    void failureIsTheSameHoweverManyRunAtATime() {
        List<Exploration.Result> results = new ArrayList<>();
        for (int atOnce : new int[] {1, 2, 5}) {
            results.add(exploration(atOnce)
                    .search(
                            Schedules.between(1, 60, 2),
                            BigInteger.valueOf(1831),
                            "schedules",
                            10_000,
                            wrongFrom(37),
                            ran -> {}));
        }
        assertThat(results).containsOnly(results.getFirst());
        assertThat(results.getFirst().coverage().ran()).isEqualTo(38);
        assertThat(covered).containsOnly("38 of 1,831 schedules; it ended at a failure");
    }

    @Test
    void failureIsShortenedAndItsTicketIsOfTheShortestPlan() {
        Plan two = Plan.of(List.of(Fault.preempt(50), Fault.preempt(55)));
        Exploration.Result result =
                exploration(1).search(List.of(two), BigInteger.ONE, "plans", 1, wrongFrom(37), ran -> {});
        assertThat(result.failure().orElseThrow().ticket()).hasToString(TICKET + ":preempt@37");
        assertThat(result.failure().orElseThrow().shortening()).startsWith("shortened from 2 things to 1 thing (");
    }

    @Test
    void failureOfAnotherKindIsNotTakenForTheSameOne() {
        Consumer<LabRun> judge = run -> {
            List<Fault> faults = run.ticket().plan().faults();
            if (faults.size() == 2) {
                throw new CheckFailure("Expected frame 7 to be free, but it was not.", run.ticket(), 3);
            } else if (!faults.isEmpty()) {
                throw new CheckFailure("Expected an end, but there was none.", run.ticket(), 3);
            }
        };
        Plan two = Plan.of(List.of(Fault.preempt(50), Fault.preempt(55)));
        Exploration.Finding found = exploration(1)
                .search(List.of(two), BigInteger.ONE, "plans", 1, judge, ran -> {})
                .failure()
                .orElseThrow();
        assertThat(found.ticket().plan().size()).isEqualTo(2);
        assertThat(found.message()).startsWith("Expected frame 7");
    }

    @Test
    void checkOfAFailingSearchFailsAtThePlaceWithTheTicket() {
        assertThatThrownBy(() -> exploration(1).preempt(Schedules.between(1, 60, 1), 1000, wrongFrom(37)))
                .isInstanceOf(CheckFailure.class)
                .hasMessageContaining("Expected nothing at 37.")
                .hasMessageContaining("38 of 61 schedules");
    }

    @Test
    void errorOfTheKitInARunIsNoFinding() {
        Exploration broken = new Exploration(
                RunSource.parallel(2, ticket -> {
                    throw new IllegalStateException("no machine");
                }),
                BASE,
                covered::add);
        assertThatThrownBy(() -> broken.preempt(Schedules.between(1, 2, 1), 9, ExplorationTest::neverWrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no machine");
        assertThat(covered).isEmpty();
    }

    @Test
    void randomSchedulesSayTheirSeedAndTheirChance() {
        exploration(2).preemptAtRandom(new PriorityPlans(List.of(3L, 7L), 2, 500, 7), ExplorationTest::neverWrong);
        assertThat(made).hasValue(500);
        assertThat(covered)
                .containsExactly(
                        "500 of 500 random schedules, seed 7 (each finds a bug of depth 2 that charge points can"
                                + " show with a probability of at least 1 in 20)");
    }
}
