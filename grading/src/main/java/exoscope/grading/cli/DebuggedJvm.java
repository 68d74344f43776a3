package exoscope.grading.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Carries out a command in a JVM of its own that waits for a debugger, such as an IDE's, and runs as slowly as the debugger
 * wants: no wall clock limits it.
 */
final class DebuggedJvm {
    private static final Pattern LISTENING =
            Pattern.compile("Listening for transport \\S+ at address: (?:\\S+:)?(\\d+)");

    private final PrintWriter out;
    private final PrintWriter err;
    private boolean announced;

    DebuggedJvm(CommandLine commandLine) {
        out = commandLine.getOut();
        err = commandLine.getErr();
    }

    /**
     * Carries out a command and returns its exit code.
     *
     * @param port where to wait for the debugger, on this computer only; 0 for any that is free
     */
    int run(int port, List<String> arguments) throws IOException {
        refuseIfTaken(port);
        Process process = new ProcessBuilder(command(port, arguments)).start();
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader said = process.inputReader(Charset.defaultCharset())) {
            process.getOutputStream().close();
            Thread errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream()));
            said.lines().forEach(this::pass);
            out.flush();
            errors.join();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the debugged run went on", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    /** The JVM itself would say it in three lines. */
    private static void refuseIfTaken(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.setReuseAddress(true);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "A debugger cannot be waited for at port %d (%s); choose another, or 0 for any that is free."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private static List<String> command(int port, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port,
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-cp",
                System.getProperty("java.class.path"),
                DebuggeeMain.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** The JVM's own lines about debuggers would be in the way of JSON on standard output. */
    private void pass(String line) {
        Matcher listening = LISTENING.matcher(line);
        if (!listening.matches()) {
            out.println(line);
        } else if (!announced) {
            announced = true; // the JVM listens again when a debugger has left
            err.println(("exoscope: waiting for a debugger at 127.0.0.1:%s."
                            + " Set breakpoints in your own files, attach your IDE to that port, and the run begins.")
                    .formatted(listening.group(1)));
            err.flush();
        }
    }

    private void copy(InputStream errors) {
        try (InputStreamReader reader = new InputStreamReader(errors, Charset.defaultCharset())) {
            reader.transferTo(err);
            err.flush();
        } catch (IOException e) {
            err.println("exoscope: what the run says of errors cannot be read: " + e.getMessage());
        }
    }
}
