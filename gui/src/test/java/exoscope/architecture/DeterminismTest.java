package exoscope.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.security.SecureRandom;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same lab, code, seed and fault plan give the same trace, byte for byte, on every machine. */
class DeterminismTest {
    private static final DescribedPredicate<JavaAccess<?>> FACTORY_OF_AN_UNORDERED_COLLECTION =
            JavaAccess.Predicates.target(nameMatching("of|copyOf|ofEntries"))
                    .and(JavaAccess.Predicates.target(owner(type(Set.class).or(type(Map.class)))))
                    .as("a Set or Map without order");

    @Test
    void machineAndKernelUseNoThreads() {
        noClassesOf(Module.SIM_HW, Module.EXOKERNEL)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..")
                .because("the host's scheduler decides anew in every run; the machine's event queue does not")
                .check(Module.CLASSES);
    }

    @Test
    void machineAndKernelReadNoWallClock() {
        noClassesOf(Module.SIM_HW, Module.EXOKERNEL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("one number is time: the cycle count of the machine")
                .check(Module.CLASSES);
    }

    @Test
    void machineAndKernelDoNotDependOnTheOrderOfHashes() {
        noClassesOf(Module.SIM_HW, Module.EXOKERNEL)
                .should()
                .callMethodWhere(FACTORY_OF_AN_UNORDERED_COLLECTION.forSubtype())
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(IdentityHashMap.class)
                .because("immutable sets and maps, and identity hashes, have another order in every JVM")
                .check(Module.CLASSES);
    }

    @Test
    void whatRunsAScheduleDrawsNoRandomNumbersWithoutASeed() {
        noClassesOf(Module.SIM_HW, Module.EXOKERNEL, Module.LIBOS_SKELETONS, Module.LABS)
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .because("a run that failed has to fail again when its ticket is pasted")
                .check(Module.CLASSES);
    }

    private static GivenClassesConjunction noClassesOf(Module... modules) {
        return noClasses().that().resideInAnyPackage(Module.packages(List.of(modules)));
    }
}
