package exoscope.grading.staff;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Seams;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaffMaterialTest {
    private final Lab lab = Lab.find("lab04");

    @Test
    void referenceDiffersFromTheSkeletonInsideTheSeamsOnly() {
        List<SourceFile> reference = Reference.sources(lab);
        List<SourceFile> skeleton = lab.skeleton();
        for (int i = 0; i < skeleton.size(); i++) {
            assertThat(Seams.of(reference.get(i)).outside())
                    .isEqualTo(Seams.of(skeleton.get(i)).outside());
        }
        assertThat(reference).isNotEqualTo(skeleton);
    }

    @Test
    void everyMutantCompilesAndNamesChecksThatExist() {
        List<String> checks = lab.checks().stream().map(CheckDeclaration::id).toList();
        assertThat(Mutant.of(lab)).hasSizeGreaterThanOrEqualTo(6).allSatisfy(mutant -> {
            assertThat(lab.build(mutant.sources(lab)).problems()).isEmpty();
            assertThat(mutant.killedBy()).isNotEmpty().isSubsetOf(checks);
        });
    }
}
