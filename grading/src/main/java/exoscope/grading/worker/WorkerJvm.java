package exoscope.grading.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The worker's JVM: the one that runs the grader, with the grader's class path and tighter limits. */
final class WorkerJvm {
    private static final Path HOME = Path.of(System.getProperty("java.home")).toAbsolutePath();
    /** How deep in a JDK distributions put links to what they keep elsewhere, such as {@code lib/jvm.cfg}. */
    private static final int DEPTH_OF_LINKS = 4;

    private WorkerJvm() {}

    static List<String> command(WorkerLimits limits) {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin").resolve("java").toString());
        command.addAll(List.of(
                "-Xmx%dm".formatted(limits.heapMegabytes()),
                "-Xss2m", // the compiler recurses where a source is nested
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow", // an exception says the same however often it was thrown before
                "-XX:TieredStopAtLevel=1", // a process this short gains nothing from the slow half of the compiler
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr",
                "-Xlog:disable",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djava.awt.headless=true"));
        List<String> classPath = classPath().stream().map(Path::toString).toList();
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), WorkerMain.class.getName()));
        return command;
    }

    /** The grader's own class path, without what does not exist. */
    static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .toList();
    }

    /** Every file and folder that the JVM has to read, beside the system's libraries. */
    static SortedSet<Path> readable() {
        SortedSet<Path> readable = new TreeSet<>(classPath());
        readable.add(HOME);
        try (Stream<Path> inside = Files.walk(HOME, DEPTH_OF_LINKS)) {
            for (Path link : inside.filter(Files::isSymbolicLink).toList()) {
                if (Files.exists(link) && !link.toRealPath().startsWith(HOME.toRealPath())) {
                    readable.add(link.toRealPath());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK cannot be read: " + HOME, e);
        }
        return readable;
    }
}
