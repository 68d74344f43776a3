package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The compiler is a target too: it is stopped where it takes too much, with a sentence, and the next one is served. */
class CompilerProcessTest {
    private static final SourceFile HONEST = new SourceFile("lab/Größe.java", "package lab; public class Größe { }");

    @AfterAll
    static void leaveNothingRunning() {
        CompilerProcess.endIdle();
    }

    private static Compilation compile(String text, CompilerLimits limits) {
        return CompilerProcess.compile(List.of(), List.of(new SourceFile("Bomb.java", text)), limits);
    }

    /** A switch over six values of three kinds each that leaves out one case: what is missing is searched for long. */
    private static String timeBomb(int parts) {
        List<String> patterns = List.of("");
        String names = "abcdefgh";
        for (int i = 0; i < parts; i++) {
            String name = (i == 0 ? "" : ",") + "%s " + names.charAt(i);
            patterns = patterns.stream()
                    .flatMap(start -> Stream.of("A", "B", "C").map(kind -> start + name.formatted(kind)))
                    .toList();
        }
        String cases = patterns.stream()
                .skip(1)
                .map(pattern -> "case R(" + pattern + ")->1;\n")
                .collect(Collectors.joining());
        String fields =
                IntStream.range(0, parts).mapToObj(i -> "S " + names.charAt(i)).collect(Collectors.joining(","));
        return """
                class Bomb {
                    sealed interface S permits A, B, C {}
                    record A() implements S {}
                    record B() implements S {}
                    record C() implements S {}
                    record R(%s) {}
                    int bomb(R r) { return switch (r) { %s }; }
                }
                """.formatted(fields, cases);
    }

    /** Constants that are joined when they are compiled, each twice as long as the one before. */
    private static String memoryBomb(int levels) {
        return "class Bomb {\n    static final String S0 = \"0123456789abcdef\";\n"
                + IntStream.range(1, levels)
                        .mapToObj(i -> "    static final String S%d = S%d + S%d;%n".formatted(i, i - 1, i - 1))
                        .collect(Collectors.joining())
                + "}\n";
    }

    @Test
    void sourceThatTakesTheCompilerForEverIsRefusedAndTheNextOneIsServed() {
        String bomb = timeBomb(6);
        assertThat(bomb).hasSizeLessThan(30_000);

        assertThat(compile(bomb, new CompilerLimits(2, 256)).problems())
                .singleElement()
                .asString()
                .startsWith("Bomb.java: The Java compiler needed more than 2 s for this submission");
        assertThat(CompilerProcess.compile(List.of(), List.of(HONEST), new CompilerLimits(2, 256))
                        .succeeded())
                .isTrue();
    }

    @Test
    void sourceThatTakesAllMemoryIsRefusedAndTheNextOneIsServed() {
        String bomb = memoryBomb(40);
        assertThat(bomb).hasSizeLessThan(2_000);

        assertThat(compile(bomb, new CompilerLimits(5, 64)).problems())
                .singleElement()
                .asString()
                .startsWith("Bomb.java: The Java compiler needed more than 64 MB for this submission");
        assertThat(CompilerProcess.compile(List.of(), List.of(HONEST), new CompilerLimits(5, 64))
                        .succeeded())
                .isTrue();
    }

    @Test
    void problemsAndClassesAreThoseOfACompilerInThisProcess() {
        String text = "class A { interface B { } Runnable r = () -> { }; int x = ä; }";
        var sources = List.of(new SourceFile("A.java", text));
        var inProcess = new GuestCompiler(name -> false);

        Compilation here = inProcess.compile(sources);
        assertThat(here.problems()).isNotEmpty();
        assertThat(CompilerProcess.compile(List.of(), sources, CompilerLimits.DEFAULT)
                        .problems())
                .isEqualTo(here.problems());
        Compilation there = CompilerProcess.compile(List.of(), List.of(HONEST), CompilerLimits.DEFAULT);
        assertThat(there.classes()).containsOnlyKeys("lab.Größe");
        inProcess
                .compile(List.of(HONEST))
                .classes()
                .forEach((name, bytes) -> assertThat(there.classes().get(name)).isEqualTo(bytes));
    }

    @Test
    void annotationProcessorsNeverRun() {
        String text = "@Deprecated class A { }";
        assertThat(compile(text, CompilerLimits.DEFAULT).problems()).isEmpty();
        assertThat(GuestCompiler.OPTIONS).contains("-proc:none");
    }

    @Test
    void submissionThatIsTooLargeIsRefusedUnread() {
        List<SourceFile> sources = IntStream.range(0, 6)
                .mapToObj(i -> new SourceFile("A" + i + ".java", " ".repeat(GuestCompiler.MAX_FILE_LENGTH)))
                .toList();

        assertThat(CompilerProcess.compile(List.of(), sources, CompilerLimits.DEFAULT)
                        .problems())
                .singleElement()
                .asString()
                .isEqualTo("The source files have 1,200,000 characters together; at most 1,000,000 are allowed.");
    }

    /** In a JVM that was told of no character set. */
    @Test
    void classNamesOfAnyLettersWorkOnAComputerWithoutALanguage() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), CompilerProcessTest.class.getName());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("LANG", "C");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualTo("7");
        assertThat(process.waitFor()).isZero();
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var source = new SourceFile(
                "lab/Größe.java",
                "package lab; public class Gr\u00f6\u00dfe { static class \u9801 { int n = 7; }"
                        + " public static Object run() { return new \u9801().n; } }");
        GuestCode code =
                GuestCode.compile(List.of(source), AllowList.withKit()).code().orElseThrow();
        Class<?> type = code.load(CountingMeter.strict()).loadClass("lab.Gr\u00f6\u00dfe");
        System.out.print(type.getMethod("run").invoke(null));
        CompilerProcess.endIdle();
    }
}
