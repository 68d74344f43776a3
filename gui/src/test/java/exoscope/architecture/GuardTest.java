package exoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule that looks at nothing always holds, so here is counted what the others look at. */
class GuardTest {
    @ParameterizedTest
    @EnumSource
    void everyModuleIsLookedAt(Module module) {
        assertThat(Module.CLASSES.stream().filter(JavaClass.Predicates.resideInAPackage(module.packages())))
                .as("classes of %s that the architecture tests see", module)
                .hasSizeGreaterThanOrEqualTo(module.fewestClasses());
    }
}
