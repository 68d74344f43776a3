package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Honest programs give what they give unmetered, cost the same every time, and leave the stack as they found it. */
class HonestProgramTest {

    record Program(String title, List<SourceFile> sources) {
        @Override
        public String toString() {
            return title;
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void meteredResultEqualsUnmeteredResult(Program program) {
        GuestCode code = Guest.code(program.sources());
        var meter = CountingMeter.generous();

        assertThat(Guest.run(code, meter)).isEqualTo(Guest.runUnmetered(program.sources()));
        assertThat(meter.depth()).isZero();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyRunCostsTheSame(Program program) {
        var first = CountingMeter.generous();
        var second = CountingMeter.generous();
        Guest.run(Guest.code(program.sources()), first);
        Guest.run(Guest.code(program.sources()), second);

        assertThat(first.cycles()).isPositive().isEqualTo(second.cycles());
        assertThat(first.bytes()).isEqualTo(second.bytes());
    }

    static List<Program> programs() {
        return List.of(
                new Program("records, equality and text", Guest.program("""
                        public class Guest {
                            record Point(int x, long y, String name) {
                                Point { if (x < 0) throw new IllegalArgumentException("x"); }
                                static Point origin() { return new Point(0, 0L, "o"); }
                            }
                            public static Object run() {
                                Point p = new Point(1, 2L, "p");
                                return p + " " + p.equals(new Point(1, 2L, "p")) + Point.origin().hashCode() + p.hashCode();
                            }
                        }""")),
                new Program("enums with bodies and switches", Guest.program("""
                        public class Guest {
                            enum Op { ADD { int of(int a, int b) { return a + b; } }, SUB { int of(int a, int b) { return a - b; } };
                                abstract int of(int a, int b); }
                            public static Object run() {
                                int sum = 0;
                                for (Op op : Op.values()) sum = switch (op) { case ADD -> sum + op.of(3, 4); case SUB -> sum * op.of(9, 2); };
                                return sum + Op.valueOf("SUB").name() + new EnumMap<Op, Integer>(Map.Entry.class == null ? Op.class : Op.class).size();
                            }
                        }""")),
                new Program("sealed types with patterns", Guest.program("""
                        public class Guest {
                            sealed interface Shape permits Circle, Square, Named {}
                            record Circle(double r) implements Shape {}
                            record Square(int side) implements Shape {}
                            enum Named implements Shape { DOT, LINE }
                            static String tell(Shape s) {
                                return switch (s) {
                                    case Circle(double r) when r > 10 -> "big";
                                    case Circle c -> "circle " + c.r();
                                    case Square(var side) -> "square " + side;
                                    case Named.DOT -> "dot";
                                    case Named.LINE -> "line";
                                };
                            }
                            public static Object run() {
                                Object o = 7L;
                                String other = o instanceof Long l && l > 5 ? "long" + l : "no";
                                return tell(new Circle(11)) + tell(new Circle(1.5)) + tell(new Square(3)) + tell(Named.DOT) + tell(Named.LINE) + other;
                            }
                        }""")),
                new Program("lambdas and method references", Guest.method("""
                        List<String> names = new ArrayList<>(List.of("pear", "fig", "apple"));
                        StringBuilder text = new StringBuilder();
                        names.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
                        names.forEach(text::append);
                        Supplier<Map<String, List<Integer>>> maker = HashMap::new;
                        Map<String, List<Integer>> map = maker.get();
                        names.forEach(n -> map.computeIfAbsent(n, k -> new ArrayList<>()).add(n.length()));
                        Function<Integer, int[]> arrays = int[]::new;
                        int base = 3;
                        IntBinaryOperator op = (a, b) -> a * base + b;
                        BiFunction<Integer, Integer, Integer> max = Math::max;
                        return text.toString() + map.get("fig") + arrays.apply(4).length + op.applyAsInt(2, 5) + max.apply(3, 9);""")),
                new Program("generics and inner classes", Guest.program("""
                        public class Guest {
                            static class Stack<T extends Comparable<T>> implements Iterable<T> {
                                private Object[] items = new Object[1]; private int n;
                                void push(T t) { if (n == items.length) items = Arrays.copyOf(items, n * 2); items[n++] = t; }
                                @SuppressWarnings("unchecked") T get(int i) { return (T) items[i]; }
                                class Walk implements Iterator<T> { int at = n; public boolean hasNext() { return at > 0; } public T next() { return get(--at); } }
                                public Iterator<T> iterator() { return new Walk(); }
                            }
                            public static Object run() {
                                Stack<Integer> s = new Stack<>();
                                for (int i = 0; i < 20; i++) s.push(i * i);
                                int sum = 0;
                                for (int x : s) sum = sum * 7 + x;
                                Comparator<Integer> c = new Comparator<>() { public int compare(Integer a, Integer b) { return b - a; } };
                                return sum + c.compare(1, 2);
                            }
                        }""")),
                new Program("string switch, concatenation and text blocks", Guest.method("""
                        String out = "";
                        for (String word : new String[] {"read", "write", "Aa", "BB", "none"}) {
                            out += switch (word) { case "read" -> 1; case "write" -> 'w'; case "Aa" -> 2.5; case "BB" -> 3L; default -> null; };
                        }
                        char c = 'x'; byte b = 3; short s = 4; float f = 1.5f; boolean t = true;
                        return out + c + b + s + f + t + (Object) null + \"\"\"
                            two
                              lines\"\"\";""")),
                new Program("try, finally and nested handlers", Guest.program("""
                        public class Guest {
                            static StringBuilder log = new StringBuilder();
                            static class Door implements AutoCloseable { public void close() { log.append("close "); throw new IllegalStateException("shut"); } }
                            static int f(int i) {
                                try {
                                    if (i == 0) return 10;
                                    if (i == 1) throw new RuntimeException("one");
                                    Object o = "text";
                                    if (i == 2) return (Integer) o;
                                    try (Door d = new Door()) { log.append("open "); }
                                } catch (ClassCastException | NullPointerException e) {
                                    log.append("cast ");
                                } catch (RuntimeException e) {
                                    log.append(e.getMessage()).append(' ');
                                    if (i == 1) return 11;
                                } finally {
                                    log.append("finally ");
                                    if (i == 4) return 99;
                                }
                                return i;
                            }
                            public static Object run() {
                                int sum = 0;
                                for (int i = 0; i < 5; i++) sum = sum * 3 + f(i);
                                return sum + log.toString();
                            }
                        }""")),
                new Program("long and double locals in nested loops", Guest.method("""
                        long a = 1; double d = 0.5; int[][] grid = new int[7][9]; long[][][] cube = new long[2][3][];
                        outer:
                        for (int i = 0; i < grid.length; i++) {
                            for (int j = 0; j < grid[i].length; j++) {
                                if (j == 8) continue outer;
                                if (i == 6 && j == 3) break outer;
                                grid[i][j] = i * j; a = a * 31 + grid[i][j]; d += a % 7;
                            }
                        }
                        do { a ^= a >>> 7; d /= 2; } while (d > 1);
                        return a + " " + d + cube[1].length;""")),
                new Program("varargs, ternaries and constructors that compute before super", Guest.program("""
                        public class Guest {
                            static class Base { final int n; Base(int n) { this.n = n; } }
                            static class Derived extends Base {
                                Derived(int... xs) {
                                    int sum = 0;
                                    for (int x : xs) { try { sum += 10 / x; } catch (ArithmeticException e) { sum += 100; } }
                                    super(sum > 3 ? sum : -sum);
                                }
                            }
                            public static Object run() { return new Derived(1, 0, 5).n + new Derived().n; }
                        }""")),
                new Program("collections of every listed kind", Guest.method("""
                        Map<String, Integer> tree = new TreeMap<>(); Deque<Integer> deque = new ArrayDeque<>();
                        PriorityQueue<Integer> heap = new PriorityQueue<>(Comparator.reverseOrder()); Set<Integer> set = new LinkedHashSet<>();
                        BitSet bits = new BitSet(64); LinkedList<Integer> linked = new LinkedList<>();
                        for (int i = 0; i < 40; i++) {
                            tree.merge("k" + i % 7, i, Integer::sum); deque.push(i); heap.add(i * 17 % 41); set.add(i % 9); bits.set(i * 3); linked.addFirst(i);
                        }
                        int[] numbers = {5, 3, 9, 1}; Arrays.sort(numbers); Integer[] boxed = {3, 1, 2}; Arrays.sort(boxed, (x, y) -> y - x);
                        linked.removeIf(x -> x % 2 == 0); Iterator<Integer> it = deque.iterator(); it.next(); it.remove();
                        return tree + " " + deque.pop() + heap.poll() + set + bits.cardinality() + linked + Arrays.toString(numbers) + boxed[0] + Collections.max(set);""")),
                new Program("interfaces with default, static and private methods", Guest.program("""
                        public class Guest {
                            interface Greeter { String name(); default String greet() { return prefix() + name(); } private String prefix() { return of("hi "); } static String of(String s) { return s.toUpperCase(); } }
                            interface Loud extends Greeter { default String greet() { return Greeter.super.greet() + "!"; } Supplier<String> S = String::new; }
                            public static Object run() { Loud g = () -> "bob"; return g.greet() + Loud.S.get().isEmpty(); }
                        }""")),
                new Program("exceptions of one's own with causes", Guest.program("""
                        public class Guest {
                            static class Fault extends Exception { final int at; Fault(int at, Throwable cause) { super("at " + at, cause); this.at = at; } }
                            static void f(int n) throws Fault { try { if (n == 0) throw new IllegalStateException("deep"); f(n - 1); } catch (RuntimeException e) { throw new Fault(n, e); } }
                            public static Object run() { try { f(5); return 0; } catch (Fault e) { return e.getMessage() + e.getCause() + e.at + e; } }
                        }""")),
                new Program("objects with no text and names like the rewriter's", Guest.program("""
                        public class Guest {
                            public String toString() { return null; }
                            static int reference$0(String s) { return 1; }
                            public static Object run() {
                                ToIntFunction<String> f = String::length;
                                return "" + new Guest() + f.applyAsInt("four") + reference$0("");
                            }
                        }""")),
                new Program("hashes of records", Guest.program("""
                        public class Guest {
                            record All(boolean z, byte b, char c, short s, int i, long l, float f, double d, String t, List<Integer> n, Object o) { }
                            record None() { }
                            public static Object run() {
                                All all = new All(true, (byte) 2, 'c', (short) 4, 5, 6L, 7f, 8d, "nine", List.of(1, 0), null);
                                return all.hashCode() + " " + new None().hashCode() + Objects.hash(all, "x", 3) + List.of(all).hashCode();
                            }
                        }""")),
                new Program("array copies and clones", Guest.method("""
                        int[] a = {1, 2, 3, 4}; int[] b = a.clone(); System.arraycopy(a, 0, b, 1, 3); Arrays.fill(a, 9);
                        char[] cs = "hello".toCharArray(); Object o = new int[0];
                        return Arrays.toString(b) + Arrays.toString(Arrays.copyOfRange(a, 1, 7)) + String.valueOf(cs) + new String(cs, 1, 2) + (o instanceof int[]);""")),
                new Program("negative sizes and null, caught by the program", Guest.method("""
                        String out = "";
                        try { int[] a = new int[-1]; } catch (NegativeArraySizeException e) { out += e.getMessage(); }
                        try { int[][] a = new int[2][-5]; } catch (NegativeArraySizeException e) { out += e.getMessage(); }
                        try { Object o = null; o.toString(); } catch (NullPointerException e) { out += "null"; }
                        try { Object[] o = new String[1]; o[0] = 1; } catch (ArrayStoreException e) { out += e.getMessage(); }
                        return out;""")));
    }
}
