package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Depth and memory are bounded, and a program that meets a bound may catch it and go on. */
class BoundsTest {

    @Test
    void overflowIsCaughtAndTheDepthIsRightAfterwards() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    static int deep(int n) { return 1 + deep(n + 1); }
                    static int shallow(int n) { return n == 0 ? 0 : 1 + shallow(n - 1); }
                    public static Object run() {
                        int caught = 0;
                        for (int i = 0; i < 5; i++) {
                            try { deep(0); } catch (StackOverflowError e) { caught++; }
                            shallow(150);
                        }
                        return caught;
                    }
                }"""));
        var meter = new CountingMeter(1_000_000, 200, 1_000_000);

        assertThat(Guest.run(code, meter)).isEqualTo(5);
        assertThat(meter.depth()).isZero();
        assertThat(meter.fullAt()).isEqualTo(200);
    }

    @Test
    void exceptionThroughManyFramesRestoresTheDepthOfItsHandler() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    static void fall(int n) { if (n == 0) throw new IllegalStateException(); fall(n - 1); }
                    public static Object run() {
                        for (int i = 0; i < 100; i++) {
                            try { fall(50); } catch (IllegalStateException e) { }
                        }
                        return "never above 52";
                    }
                }"""));
        var meter = new CountingMeter(1_000_000, 52, 10_000_000);
        assertThat(Guest.run(code, meter)).isEqualTo("never above 52");
        assertThatThrownBy(() -> Guest.run(code, new CountingMeter(1_000_000, 51, 10_000_000)))
                .isInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long[] a = new long[Integer.MAX_VALUE]; return a;",
                "int[][] a = new int[100_000][100_000]; return a;",
                "Object[][][] a = new Object[1 << 20][1 << 20][1 << 20]; return a;",
                "List<int[]> kept = new ArrayList<>(); while (true) kept.add(new int[1000]);",
                "List<Integer> kept = new ArrayList<>(); while (true) kept.add(1000);",
                "List<Object> kept = new ArrayList<>(List.of(1, 2)); while (true) kept.addAll(kept);",
                "Function<List<Object>, Boolean> grow = l -> true; List<Object> l = new ArrayList<>(List.of(1)); Consumer<List<Object>> c = l::addAll; while (true) c.accept(l);",
                "String s = \"ab\"; while (true) s = s + s;",
                "StringBuilder b = new StringBuilder(\"ab\"); while (true) b.append(b);",
                "String s = \"ab\"; while (true) s = s.concat(s);",
                "return new ArrayList<Object>(Integer.MAX_VALUE);",
                "return new StringBuilder(2_000_000_000).length();",
                "return Arrays.copyOf(new int[1], Integer.MAX_VALUE);",
                "return Arrays.copyOfRange(new int[1], 0, Integer.MAX_VALUE - 8);",
                "StringBuilder b = new StringBuilder(); b.setLength(2_000_000_000); return b;",
                "BitSet b = new BitSet(); b.set(Integer.MAX_VALUE - 1); return b;",
                "Object[] last = null; while (true) { Object[] next = new Object[8]; next[0] = last; last = next; }",
                "Runnable last = () -> { }; while (true) { Runnable before = last; last = () -> before.run(); }",
                "int[] a = new int[10_000]; List<int[]> kept = new ArrayList<>(); while (true) kept.add(a.clone());",
                "Map<Integer, Integer> m = new HashMap<>(); int i = 0; while (true) m.put(i, i++);",
                "return new HashMap<>(1 << 30).size();"
            })
    void memoryIsBounded(String statements) {
        GuestCode code = Guest.code(Guest.method(statements));

        assertThatThrownBy(() -> Guest.run(code, new CountingMeter(100_000_000, 200, 4_000_000)))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void programMayCatchThatThereIsNoMoreMemoryAndGoOn() {
        GuestCode code = Guest.code(Guest.method(
                "try { return new int[1 << 30]; } catch (OutOfMemoryError e) { return new int[3].length; }"));

        assertThat(Guest.run(code, CountingMeter.strict())).isEqualTo(3);
    }

    @Test
    void staticStateIsPrivateToAnEnvironment() {
        GuestCode code = Guest.code(
                Guest.program(
                        "public class Guest { static int n; static Object o; public static Object run() { o = new Object(); return ++n * 1000 + o.hashCode(); } }"));

        assertThat(Guest.run(code, CountingMeter.strict())).isEqualTo(1001);
        assertThat(Guest.run(code, CountingMeter.strict())).isEqualTo(1001);
    }

    @Test
    void environmentThatEndsRunsNoHandlerAndNoFinallyOfTheGuest() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    static void probe(int[] log) { try { for (;;); } catch (Throwable t) { log[0] = 1; } finally { log[1] = 1; } }
                    public static Object run() { return (Consumer<int[]>) Guest::probe; }
                }"""));
        @SuppressWarnings("unchecked")
        var probe = (java.util.function.Consumer<int[]>) Guest.run(code, CountingMeter.strict());
        int[] log = new int[2];

        assertThatThrownBy(() -> java.util.Objects.requireNonNull(probe).accept(log))
                .isInstanceOf(EnvironmentEnded.class);
        assertThat(log).containsExactly(0, 0);
    }

    @Test
    void identityHashesAndTextsRepeat() {
        List<SourceFile> sources = Guest.program("""
                public class Guest {
                    enum Colour { RED, GREEN }
                    record Key(Colour colour, Object lock, int[] words) { }
                    static class Frame { }
                    public static Object run() {
                        Object lock = new Object(); Runnable r = () -> { }; int[] a = new int[3];
                        Set<Object> set = new HashSet<>(List.of(Colour.GREEN, new Frame(), "x", Colour.RED, 7));
                        Exception e = new IllegalStateException();
                        String cast = "";
                        try { Object o = new Frame(); Integer i = (Integer) o; } catch (RuntimeException c) { cast = c.getMessage() + c; }
                        return lock + " " + r + a + set + lock.hashCode() + r.hashCode() + a.hashCode() + e.hashCode()
                            + Colour.RED.hashCode() + new Key(Colour.RED, lock, a).hashCode() + Objects.hash(Colour.GREEN, lock, a) + String.valueOf(new Frame()) + cast
                            + new StringBuilder().append((Object) a).append(new Frame());
                    }
                }""");

        String first = String.valueOf(Guest.run(Guest.code(sources), CountingMeter.generous()));
        assertThat(first).isEqualTo(Guest.run(Guest.code(sources), CountingMeter.generous()));
        assertThat(first)
                .contains("Object#2 lambdaint[3][GREEN, Guest$Frame#1, x, RED, 7]")
                .doesNotContain("@")
                .contains("Guest$Frame#4");
    }
}
