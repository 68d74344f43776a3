package exoscope.labs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.plan.Fault.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriorityPlansTest {
    private static final PriorityPlans PLANS = new PriorityPlans(List.of(30L, 10L), 3, 4000, 7);

    @Test
    void sameSeedGivesTheSamePlansAndAnotherSeedOthers() {
        assertThat(PLANS).containsExactlyElementsOf(new PriorityPlans(List.of(30L, 10L), 3, 4000, 7));
        assertThat(new PriorityPlans(List.of(30L, 10L), 3, 4000, 8).plan(0)).isNotEqualTo(PLANS.plan(0));
    }

    @Test
    void changesLieAtChargePointsThatThereAreAndHaveTheLowestPriorities() {
        assertThat(PLANS).allSatisfy(plan -> {
            assertThat(plan.order()).containsExactlyInAnyOrder(1, 2);
            assertThat(plan.faults()).hasSize(2).allSatisfy(fault -> {
                assertThat(fault.kind()).isEqualTo(Kind.DEMOTE);
                assertThat(fault.place()).isBetween(1L, fault.env() == 1 ? 30L : 10L);
            });
            assertThat(plan.faults()).extracting(Fault::amount).containsExactlyInAnyOrder(1L, 2L);
        });
    }

    @Test
    void eachOrderAndEachPlaceIsAboutAsFrequentAsTheBoundSays() {
        Map<List<Integer>, Integer> orders = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (Plan plan : PLANS) {
            orders.merge(plan.order(), 1, Integer::sum);
            plan.faults().forEach(fault -> places.merge(fault.env() + "." + fault.place(), 1, Integer::sum));
        }
        assertThat(orders.values()).hasSize(2).allMatch(count -> count > 1800);
        assertThat(places.values()).hasSize(40).allMatch(count -> count > 120); // 200 expected of each
        assertThat(PLANS.chance()).isEqualTo(2 * 40 * 40);
    }
}
