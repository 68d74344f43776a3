package exoscope.grading.soak.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelSoakTest {
    @Test
    void kernelDoesWhatItsModelDoesInAHundredThousandRandomCalls() {
        assertThat(KernelSoak.run(100_000, 1)).isEmpty();
    }

    @Test
    void differenceIsShortenedToTheCallsThatItTakes() {
        // The fault: a model that thinks the second slice is taken.
        KernelSoak.Failure failure = KernelSoak.run(KernelSoak.SEQUENCE, 1, run -> run.model().slices[1] = 1)
                .orElseThrow();
        assertThat(failure.calls()).hasSizeLessThanOrEqualTo(2);
        assertThat(failure.difference()).contains("expected");
    }
}
