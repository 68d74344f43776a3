package exoscope.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.GeneralCodingRules;
import exoscope.hw.trace.TraceEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Habits that a reader may rely on everywhere. */
class HouseStyleTest {
    @Test
    void onlyCommandsWriteToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("exoscope.grading.cli..", "exoscope.gui.cli..")
                .and()
                .doNotHaveFullyQualifiedName("exoscope.gui.Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("a library that prints cannot be used by a GUI or by a command that promises JSON")
                .check(Module.CLASSES);
    }

    @Test
    void nobodyPrintsAStackTrace() {
        noClasses()
                .should()
                .callMethodWhere(JavaAccess.Predicates.target(name("printStackTrace"))
                        .and(JavaAccess.Predicates.target(owner(assignableTo(Throwable.class)))))
                .because("people get one clear sentence; whoever can do something about an error catches it")
                .check(Module.CLASSES);
    }

    @Test
    void nobodyUsesALogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .because("what happened is an event in the trace, what went wrong is a result or an exception")
                .check(Module.CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                .because("such a name fits any class and therefore describes none")
                .check(Module.CLASSES);
    }

    @Test
    void traceEventsAreRecords() {
        classes()
                .that()
                .areAssignableTo(TraceEvent.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .because("an event is a fact: it never changes, and two equal ones are equal")
                .check(Module.CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void everyPackageIsNullMarked(Module module) {
        assertThat(Module.CLASSES.stream()
                        .filter(JavaClass.Predicates.resideInAPackage(module.packages()))
                        .map(JavaClass::getPackage)
                        .distinct())
                .as("a null that may occur is part of a type, and NullAway only looks where packages say so")
                .isNotEmpty()
                .filteredOn(marked -> !marked.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }
}
