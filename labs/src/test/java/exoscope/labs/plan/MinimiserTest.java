package exoscope.labs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.SeededRandom;
import exoscope.labs.plan.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void fewestThingsRemainAlthoughNoSingleOneOfMoreCouldBeLeftOut() {
        Fault alone = Fault.stall(9, 1);
        List<Fault> together = List.of(Fault.preempt(1), Fault.preempt(2), Fault.preempt(3));
        Plan all = Plan.of(together).with(alone);
        Predicate<Plan> fails = plan -> plan.faults().equals(List.of(alone))
                || (plan.faults().containsAll(together) && plan.faults().size() == all.size())
                || plan.faults().equals(together);
        assertThat(new Minimiser(fails, 1000).minimise(all)).isEqualTo(Plan.of(List.of(alone)));
    }

    @Test
    void thingThatIsNotNeededAtAnEarlierPlaceGoesToo() {
        Plan two = Plan.of(List.of(Fault.preempt(40), Fault.stall(60, 5)));
        Predicate<Plan> fails = plan -> plan.faults().stream()
                .anyMatch(fault -> fault.kind() == Kind.PREEMPT
                        && (fault.place() <= 20 || plan.faults().size() == 2));
        assertThat(new Minimiser(fails, 1000).minimise(two)).isEqualTo(Plan.of(List.of(Fault.preempt(1))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 9})
    void nothingCanBeLeftOutOrMadeSmallerByOne(int things) {
        for (int seed = 1; seed <= 200; seed++) {
            SeededRandom random = new SeededRandom(seed);
            Plan plan = Plan.of(IntStream.range(0, things)
                    .mapToObj(i -> i % 2 == 0
                            ? Fault.preempt(random.nextInt(50))
                            : Fault.stall(random.nextInt(50), random.nextInt(50)))
                    .toList());
            int salt = random.nextInt(1000);
            Predicate<Plan> fails = tried -> tried.equals(plan)
                    || (!tried.faults().isEmpty()
                            && Math.floorMod(tried.toString().hashCode() + salt, 4) == 0);
            Minimiser minimiser = new Minimiser(fails, 100_000);
            Plan least = minimiser.minimise(plan);
            assertThat(minimiser.exhausted()).isFalse();
            assertThat(fails.test(least)).isTrue();
            assertThat(neighbours(least)).as("seed %d: %s", seed, least).noneMatch(fails);
        }
    }

    /** A plan with any one thing left out, or smaller by one. */
    private static List<Plan> neighbours(Plan plan) {
        List<Plan> all = new ArrayList<>();
        for (Fault fault : plan.faults()) {
            Plan rest = plan.withFaults(
                    plan.faults().stream().filter(other -> !other.equals(fault)).toList());
            all.add(rest);
            if (fault.place() > 0) {
                all.add(rest.with(fault.at(fault.place() - 1)));
            }
            if (fault.amount() > 0) {
                all.add(rest.with(fault.of(fault.amount() - 1)));
            }
        }
        return all;
    }

    @Test
    void noPlanIsTriedTwice() {
        List<Plan> tried = new ArrayList<>();
        new Minimiser(
                        plan -> {
                            tried.add(plan);
                            return plan.faults().size() >= 3;
                        },
                        10_000)
                .minimise(MUCH);
        assertThat(tried).doesNotHaveDuplicates();
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
