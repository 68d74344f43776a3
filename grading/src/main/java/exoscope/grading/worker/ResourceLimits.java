package exoscope.grading.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Limits that the operating system keeps, where Linux's {@code prlimit} is installed. */
final class ResourceLimits {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private ResourceLimits() {}

    /** What to put before a command. The CPU limit is for a worker whose grader was killed and cannot stop it. */
    static List<String> prefix(WorkerLimits limits) {
        if (!Files.isExecutable(PRLIMIT)) {
            return List.of();
        }
        return List.of(
                PRLIMIT.toString(),
                "--core=0",
                "--fsize=1048576",
                "--nofile=512",
                "--cpu=" + (2L * limits.seconds() + 10),
                "--");
    }
}
