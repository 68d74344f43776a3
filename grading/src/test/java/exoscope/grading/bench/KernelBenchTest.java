package exoscope.grading.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KernelBenchTest {
    private static final Path PROGRAMS = Path.of("..", "labs", "programs");
    /** Where the paper states the work that is done. */
    private static final List<String> SAME_WORK = List.of(
            "system call",
            "exception dispatch",
            "exception, unaligned",
            "exception, overflow",
            "exception, coprocessor",
            "pct",
            "tlrpc",
            "stlb hit",
            "prot100",
            "trap",
            "filter");

    @Test
    void mechanismsOfTheKernelAloneTakeWhatThePaperMeasuredWithinFifteenPercent() throws IOException {
        List<KernelBench.Row> rows = KernelBench.run(PROGRAMS).stream()
                .filter(row -> SAME_WORK.contains(row.name()))
                .toList();
        assertThat(rows).hasSize(SAME_WORK.size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(Objects.requireNonNull(row.ratio()))
                        .as(row.name())
                        .isBetween(0.85, 1.15));
    }

    @Test
    void rowThatDiffersFromThePaperSaysWhy() throws IOException {
        assertThat(KernelBench.run(PROGRAMS))
                .allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    }
}
