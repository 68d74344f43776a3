package exoscope.libos.metered;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A compiler in a JVM of its own: fourteen kilobytes of source can hold it for minutes, two can use up all memory, and
 * nothing stops it but the end of its process. It is kept for the next submission, since a warm one is quick.
 */
public final class CompilerProcess {
    /** Wall-clock seconds after which something other than the submission is wrong. */
    private static final int PATIENCE = 120;

    /** Processes that compile nothing at the moment. */
    private static final Queue<CompilerProcess> IDLE = new ConcurrentLinkedQueue<>();

    private final CompilerLimits limits;
    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private CompilerProcess(CompilerLimits limits) throws IOException {
        this.limits = limits;
        process = start(limits);
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Compiles sources. Bad ones give problems, also those that take too much time or memory.
     *
     * @throws IllegalStateException if no compiler can be run here, or this computer is too busy
     */
    static Compilation compile(List<String> kit, List<SourceFile> sources, CompilerLimits limits) {
        List<Problem> refused = GuestCompiler.checkSize(sources);
        if (!refused.isEmpty()) {
            return new Compilation(new TreeMap<>(), refused);
        }
        var request = new CompilerMessages.Request(kit, sources);
        try {
            CompilerProcess idle = take(limits);
            Compilation made = idle == null ? null : idle.ask(request);
            // One that was kept may have ended meanwhile; a new one that ends has said why.
            return made != null ? made : new CompilerProcess(limits).answer(request);
        } catch (IOException e) {
            throw new IllegalStateException("the Java compiler could not be run: " + e.getMessage(), e);
        }
    }

    /** Ends the processes that are kept for later. */
    public static void endIdle() {
        for (CompilerProcess idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            idle.process.destroyForcibly();
        }
    }

    private static @Nullable CompilerProcess take(CompilerLimits limits) {
        for (CompilerProcess idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            if (idle.process.isAlive() && idle.limits.equals(limits)) {
                return idle;
            }
            idle.process.destroyForcibly();
        }
        return null;
    }

    private Compilation answer(CompilerMessages.Request request) throws IOException {
        Compilation made = ask(request);
        if (made == null) {
            throw new IOException("its process ended, or took more than " + PATIENCE + " s");
        }
        return made;
    }

    /** The answer, or null if the process ended without one. */
    private @Nullable Compilation ask(CompilerMessages.Request request) {
        CompletableFuture<Process> backstop = process.onExit()
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .exceptionally(timeout -> process.destroyForcibly());
        try {
            CompilerMessages.write(out, request);
            Compilation made = CompilerMessages.readCompilation(in);
            IDLE.offer(this);
            return made;
        } catch (IOException e) {
            process.destroyForcibly();
            return null;
        } finally {
            backstop.cancel(false);
        }
    }

    private static Process start(CompilerLimits limits) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx" + limits.megabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CompilerMain.class.getName(),
                Integer.toString(limits.seconds()),
                Integer.toString(limits.megabytes()));
        // Variables such as JAVA_TOOL_OPTIONS would change it; Windows cannot start a process without the first.
        builder.environment().keySet().retainAll(List.of("SystemRoot", "PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
