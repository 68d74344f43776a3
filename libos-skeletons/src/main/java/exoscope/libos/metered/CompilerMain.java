package exoscope.libos.metered;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The compiler's process: compiles what it is sent, one submission after the other, until nobody sends any more.
 * Started by {@link CompilerProcess} only. A compilation that takes too long is the last one of its process.
 */
public final class CompilerMain {
    private static final int MILLISECONDS = 20;
    private static final long STACK_BYTES = 4 << 20; // the compiler recurses where a source is nested

    private final CompilerLimits limits;
    private final DataInputStream in;
    private final DataOutputStream out;

    private CompilerMain(CompilerLimits limits) {
        this.limits = limits;
        in = new DataInputStream(new BufferedInputStream(System.in));
        out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    }

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ENGLISH);
        var main = new CompilerMain(new CompilerLimits(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        // Standard output is the answer: nothing else may get into it.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        try {
            while (true) {
                main.serve(CompilerMessages.readRequest(main.in));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0); // whoever asked is gone
        }
    }

    private void serve(CompilerMessages.Request request) throws IOException, InterruptedException {
        var done = new CountDownLatch(1);
        Compilation[] result = new Compilation[1];
        Thread compiler = new Thread(
                null,
                () -> {
                    result[0] = compile(request);
                    done.countDown();
                },
                "compiler",
                STACK_BYTES);
        long processStart = processTime();
        compiler.start();
        while (!done.await(MILLISECONDS, TimeUnit.MILLISECONDS)) {
            long inThread = threads().getThreadCpuTime(compiler.threadId());
            long inProcess = processTime() - processStart;
            if (inThread > seconds(1) || inProcess > seconds(2)) {
                CompilerMessages.write(out, tooLong(request));
                Runtime.getRuntime().halt(0); // nothing else stops it
            }
        }
        CompilerMessages.write(out, result[0]);
    }

    private Compilation compile(CompilerMessages.Request request) {
        AllowList kit = AllowList.withKit(request.kit().toArray(String[]::new));
        try {
            return new GuestCompiler(kit::isKit, limits.megabytes()).compile(request.sources());
        } catch (OutOfMemoryError e) {
            return refused(request, GuestCompiler.outOfMemory(limits.megabytes()));
        }
    }

    private Compilation tooLong(CompilerMessages.Request request) {
        return refused(
                request,
                ("The Java compiler needed more than %d s for this submission; it is far too complicated:"
                                + " simplify nested generic calls and lambdas, or large constants.")
                        .formatted(limits.seconds()));
    }

    private static Compilation refused(CompilerMessages.Request request, String sentence) {
        return new Compilation(
                new TreeMap<>(),
                List.of(Problem.ofFile(request.sources().getFirst().path(), sentence)));
    }

    private long seconds(int times) {
        return TimeUnit.SECONDS.toNanos((long) times * limits.seconds());
    }

    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean();
    }

    private static long processTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
