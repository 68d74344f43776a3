package exoscope.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom. */
class ModuleOrderTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GUI")
    void importsPointToEarlierModulesOnly(Module module) {
        noClasses()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(module.packagesOfLaterModules())
                .because(
                        "the folders are the block diagram, and a layer that knows the one above it cannot be understood alone")
                .check(Module.CLASSES);
    }

    @Test
    void theMachineNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(Module.SIM_HW.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Module.SIM_HW.packages(), "java..", "org.jspecify.annotations..")
                .because("the machine is read and run on its own, in labs, graders and benchmarks alike")
                .check(Module.CLASSES);
    }

    @Test
    void javaFxAppearsInTheGuiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Module.GUI.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..",
                        "com.sun.javafx..",
                        "org.fxmisc..",
                        "org.controlsfx..",
                        "atlantafx..",
                        "org.kordamp..")
                .because("everything left of the GUI runs in containers that have no fonts and no display")
                .check(Module.CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void subpackagesOfAModuleFormNoCycle(Module module) {
        slices().matching(module.rootPackage() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("packages that need each other are one package in disguise")
                .check(Module.CLASSES);
    }
}
