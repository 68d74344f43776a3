package exoscope.grading.cohort;

import static exoscope.grading.Submissions.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.cohort.CohortGrader.Done;
import exoscope.grading.report.ResultFolder;
import exoscope.grading.worker.Sandbox;
import exoscope.grading.worker.WorkerLimits;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortGraderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void submissionThatMakesTheGraderFailIsNotGradedAndTheOthersAre() throws Exception {
        Path gone;
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("some.zip"), Map.of("create", "true"))) {
            gone = Files.createDirectory(archive.getPath("/ada"));
        }
        List<Submission> cohort = List.of(
                new Submission("ada", gone), new Submission("bob", Files.createDirectory(folder.resolve("bob"))));
        Sandbox sandbox = Sandbox.probe(Sandbox.Wish.OFF, WorkerLimits.DEFAULT);
        Path out = folder.resolve("out");
        try (ResultFolder results = ResultFolder.open(out)) {
            List<Done> all = new CohortGrader(LAB, sandbox, "kit", false, results).grade(cohort, 2, done -> {});
            assertThat(all).extracting(done -> done.grade().status()).containsExactly("not-graded", "graded");
            assertThat(all.getFirst().grade().reason()).startsWith("something went wrong inside Exoscope: ");
        }
        assertThat(Files.readString(out.resolve(CohortGrader.TABLE)).lines().skip(1))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("ada,not-graded,,100,"))
                .anyMatch(line -> line.startsWith("bob,graded,0,100,"));
    }
}
