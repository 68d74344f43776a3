package exoscope.labs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.plan.Fault.Kind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MinimiserTest {
    private static final Plan MUCH = Plan.of(LongStream.rangeClosed(1, 40)
                    .map(n -> n * 10)
                    .mapToObj(Fault::preempt)
                    .toList())
            .withOrder(List.of(2, 1))
            .withDeadline(5)
            .with(Fault.stall(77, 1_000_000));

    private static Plan minimum(Predicate<Plan> fails) {
        return new Minimiser(fails, 10_000).minimise(MUCH);
    }

    @Test
    void planThatNeedsNothingBecomesEmpty() {
        assertThat(minimum(plan -> true)).isEqualTo(Plan.NONE);
    }

    @Test
    void onlyThePreemptionsThatItTakesRemain() {
        List<Fault> needed = List.of(Fault.preempt(30), Fault.preempt(170), Fault.preempt(400));
        assertThat(minimum(plan -> plan.faults().containsAll(needed))).isEqualTo(Plan.of(needed));
    }

    @Test
    void placesAndAmountsBecomeTheSmallestThatStillFail() {
        Plan plan = minimum(tried -> tried.faults().stream()
                .anyMatch(fault -> fault.kind() == Kind.STALL && fault.place() >= 13 && fault.amount() >= 999));
        assertThat(plan).isEqualTo(Plan.of(List.of(Fault.stall(13, 999))));
    }

    @Test
    void prioritiesBecomePreemptionsWhereThatFailsToo() {
        Plan demoted = new Plan(List.of(2, 1), Plan.AS_DECLARED, List.of(new Fault(Kind.DEMOTE, 1, 5, 1)));
        Plan plan = new Minimiser(
                        tried -> !tried.faults().isEmpty()
                                && tried.faults().getFirst().place() == 5,
                        100)
                .minimise(demoted);
        assertThat(plan).isEqualTo(Plan.of(List.of(Fault.preempt(5))));
    }

    @Test
    void whatComesOutFailsEvenIfTheRunsAreUsedUp() {
        Predicate<Plan> fails = plan -> plan.faults().contains(Fault.preempt(170));
        for (int most = 0; most < 30; most++) {
            Minimiser minimiser = new Minimiser(fails, most);
            assertThat(minimiser.minimise(MUCH)).matches(fails);
            assertThat(minimiser.runs()).isLessThanOrEqualTo(most);
        }
    }
}
