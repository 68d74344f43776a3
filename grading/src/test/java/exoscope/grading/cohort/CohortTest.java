package exoscope.grading.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void foldersSourcesAndZipsAreSubmissionsInTheOrderOfNames() throws IOException {
        Files.createDirectory(folder.resolve("zoe"));
        Files.createFile(folder.resolve("bob.java"));
        Files.createFile(folder.resolve("ada.zip"));
        Files.createFile(folder.resolve("notes.txt"));
        Files.createFile(folder.resolve(".DS_Store"));
        Cohort cohort = Cohort.in(folder);
        assertThat(cohort.submissions()).extracting(Submission::student).containsExactly("ada", "bob", "zoe");
        assertThat(cohort.ignored()).containsExactly("notes.txt");
    }

    @Test
    void studentsOfTheSameNameKeepTheirEndings() throws IOException {
        Files.createDirectory(folder.resolve("ada"));
        Files.createFile(folder.resolve("ada.java"));
        assertThat(Cohort.in(folder).submissions())
                .extracting(Submission::student)
                .containsExactly("ada", "ada.java");
    }

    @Test
    void namesMayHoldAnything() throws IOException {
        for (String name : new String[] {"with space", "new\nline", "a+b", "100%", "=1+1"}) {
            Files.createDirectory(folder.resolve(name));
        }
        assertThat(Cohort.in(folder).submissions())
                .extracting(Submission::student)
                .containsExactly("100%", "=1+1", "a+b", "new\nline", "with space");
    }
}
