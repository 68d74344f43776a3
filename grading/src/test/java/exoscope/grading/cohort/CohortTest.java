package exoscope.grading.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        assertThat(cohort.ignored()).containsExactly(".DS_Store", "notes.txt");
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
    void nobodyGetsAnothersNameByChance() throws IOException {
        for (String name : new String[] {"alice.java", "alice.zip", "alice.zip.zip", "bob.JAVA", "bob.ZIP"}) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("bob"));
        Files.createDirectory(folder.resolve("carl.zip"));
        Files.createFile(folder.resolve("carl.zip.java"));
        assertThat(Cohort.in(folder).submissions())
                .extracting(Submission::student)
                .containsExactly(
                        "alice.java",
                        "alice.zip",
                        "alice.zip.zip",
                        "bob",
                        "bob.JAVA",
                        "bob.ZIP",
                        "carl.zip",
                        "carl.zip.java");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void bytesThatAreNoTextAreWrittenAsNumbersAndTellStudentsApart() throws IOException {
        for (String name : new String[] {"bob%FF", "bob%FE", "bob%25ff", "Zo%C3%AB", "x%C3"}) {
            Files.createDirectory(Path.of(URI.create(folder.toUri() + name)));
        }
        Cohort cohort = Cohort.in(folder);
        assertThat(cohort.submissions())
                .extracting(Submission::student)
                .containsExactly("Zoë", "bob%25ff", "bob%FF", "bob%fe", "x%c3");
        assertThat(cohort.submissions())
                .extracting(Submission::path)
                .doesNotHaveDuplicates()
                .allMatch(Files::isDirectory);
    }

    @Test
    void namesMayHoldAnything() throws IOException {
        for (String name :
                new String[] {"with space", "new\nline", "a+b", "100%", "=1+1", "x;y", "tab\there", "\u001b[2J"}) {
            Files.createDirectory(folder.resolve(name));
        }
        assertThat(Cohort.in(folder).submissions())
                .extracting(Submission::student)
                .containsExactly("\u001b[2J", "100%", "=1+1", "a+b", "new\nline", "tab\there", "with space", "x;y");
    }
}
