package exoscope.grading.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A box made by bubblewrap: namespaces of its own for processes, network, users and mounts, no capability, no variable
 * of the environment, and of all files only libraries, JDK and kit, to read. No shell and no other program is in it.
 */
final class Bubblewrap {
    /** Where a JVM's native libraries are, on one Linux or another; those that do not exist are left out. */
    private static final List<String> LIBRARIES =
            List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache");

    private static final String NOBODY = "65534";

    private Bubblewrap() {}

    /** What to put before a command. */
    static List<String> prefix(SortedSet<Path> readable) {
        List<String> command = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-all",
                "--unshare-user",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--cap-drop",
                "ALL"));
        command.addAll(List.of("--uid", NOBODY, "--gid", NOBODY));
        // A JVM without a UTF-8 locale cannot load a class with a non-ASCII name.
        command.addAll(List.of("--setenv", "LC_ALL", "C.UTF-8"));
        LIBRARIES.forEach(path -> command.addAll(List.of("--ro-bind-try", path, path)));
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"));
        readable.forEach(path -> command.addAll(List.of("--ro-bind", path.toString(), path.toString())));
        command.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--"));
        return command;
    }
}
