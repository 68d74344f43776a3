package exoscope.grading.soak;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of the host that a campaign needs, and the Debian package that has it. */
enum Tool {
    HOST_COMPILER("gcc", "gcc"),
    CROSS_COMPILER("mipsel-linux-gnu-gcc", "gcc-mipsel-linux-gnu"),
    CSMITH("csmith", "csmith"),
    QEMU("qemu-mipsel", "qemu-user");

    private final String command;
    private final String debianPackage;

    Tool(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** Refuses to go on without it. */
    void require(String path) {
        boolean found = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(command)));
        if (!found) {
            throw new SoakException(command + " is not installed: it is in Debian's package " + debianPackage);
        }
    }

    /** Runs it in a folder; gives what it printed and how it ended, or null if it took too long. */
    @Nullable
    Output run(Path folder, int seconds, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        return run(line, folder, seconds);
    }

    /** Runs any program. */
    static @Nullable Output run(List<String> line, Path folder, int seconds) {
        Path printed = folder.resolve("printed");
        try {
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(printed.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return null;
            }
            return new Output(Files.readString(printed, StandardCharsets.ISO_8859_1), process.exitValue());
        } catch (IOException e) {
            throw new SoakException("cannot run " + line.getFirst() + " in " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SoakException("interrupted while " + line.getFirst() + " ran", e);
        }
    }
}
