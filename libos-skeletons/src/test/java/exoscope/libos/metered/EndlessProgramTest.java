package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that never end, or do their best not to be ended, are ended by the first charge that is refused. */
class EndlessProgramTest {

    record Program(String title, List<SourceFile> sources) {
        @Override
        public String toString() {
            return title;
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Timeout(20)
    void endsWhenItsCyclesAreUsedUp(Program program) {
        GuestCode code = Guest.code(program.sources());

        assertThatThrownBy(() -> Guest.run(code, CountingMeter.strict())).isInstanceOf(EnvironmentEnded.class);
    }

    private static Program method(String title, String statements) {
        return new Program(title, Guest.method(statements));
    }

    private static Program program(String title, String text) {
        return new Program(title, Guest.program(text));
    }

    static List<Program> programs() {
        return List.of(
                method("an empty for loop", "for (;;);"),
                method("while true", "int i = 0; while (true) { i++; }"),
                method("do while", "int i = 0; do { i = -i; } while (i == 0); return i;"),
                method(
                        "a loop that only continues",
                        "boolean t = true; a: while (t) { while (t) { continue a; } } return 0;"),
                method(
                        "a switch in a loop",
                        "int s = 0; while (true) { switch (s) { case 0: s = 1; break; case 1: s = 7; break; default: s = 0; } }"),
                method(
                        "a string switch in a loop",
                        "String s = \"a\"; while (true) { s = switch (s) { case \"a\" -> \"b\"; default -> \"a\"; }; }"),
                method(
                        "a loop through an exception",
                        "while (true) { try { throw new RuntimeException(); } catch (RuntimeException e) { } }"),
                method(
                        "a loop through a host exception",
                        "int z = 0; while (true) { try { z = 1 / z; } catch (ArithmeticException e) { z = 0; } }"),
                method("catching Throwable in a loop", "while (true) { try { for (;;); } catch (Throwable t) { } }"),
                method("catching Error and going on", "try { for (;;); } catch (Error e) { for (;;); }"),
                method("a finally that loops", "try { for (;;); } finally { for (;;); }"),
                method(
                        "a finally that continues",
                        "boolean t = true; while (t) { try { for (;;); } finally { continue; } } return 0;"),
                method(
                        "a finally that returns",
                        "int n = 0; while (n == 0) { try { while (t()) ; } finally { n = 0; } } return 0; } static boolean t() { try { for (;;); } finally { return true; }"),
                method(
                        "nested finally blocks",
                        "try { try { try { for (;;); } finally { for (;;); } } finally { for (;;); } } catch (Throwable t) { for (;;); }"),
                program("recursion that catches its overflow and goes on", """
                        public class Guest {
                            static void f() { try { f(); } catch (StackOverflowError e) { f(); } finally { f(); } }
                            public static Object run() { while (true) { try { f(); } catch (Throwable t) { } } }
                        }"""),
                program("mutual recursion with catch Throwable at every level", """
                        public class Guest {
                            static int a(int n) { try { return b(n + 1); } catch (Throwable t) { return b(n); } }
                            static int b(int n) { try { return a(n + 1); } catch (Throwable t) { return a(n); } }
                            public static Object run() { return a(0); }
                        }"""),
                method("a lambda that loops", "Runnable r = () -> { for (;;); }; r.run(); return 0;"),
                program("a lambda that calls itself", """
                        public class Guest {
                            static Runnable r;
                            public static Object run() { while (true) { r = () -> { try { r.run(); } catch (StackOverflowError e) { } }; r.run(); } }
                        }"""),
                method(
                        "a comparator that never decides",
                        "List<Integer> l = new ArrayList<>(List.of(3, 1, 2)); l.sort((a, b) -> { while (true); }); return l;"),
                method(
                        "a callback in a map",
                        "new HashMap<Integer, Integer>().computeIfAbsent(1, k -> { for (;;); }); return 0;"),
                program("an iterator without end", """
                        public class Guest {
                            static class Ones implements Iterable<Integer>, Iterator<Integer> {
                                public Iterator<Integer> iterator() { return this; }
                                public boolean hasNext() { return true; }
                                public Integer next() { return 1; }
                            }
                            public static Object run() { int sum = 0; for (int one : new Ones()) sum += one; return sum; }
                        }"""),
                program("a consumer fed without end by library code", """
                        public class Guest {
                            static class Ones implements Iterable<Integer>, Iterator<Integer> {
                                public Iterator<Integer> iterator() { return this; }
                                public boolean hasNext() { return true; }
                                public Integer next() { return 1; }
                            }
                            public static Object run() { new Ones().forEach(one -> { }); return 0; }
                        }"""),
                program("a static initialiser that never ends", """
                        public class Guest {
                            static class Slow { static final int N; static { int i = 0; while (i == 0) { i *= 2; } N = i; } }
                            public static Object run() { return Slow.N; }
                        }"""),
                program("a static initialiser caught by its user", """
                        public class Guest {
                            static class Slow { static int n; static { while (n == 0) { n *= 2; } } }
                            public static Object run() { while (true) { try { return Slow.n; } catch (Throwable t) { } } }
                        }"""),
                program("an interface's initialiser", """
                        public class Guest {
                            interface Slow { int N = spin(); static int spin() { for (;;); } }
                            public static Object run() { return Slow.N; }
                        }"""),
                program("a constructor that makes itself", """
                        public class Guest {
                            Guest() { try { new Guest(); } catch (StackOverflowError e) { } }
                            public static Object run() { while (true) new Guest(); }
                        }"""),
                program("a record's accessor and an enum's body", """
                        public class Guest {
                            record R(int n) { public int n() { for (;;); } }
                            enum E { A { int f() { return new R(1).n(); } }; abstract int f(); }
                            public static Object run() { return E.A.f(); }
                        }"""),
                method(
                        "long straight work in library calls",
                        "StringBuilder b = new StringBuilder(\"xxxxxxxxxxxxxxxx\"); while (true) { b.reverse(); }"),
                method("array fills", "int[] a = new int[50_000]; while (true) { Arrays.fill(a, 1); }"),
                method(
                        "a text that ends in toString of its parts",
                        "Object[] o = new Object[1]; o[0] = new Object() { public String toString() { return \"\" + o[0]; } }; while (true) { try { String s = \"\" + o[0]; } catch (StackOverflowError e) { } }"));
    }
}
