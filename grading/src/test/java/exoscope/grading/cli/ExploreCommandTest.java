package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.Submissions;
import exoscope.grading.staff.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExploreCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary = Path.of("");

    private Path work = Path.of("");

    @BeforeEach
    void begin() {
        work = temporary.resolve("work");
        Shell.run("new", "lab04", work);
    }

    @Test
    void skeletonFailsUndisturbedAndTheTicketReplays() {
        Shell shell = Shell.run("explore", "lab04", work);
        assertThat(shell.exitCode()).as(shell.err()).isEqualTo(1);
        assertThat(shell.out())
                .contains("covered  1 of ", "failure  Expected pager to end with exit code 0", "found    with nothing");
        String ticket = shell.out()
                .lines()
                .filter(line -> line.startsWith("ticket"))
                .map(line -> line.substring(9, line.indexOf(',')))
                .findFirst()
                .orElseThrow();
        Shell replay = Shell.run("replay", ticket, work);
        assertThat(replay.exitCode()).isZero();
        assertThat(replay.err()).isEmpty();
        assertThat(replay.out()).contains("ticket   " + ticket);
    }

    @Test
    void ticketOfOtherCodeIsReplayedWithAWarning() {
        Shell shell = Shell.run("replay", "lab04:quiet:code=00000000", work);
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err()).hasLineCount(1).contains("made with other code (00000000)");
        assertThat(shell.out())
                .contains("code     The ticket was made with other code (00000000); this is what yours (");
    }

    @Test
    void ticketOfACheckNamesTheCodeAndReplaysWithoutAWarning() throws IOException {
        String ticket = Shell.run("check", "lab04", work)
                .out()
                .lines()
                .filter(line -> line.contains("ticket "))
                .map(line -> line.strip().substring("ticket ".length()).replaceFirst(", event .*", ""))
                .findFirst()
                .orElseThrow();
        assertThat(ticket).matches("lab04-revocation:memory-wanted:seed=1:code=[0-9a-f]{8}");
        assertThat(Shell.run("replay", ticket, work).err()).isEmpty();
        Files.writeString(work.resolve("lab04/Pager.java"), Submissions.reference());
        assertThat(Shell.run("replay", ticket, work).err()).contains("made with other code");
    }

    @Test
    void referenceSurvivesAndTheReportSaysWhatWasSkipped() throws IOException {
        Submissions.write(work, Submissions.reference());
        Shell shell = Shell.run(
                "explore",
                "lab04",
                work,
                "--scenario",
                "tight",
                "--window",
                "100-120",
                "--preemptions",
                "2",
                "--faults",
                "deadline,disk",
                "--most",
                "40",
                "--json");
        assertThat(shell.exitCode()).as(shell.err() + shell.out()).isZero();
        JsonNode report = JSON.readTree(shell.out());
        assertThat(report.get("schema").asText()).isEqualTo("exoscope/exploration/v1");
        assertThat(report.get("ran").asLong()).isEqualTo(40);
        assertThat(report.get("complete").asBoolean()).isFalse();
        assertThat(report.get("failure").isNull()).isTrue();
        assertThat(report.get("coverage").asText())
                .startsWith("40 of ")
                .contains("232 schedules with at most 2 preemptions at charge points 100 to 120 of the ")
                .endsWith("the others were skipped to save time");
    }

    @Test
    void referenceSurvivesEveryFamilyAndTheReportSaysWhatEachTried() throws IOException {
        Submissions.write(work, Submissions.reference());
        String faults = "--faults=answer,power,revoke,disk,deadline,packet";
        Shell shell = Shell.run("explore", "lab04", work, "--preemptions=0", faults);
        assertThat(shell.exitCode()).as(shell.err() + shell.out()).isZero();
        assertThat(shell.out())
                .matches(
                        "(?s)covered  (\\d+) of \\1 runs: 1 schedule without preemption, undisturbed and with each of .*")
                .contains(
                        "each of 8 answers to the kernel half a deadline late, and after the deadline",
                        "the power failing after each of 8 writes, for good: the scenario declares no restart",
                        "a frame asked for after each of ",
                        " disk requests 20 ms late",
                        "deadlines of 1,600,000, 800,000, 60,000, 0 cycles",
                        "no packet, as the scenario has no network")
                .doesNotContain("not all of it could happen")
                .contains("failure  none");
    }

    @Test
    void pagerThatAnswersOneAtATimeIsFoundByARevocationAndItsTicketShowsTheSame() throws IOException {
        Mutant mutant = Mutant.of(Submissions.LAB).stream()
                .filter(each -> each.id().equals("one-at-a-time"))
                .findFirst()
                .orElseThrow();
        Submissions.write(work, mutant.sources(Submissions.LAB).getFirst().text());
        Explored explored = Explored.of(work, "lab04", "--preemptions=0", "--faults=revoke");
        assertThat(explored.out()).contains("it ended at a failure", "given back before its deadline");
        assertThat(explored.ticket()).matches("lab04-revocation:contended:seed=1:code=[0-9a-f]{8}:revoke@\\d+=\\d+");
        assertThat(explored.replayed()).contains("by force").doesNotContain("other code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--faults=rain",
                "--window=9-3",
                "--window=x",
                "--window=1-99999999999",
                "--preemptions=-1",
                "--preemptions=1000",
                "--random=-5",
                "--depth=0",
                "--most=0",
                "--scenario=noisy"
            })
    void badOptionIsOneSentence(String option) {
        Shell shell = Shell.run("explore", "lab04", work, option);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1);
    }
}
