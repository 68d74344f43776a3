package exoscope.grading.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KernelBenchTest {
    private static final List<String> OF_THE_KERNEL_ALONE =
            List.of("system call", "exception dispatch", "pct", "stlb hit");

    @Test
    void mechanismsOfTheKernelAloneTakeWhatThePaperMeasuredWithinFifteenPercent() {
        List<KernelBench.Row> rows = KernelBench.run().stream()
                .filter(row -> OF_THE_KERNEL_ALONE.contains(row.name()))
                .toList();
        assertThat(rows).hasSize(OF_THE_KERNEL_ALONE.size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(Objects.requireNonNull(row.ratio()))
                        .as(row.name())
                        .isBetween(0.85, 1.15));
    }

    @Test
    void rowThatDiffersFromThePaperSaysWhy() {
        assertThat(KernelBench.run()).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    }
}
