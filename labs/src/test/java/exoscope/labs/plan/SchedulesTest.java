package exoscope.labs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private static List<Plan> all(Schedules schedules) {
        List<Plan> all = new ArrayList<>();
        schedules.forEach(all::add);
        return all;
    }

    /** Subsets of at most {@code bound} of {@code points} things, counted one by one as bit patterns. */
    private static long subsets(int points, int bound) {
        long count = 0;
        for (int bits = 0; bits < 1 << points; bits++) {
            count += Integer.bitCount(bits) <= bound ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "1,0", "1,1", "1,5", "5,1", "5,2", "7,3", "9,9", "12,2", "12,20"})
    void everyChoiceOfPlacesOccursOnceAndTheCountIsThatOfTheSubsets(int points, int bound) {
        Schedules schedules = Schedules.between(10, 9 + points, bound);
        Set<Plan> different = new HashSet<>(all(schedules));
        assertThat(different).hasSize((int) subsets(points, bound)).hasSameSizeAs(all(schedules));
        assertThat(schedules.count()).isEqualTo(subsets(points, bound));
        assertThat(different).allSatisfy(plan -> {
            assertThat(plan.faults()).hasSizeLessThanOrEqualTo(bound);
            assertThat(plan.faults()).allMatch(fault -> fault.place() >= 10 && fault.place() < 10 + points);
        });
    }

    @Test
    void fewestPreemptionsComeFirstAndThenTheEarliest() {
        assertThat(all(new Schedules(List.of(4L, 9L, 7L), 2)))
                .extracting(Plan::toString)
                .containsExactly(
                        "",
                        ":preempt@4",
                        ":preempt@7",
                        ":preempt@9",
                        ":preempt@4:preempt@7",
                        ":preempt@4:preempt@9",
                        ":preempt@7:preempt@9");
    }

    @Test
    void countOfAHugeWindowIsExact() {
        assertThat(Schedules.between(1, 1000, 3).count()).isEqualTo(1 + 1000 + 499_500 + 166_167_000);
    }
}
