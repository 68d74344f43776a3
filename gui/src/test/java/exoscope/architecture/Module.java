package exoscope.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;

/** The six modules in the order of the block diagram: a module may use those before it, never one after it. */
enum Module {
    SIM_HW("sim-hw", "exoscope.hw", 20),
    EXOKERNEL("exokernel", "exoscope.kernel", 30),
    LIBOS_SKELETONS("libos-skeletons", "exoscope.libos", 30),
    LABS("labs", "exoscope.labs", 1),
    GRADING("grading", "exoscope.grading", 1),
    GUI("gui", "exoscope.gui", 1);

    /** Every class of the six modules, without their tests and without what JMH generates. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages("exoscope");

    private final String folder;
    private final String rootPackage;
    private final int fewestClasses;

    Module(String folder, String rootPackage, int fewestClasses) {
        this.folder = folder;
        this.rootPackage = rootPackage;
        this.fewestClasses = fewestClasses;
    }

    /** The module's packages as an ArchUnit pattern. */
    String packages() {
        return rootPackage + "..";
    }

    String rootPackage() {
        return rootPackage;
    }

    /** How many classes the module has at least; well below the truth, well above nothing. */
    int fewestClasses() {
        return fewestClasses;
    }

    /** The folder of the module's own sources. Tests run in the folder of the gui module. */
    Path sources() {
        return Path.of("..", folder, "src", "main", "java");
    }

    /** Patterns of all packages that must not be used here. */
    String[] packagesOfLaterModules() {
        List<Module> all = List.of(values());
        return packages(all.subList(all.indexOf(this) + 1, all.size()));
    }

    static String[] packages(List<Module> modules) {
        return modules.stream().map(Module::packages).toArray(String[]::new);
    }
}
