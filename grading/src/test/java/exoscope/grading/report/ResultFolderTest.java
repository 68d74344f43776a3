package exoscope.grading.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final Grade GRADE = Grade.none("Zoë\n", "kit", "input", "because");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        try (ResultFolder results = ResultFolder.open(folder.resolve("new/deeper"))) {
            results.write("zoe.json", ReportJson.of(GRADE));
            assertThat(results.read("zoe.json")).contains(GRADE);
        }
    }

    @Test
    void writingReplacesAndLeavesNothingElse() throws IOException {
        try (ResultFolder results = ResultFolder.open(folder)) {
            results.write("a.json", "old");
            results.write("a.json", "new");
        }
        assertThat(folder.resolve("a.json")).hasContent("new");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.json", ".exoscope.lock");
        }
    }

    @Test
    void fileThatMakesNoSenseIsNoGrade() throws IOException {
        try (ResultFolder results = ResultFolder.open(folder)) {
            for (String text :
                    new String[] {"", "null", "{\"schema\": \"exoscope/grade/v1\"", "{\"schema\": \"x\"}", "7"}) {
                results.write("a.json", text);
                assertThat(results.read("a.json")).as(text).isEmpty();
            }
            assertThat(results.read("missing.json")).isEmpty();
        }
    }

    @Test
    void whatAKilledGraderLeftIsRemoved() throws IOException {
        Path left = Files.writeString(folder.resolve(".unfinished-a.json"), "half");
        ResultFolder.open(folder).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void secondGraderIsTurnedAway() throws IOException {
        try (ResultFolder first = ResultFolder.open(folder)) {
            assertThatThrownBy(() -> ResultFolder.open(folder)).hasMessageContaining("another exoscope");
            first.write("a.json", "still mine");
        }
        ResultFolder.open(folder).close();
    }
}
