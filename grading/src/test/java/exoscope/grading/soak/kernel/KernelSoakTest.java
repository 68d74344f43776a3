package exoscope.grading.soak.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.soak.kernel.PredicateModel.Kind;
import exoscope.grading.soak.kernel.PredicateModel.Waiting;
import exoscope.kernel.KernelEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KernelSoakTest {
    @Test
    void kernelDoesWhatItsModelDoesInAHundredThousandRandomCallsOfAllKinds() {
        List<Map<KernelCall.Kind, Integer>> runs = new ArrayList<>();
        assertThat(KernelSoak.run(100_000, 1, run -> runs.add(run.carriedOut())))
                .isEmpty();
        Map<KernelCall.Kind, Integer> carriedOut = new EnumMap<>(KernelCall.Kind.class);
        runs.forEach(run -> run.forEach((kind, times) -> carriedOut.merge(kind, times, Integer::sum)));
        assertThat(carriedOut)
                .as("refused not always")
                .containsOnlyKeys(KernelCall.Kind.values())
                .doesNotContainValue(0);
    }

    private static KernelSoak.Failure shortened(Consumer<KernelRun> fault) {
        return KernelSoak.run(10L * KernelSoak.SEQUENCE, 1, fault).orElseThrow();
    }

    @Test
    void differenceIsShortenedToTheCallsThatItTakes() {
        // The fault: a model that thinks the second slice is taken.
        KernelSoak.Failure failure = shortened(run -> run.model().slices[1] = 1);
        assertThat(failure.calls()).hasSizeLessThanOrEqualTo(2);
        assertThat(failure.difference()).contains("expected");
    }

    @Test
    void rootWithAnotherNameIsShortenedToMakingIt() {
        // The fault: a model that thinks there were roots before.
        KernelSoak.Failure failure = shortened(run -> run.model().volume.tree.nextRoot = 7);
        assertThat(failure.calls()).hasSize(1).first().asString().contains("CREATE_ROOT");
        assertThat(failure.difference()).isEqualTo("expected 7, got 1");
    }

    @Test
    void predicateThatIsNotKnownIsShortenedToLookingAtIt() {
        // The fault: a model that thinks the first environment waits for what is true.
        KernelSoak.Failure failure = shortened(run -> {
            run.model().predicates.setting(new Waiting(1, Kind.TIME_REACHED, List.of(), 0));
            run.model().predicates.observe(new KernelEvent.PredicateSet(1), 1, 0);
            assertThat(run.model().predicates.looked()).isNotNull();
        });
        assertThat(failure.calls()).hasSize(1);
        assertThat(failure.difference()).contains("should have ended");
    }

    @Test
    void sameSeedMakesTheSameCallsAndFindsTheSame() {
        Consumer<KernelRun> fault = run -> run.model().volume.types = 0;
        assertThat(shortened(fault)).isEqualTo(shortened(fault));
        assertThat(shortened(fault).difference()).contains("NO_TEMPLATE");
    }
}
