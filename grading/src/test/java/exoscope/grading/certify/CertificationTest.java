package exoscope.grading.certify;

import static exoscope.grading.Submissions.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.Submissions;
import exoscope.grading.staff.Mutant;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificationTest {
    private static final List<SourceFile> SKELETON = Submissions.with(Submissions.skeleton());

    private final Mutant early = Submissions.earlyAnswer();

    @Test
    void mutantIsAFaultUnlessEveryCheckThatItNamesStopsIt() {
        Mutant surviving = naming("surviving", "data-survives", "runs-undisturbed");
        Mutant onlySkipped = naming("only-skipped", "rightful-calls");
        Certificate certificate = certify(SKELETON, List.of(early, surviving, onlySkipped));
        assertThat(certificate.rows())
                .extracting(Certificate.Row::id)
                .containsExactly("reference", "skeleton", "early-answer", "surviving", "only-skipped");
        assertThat(certificate.faults().subList(1, certificate.faults().size()))
                .containsExactly(
                        "Mutant surviving passes what should stop it: runs-undisturbed.",
                        "Mutant only-skipped fails no check that it names.");
    }

    @Test
    void checkThatStopsNobodyIsRemarkedOn() {
        assertThat(certify(SKELETON, List.of()).unproven())
                .contains("clean-pages-unwritten", "runs-undisturbed")
                .doesNotContain("gives-back");
    }

    private Mutant naming(String id, String... checks) {
        return new Mutant(id, "", "", "", List.of(checks), early.edits());
    }

    @Test
    void referenceThatFailsAChangedPlaceOutsideTheSeamsAndAMutantThatDoesNotCompileAreFaults() {
        Mutant broken = new Mutant(
                "broken",
                "",
                "",
                "",
                List.of("gives-back"),
                List.of(new Mutant.Edit(Submissions.PAGER, "final class Pager", "final class {")));
        List<SourceFile> changed = Submissions.with(Submissions.skeleton() + "// one line more\n");
        assertThat(certify(changed, List.of(broken)).faults())
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("With seed 1 the reference earns 5 of 100 points"))
                .anyMatch(fault -> fault.startsWith("broken does not compile: lab04/Pager.java:"))
                .contains("lab04/Pager.java differs between reference and skeleton outside the seams.");
    }

    private static Certificate certify(List<SourceFile> reference, List<Mutant> mutants) {
        return new Certification(LAB, reference, mutants, 1).certify(row -> {});
    }
}
