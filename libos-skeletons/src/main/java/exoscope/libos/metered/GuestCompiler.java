package exoscope.libos.metered;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles guest sources in memory, against the JDK and the part of the kit that students may see.
 *
 * <p>Bad source gives problems, never an exception. The same sources give the same classes and problems in the same
 * order. The compiler runs in this JVM: its time and memory are bounded only by the limits on the sources below, so
 * whoever compiles what strangers wrote does so in a child process that may be ended.
 */
public final class GuestCompiler {
    /** The most source files in a submission. */
    public static final int MAX_FILES = 100;
    /** The most characters in a source file. */
    public static final int MAX_FILE_LENGTH = 200_000;

    // The JDK that runs the kit is the one that guest code is written for, so its own version is the release.
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-g", "-parameters", "-nowarn", "-Xlint:none", "-implicit:none", "-Xmaxerrs", "100");

    /** File managers that no compilation uses at the moment. */
    private static final Queue<StandardJavaFileManager> OPEN = new ConcurrentLinkedQueue<>();

    private final Predicate<String> visible;

    /** @param visible which classes of the kit's class path exist for the guest, by binary name */
    public GuestCompiler(Predicate<String> visible) {
        this.visible = visible;
    }

    /** Compiles the sources together. */
    public Compilation compile(List<SourceFile> sources) {
        List<Problem> refused = checkSize(sources);
        if (!refused.isEmpty()) {
            return new Compilation(new TreeMap<>(), refused);
        }
        try {
            return runCompiler(sources);
        } catch (RuntimeException | IOException | StackOverflowError e) {
            // The compiler itself gives up on some inputs, for example on expressions nested thousands deep.
            String message = "The Java compiler gave up on this source ("
                    + e.getClass().getSimpleName() + "); split up what is nested very deeply.";
            return new Compilation(
                    new TreeMap<>(), List.of(Problem.ofFile(sources.getFirst().path(), message)));
        }
    }

    private static List<Problem> checkSize(List<SourceFile> sources) {
        if (sources.isEmpty()) {
            return List.of(Problem.ofFile("", "There is no source file; add one that ends in .java."));
        }
        if (sources.size() > MAX_FILES) {
            return List.of(Problem.ofFile(
                    "", "There are %d source files; at most %d are allowed.".formatted(sources.size(), MAX_FILES)));
        }
        List<Problem> problems = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (SourceFile source : sources) {
            String refusal = refuse(source, paths.add(source.path()));
            if (refusal != null) {
                problems.add(Problem.ofFile(source.path(), refusal));
            }
        }
        return problems;
    }

    private static @Nullable String refuse(SourceFile source, boolean isNew) {
        if (!isNew) {
            return "The file was given twice.";
        }
        if (!source.name().endsWith(".java") || source.path().chars().anyMatch(Character::isISOControl)) {
            return "The name of a source file must end in .java and have no control characters.";
        }
        if (source.text().length() > MAX_FILE_LENGTH) {
            return "The file has %,d characters; at most %,d are allowed."
                    .formatted(source.text().length(), MAX_FILE_LENGTH);
        }
        return null;
    }

    private Compilation runCompiler(List<SourceFile> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("This Java has no compiler: run the kit with a JDK, not a JRE");
        }
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        // Opening the JDK's classes is most of the work for a small submission, so what has done it is used again.
        StandardJavaFileManager jdk = OPEN.poll();
        if (jdk == null) {
            jdk = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        }
        try {
            CompilerFiles files = new CompilerFiles(jdk, visible);
            List<InMemorySource> units =
                    sources.stream().map(InMemorySource::new).toList();
            boolean compiled = compiler.getTask(Writer.nullWriter(), files, diagnostics, OPTIONS, null, units)
                    .call();
            List<Problem> problems = problems(diagnostics);
            if (!compiled && problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR)) {
                problems.add(Problem.ofFile(sources.getFirst().path(), "The Java compiler gave up without a message."));
            }
            return new Compilation(compiled ? files.classes() : new TreeMap<>(), List.copyOf(problems));
        } finally {
            OPEN.offer(jdk);
        }
    }

    private static List<Problem> problems(DiagnosticCollector<JavaFileObject> diagnostics) {
        List<Problem> problems = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
                problems.add(problem(diagnostic));
            }
        }
        problems.sort(Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        return problems;
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        String file = diagnostic.getSource() instanceof InMemorySource source ? source.path() : "";
        int line = (int) Math.max(0, diagnostic.getLineNumber());
        int column = (int) Math.max(0, diagnostic.getColumnNumber());
        int length = column == 0 ? 0 : (int) Math.max(1, diagnostic.getEndPosition() - diagnostic.getPosition());
        var severity =
                diagnostic.getKind() == Diagnostic.Kind.ERROR ? Problem.Severity.ERROR : Problem.Severity.WARNING;
        String message = diagnostic.getMessage(Locale.ENGLISH);
        return new Problem(file, line, column, length, severity, message);
    }

    /** A source file of the submission, as the compiler wants it. */
    private static final class InMemorySource extends SimpleJavaFileObject {
        private final SourceFile source;

        InMemorySource(SourceFile source) {
            super(uri(source), Kind.SOURCE);
            this.source = source;
        }

        private static URI uri(SourceFile source) {
            try {
                return new URI("guest", null, "/" + source.path(), null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("Not a path: " + source.path(), e);
            }
        }

        String path() {
            return source.path();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}
