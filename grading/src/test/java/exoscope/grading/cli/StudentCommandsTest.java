package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.Submissions;
import exoscope.labs.view.Playback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary = Path.of("");

    private Path work = Path.of("");

    @BeforeEach
    void begin() {
        work = temporary.resolve("my work");
        Shell shell = Shell.run("new", "lab04", work);
        assertThat(shell.exitCode()).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo(work.resolve("lab04").resolve("Pager.java") + System.lineSeparator());
    }

    @Test
    void newRefusesAFolderThatIsNotEmpty() {
        Shell shell = Shell.run("new", "lab04", work);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("is not empty").hasLineCount(1);
    }

    @Test
    void untouchedSkeletonEarnsTheFloor() {
        Shell shell = Shell.run("check", "lab04", work);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .contains("passed    5/5", "failed    0/10  gives-back", "skipped   0/5   neighbour-served")
                .contains("is not written yet (Pager.java:", "ticket lab04-revocation:memory-wanted:seed=1:code=")
                .endsWith("5 of 100 points" + System.lineSeparator());
    }

    @Test
    void submissionDoesNotControlTheTerminal() throws IOException {
        Submissions.write(
                work, Submissions.doing("if (key == null) throw new RuntimeException(\"\\033]0;mine\\007\");"));
        Shell shell = Shell.run("check", "lab04", work);
        assertThat(shell.out())
                .contains("\\u001b]0;mine\\u0007")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
        Submissions.write(work, "package lab04;\npublic final class Pager { \u001b[2J }\n");
        for (String command : new String[] {"check", "run"}) {
            Shell other = Shell.run(command, "lab04", work);
            assertThat(other.exitCode()).isEqualTo(65);
            assertThat(other.out() + other.err()).doesNotContain("\u001b");
        }
    }

    @Test
    void referencePassesEverything() throws IOException {
        Submissions.write(work, Submissions.reference());
        Shell shell = Shell.run("check", "lab04", work, "--json");
        assertThat(shell.exitCode()).isZero();
        JsonNode report = JSON.readTree(shell.out());
        assertThat(report.get("schema").asText()).isEqualTo("exoscope/check/v1");
        assertThat(report.get("points").asInt())
                .isEqualTo(report.get("maxPoints").asInt());
        assertThat(report.get("checks"))
                .allMatch(check -> check.get("status").asText().equals("passed"));
    }

    @Test
    void codeThatDoesNotCompileIsShownWithFileAndLine() throws IOException {
        Submissions.write(work, "package lab04;\n\npublic final class Pager {\n    int x = ;\n}\n");
        for (String command : new String[] {"check", "run"}) {
            Shell shell = Shell.run(command, "lab04", work);
            assertThat(shell.exitCode()).isEqualTo(65);
            assertThat(shell.out() + shell.err()).contains("lab04/Pager.java:4: illegal start of expression");
        }
        JsonNode report =
                JSON.readTree(Shell.run("check", "lab04", work, "--json").out());
        assertThat(report.get("compiled").asBoolean()).isFalse();
        assertThat(report.get("problems").get(0).get("line").asInt()).isEqualTo(4);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(Shell.run("check", "lab04", work.resolve("no")))
                .satisfies(shell -> assertThat(shell.err()).contains("There is no folder"))
                .returns(2, Shell::exitCode);
        assertThat(Shell.run("check", "lab4", work))
                .satisfies(shell -> assertThat(shell.err()).contains("There is no lab 'lab4'", "lab04-revocation"))
                .returns(2, Shell::exitCode);
        Files.delete(work.resolve("lab04/Pager.java"));
        assertThat(Shell.run("check", "lab04", work))
                .satisfies(shell -> assertThat(shell.err()).contains("Pager.java is missing"))
                .returns(2, Shell::exitCode);
    }

    @Test
    void runTellsWhatHappenedAndGivesATicketThatRepeatsIt() throws IOException {
        Path trace = temporary.resolve("run.exotrace");
        Shell shell = Shell.run("run", "lab04", work, "--trace", trace);
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out())
                .containsSubsequence("pager      begins", "is asked for frame", "loses frame", "outcome ", "ticket ");
        String ticket = "lab04-revocation:memory-wanted:seed=1";
        assertThat(shell.out()).contains("ticket   " + ticket);
        assertThat(Playback.open(trace).metadata()).containsEntry("ticket", ticket);
        assertThat(Shell.run("run", "lab04", work, "--ticket", ticket)).isEqualTo(Shell.run("replay", ticket, work));
        assertThat(Shell.run("replay", ticket, work).out()).isEqualTo(shell.out());
    }

    @Test
    void pagerThatThrowsIsAPanicWithItsLineItsCallsAndWhatItOwned() throws IOException {
        String pager = Submissions.reference();
        String broken = pager.replace(
                "// BEGIN lab04.answer",
                "env.kernel().ownerOf(frame); ((int[]) null)[0] = frame; // BEGIN lab04.answer");
        Submissions.write(work, broken);
        long line = broken.lines()
                        .takeWhile(each -> !each.contains("((int[]) null)[0]"))
                        .count()
                + 1;
        Shell run = Shell.run("run", "lab04", work);
        assertThat(run.out())
                .containsSubsequence(
                        "pager      panics: NullPointerException",
                        "libOS panic of pager at cycle ",
                        "Pager.onRevoke (lab04/Pager.java:%d)".formatted(line),
                        "upcall Revoke ",
                        "Pager.run (lab04/Pager.java:",
                        "last kernel calls:",
                        "  ownerOf(",
                        ") = 1",
                        "wanted back by the kernel:",
                        "frames owned:",
                        "in the TLB:",
                        " leads to frame ");
        JsonNode panic =
                JSON.readTree(Shell.run("run", "lab04", work, "--json").out()).get("panic");
        assertThat(panic.get("place").get("file").asText()).isEqualTo("lab04/Pager.java");
        assertThat(panic.get("place").get("line").asLong()).isEqualTo(line);
        assertThat(panic.get("calls")).isNotEmpty();
        assertThat(panic.get("frames")).isNotEmpty();
        assertThat(panic.get("revocations")).isNotEmpty();
        Shell check = Shell.run("check", "lab04", work);
        assertThat(check.out())
                .containsSubsequence(
                        "in the run lab04-revocation:memory-wanted:seed=1",
                        "libOS panic of pager at cycle ",
                        " points");
        JsonNode checks =
                JSON.readTree(Shell.run("check", "lab04", work, "--json").out()).get("checks");
        assertThat(checks.findValues("panic")).hasSize(11).anyMatch(each -> each.has("place"));
        assertThat(checks.get(0).get("panic").isNull())
                .as("nobody asks for a frame there")
                .isTrue();
    }

    @Test
    void runAsJson() throws IOException {
        Shell shell = Shell.run("run", "lab04", work, "--scenario", "quiet", "--json");
        JsonNode report = JSON.readTree(shell.out());
        assertThat(report.get("schema").asText()).isEqualTo("exoscope/run/v1");
        assertThat(report.get("outcome").asText()).isEqualTo("finished");
        assertThat(report.get("environments").get(0).get("name").asText()).isEqualTo("pager");
        assertThat(report.get("timeline").get(0).get("text").asText()).contains("begins");
        assertThat(report.get("timeline"))
                .extracting(moment -> moment.get("text").asText())
                .as("a line that the program prints in pieces is told once")
                .containsOnlyOnce("prints \"pass 1: 24 pages intact\"")
                .filteredOn(text -> text.startsWith("prints "))
                .hasSize(6);
        assertThat(report.get("panic").isNull()).isTrue();
    }

    @Test
    void wrongScenarioOrTicketIsExplained() {
        assertThat(Shell.run("run", "lab04", work, "--scenario", "storm").err())
                .contains("no scenario 'storm'", "quiet");
        assertThat(Shell.run("run", "lab04", work, "--ticket", "x").err()).contains("'x' is not a ticket");
        assertThat(Shell.run("replay", "lab04:quiet:seed=x", work).exitCode()).isEqualTo(2);
        assertThat(Shell.run("run", "lab04", work, "--scenario", "quiet", "--ticket", "x")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void traceThatCannotBeWrittenIsTheComputersFault() {
        Shell shell = Shell.run("run", "lab04", work, "--trace", temporary.resolve("no/such/folder"));
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).contains("The trace cannot be written").hasLineCount(1);
    }
}
