package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.Submissions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeCommandTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void cohortIsGradedOnceAndTheSameEverywhere() throws IOException {
        Path cohort = temporary.resolve("cohort");
        Submissions.write(cohort.resolve("ada"), Submissions.earlyAnswerText());
        Submissions.write(cohort.resolve("=SUM(1)"), Submissions.skeleton());
        Submissions.write(cohort.resolve("new\nline"), Submissions.doing("System.exit(0);"));
        Files.createDirectories(cohort.resolve("empty"));

        Shell first = grade(cohort, "one");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .contains("isolation: ", "/4 ada: 30 of 100 points", "/4 =SUM(1): 5 of 100 points")
                .contains("new\\u000aline: 0 of 100 points, does not compile")
                .contains("4 submissions: 4 graded, 0 kept from before, 0 not graded.");
        assertThat(Files.readString(temporary.resolve("one/grades.csv")))
                .contains("'=SUM(1),graded,5,100,5,0,", "\r\nada,graded,30,100,", "\r\n\"new\nline\",graded,0,100,")
                .contains("lab04/Pager.java: The file is missing.");

        Shell again = grade(cohort, "one");
        assertThat(again.err()).contains("0 graded, 4 kept from before");

        Shell elsewhere = grade(cohort, "two", "--jobs", 1, "--sandbox", "off");
        assertThat(elsewhere.exitCode()).as(elsewhere.err()).isZero();
        assertThat(elsewhere.err()).contains("no box around it");
        assertThat(contents("two")).isEqualTo(contents("one")).hasSize(5);
    }

    @Test
    void whatChangedIsGradedAgain() throws IOException {
        Path cohort = temporary.resolve("cohort");
        Submissions.write(cohort.resolve("ada"), "class {");
        Submissions.write(cohort.resolve("bob"), "class {");
        assertThat(grade(cohort, "out").err()).contains("2 graded, 0 kept");
        Submissions.write(cohort.resolve("ada"), "class Other {");
        assertThat(grade(cohort, "out").err()).contains("1 graded, 1 kept");
        assertThat(grade(cohort, "out", "--force").err()).contains("2 graded, 0 kept");
    }

    @Test
    void studentWhoseWorkerFailsHasNoGradeAndTheOthersHave() throws IOException {
        Path cohort = temporary.resolve("cohort");
        Submissions.write(cohort.resolve("slow"), Submissions.reference());
        Files.createDirectories(cohort.resolve("empty"));
        Shell shell = grade(cohort, "out", "--timeout", 1);
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err())
                .contains("slow: not graded: the worker needed more than 1 s")
                .contains("1 graded");
        JsonNode slow =
                new ObjectMapper().readTree(temporary.resolve("out/slow.json").toFile());
        assertThat(slow.get("status").asText()).isEqualTo("not-graded");
        assertThat(slow.get("result").isNull()).isTrue();
        Files.delete(cohort.resolve("empty"));
        assertThat(grade(cohort, "out", "--timeout", 1).exitCode()).isEqualTo(70);
    }

    @Test
    void everyStudentHasALineOfTheirOwnWhateverIsHandedIn() throws IOException {
        Path cohort = temporary.resolve("cohort");
        Files.createDirectories(cohort.resolve("x;=1+1"));
        Files.writeString(cohort.resolve("alice.zip"), "no zip");
        Files.writeString(cohort.resolve("alice.zip.zip"), "no zip");
        Files.writeString(cohort.resolve("alice.java"), "class {");
        try (RandomAccessFile huge =
                new RandomAccessFile(cohort.resolve("huge.zip").toFile(), "rw")) {
            huge.setLength(1L << 30);
        }
        Shell shell = grade(cohort, "out");
        assertThat(shell.err()).contains("5 submissions: 5 graded, 0 kept from before, 0 not graded.");
        assertThat(Files.readString(temporary.resolve("out/grades.csv")).lines().skip(1))
                .extracting(line -> line.substring(0, line.indexOf(",graded,0,100,")))
                .containsExactly("alice.java", "alice.zip", "alice.zip.zip", "huge", "\"x;=1+1\"");
        assertThat(contents("out")).hasSize(6);
    }

    @Test
    void reportHoldsTheGradeAndWhatItRestsOn() throws IOException {
        Path cohort = temporary.resolve("cohort");
        Submissions.write(cohort.resolve("Zoë"), Submissions.reference());
        assertThat(grade(cohort, "out").exitCode()).isZero();
        Path file = temporary.resolve("out/Zo%c3%ab.json");
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.get("schema").asText()).isEqualTo("exoscope/grade/v1");
        assertThat(report.get("student").asText()).isEqualTo("Zoë");
        assertThat(report.get("input").asText()).hasSize(64);
        assertThat(report.get("result").get("points").asInt()).isEqualTo(100);
        assertThat(Files.readString(file)).matches("\\p{ASCII}*");
    }

    @Test
    void wrongPlacesAreExplained() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("nobody"));
        assertUsage(grade(temporary.resolve("missing"), "out"), "There is no folder");
        assertUsage(grade(empty, "out"), "There is no submission in");
        assertUsage(grade(temporary, "out"), "would be taken for a submission");
        assertUsage(grade(empty, "out", "--jobs", 0), "--jobs is 0: must be 1 to 256");
        assertUsage(grade(empty, "out", "--timeout", -1), "--timeout is -1");
        Submissions.write(temporary.resolve("cohort/ada"), "");
        Files.createFile(temporary.resolve("file"));
        Shell shell = grade(temporary.resolve("cohort"), "file");
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).contains("Results cannot be written to");
    }

    private static void assertUsage(Shell shell, String sentence) {
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains(sentence).hasLineCount(1);
    }

    private Shell grade(Path cohort, String out, Object... more) {
        Object[] words = Stream.concat(
                        Stream.of("grade", "lab04", cohort, "--out", temporary.resolve(out)), Stream.of(more))
                .toArray();
        return Shell.run(words);
    }

    private Map<String, String> contents(String folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(temporary.resolve(folder))) {
            for (Path file : files.filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
