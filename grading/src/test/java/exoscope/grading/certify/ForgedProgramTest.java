package exoscope.grading.certify;

import static exoscope.grading.Submissions.LAB;
import static exoscope.labs.assertions.LabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.grading.Submissions;
import exoscope.grading.staff.Mutant;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Ticket;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A libOS can run another program than it was given, which says whatever the checks want to hear. */
class ForgedProgramTest {
    @Test
    void programStoredThroughAnotherPageIsFoundOutThoughItSaysAllTheRightWords() {
        LabRun run = run(mutant("forged-program"), "memory-wanted");
        assertThat(run.end().console()).contains("pass 6: 24 pages intact");
        assertThat(run).studentExitedWith(0).studentWasAskedFor(4).studentGaveBack(4);
        assertThatThrownBy(() -> assertThat(run).programCompletedPasses(6))
                .hasMessageContaining(
                        "Expected page 0x400 of the program to be mapped with the contents that it last had");
    }

    @Test
    void storeToThePageOfAProgramEndsTheLibOs() {
        LabRun run = run(mutant("forged-in-place"), "quiet");
        assertThat(run.end().envs().getFirst().ending())
                .contains(
                        "libOS panic: IllegalArgumentException: page 0x400 is the program's, which alone stores there");
        assertThatThrownBy(() -> assertThat(run).programKeptItsMemory())
                .hasMessageContaining(
                        "Expected page 0x400 of the program to be read only, but it was mapped for stores");
    }

    @Test
    void honestPagerKeepsItsProgramsMemoryWhateverIsTakenFromIt() {
        for (String scenario : List.of("quiet", "memory-wanted", "too-late", "tight-no-time")) {
            assertThat(run(Submissions.with(Submissions.reference()), scenario)).programKeptItsMemory();
        }
    }

    private static List<SourceFile> mutant(String id) {
        return Mutant.of(LAB).stream()
                .filter(mutant -> mutant.id().equals(id))
                .findFirst()
                .orElseThrow()
                .sources(LAB);
    }

    private static LabRun run(List<SourceFile> sources, String scenario) {
        return LAB.run(LAB.build(sources).code().orElseThrow(), Ticket.of(LAB, scenario));
    }
}
