package exoscope.libos.metered;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Measures what metering costs: metered against unmetered host time of the same program, and the loading of a submission. */
public final class MeteringCost {
    private static final int ROUNDS = 120;

    private static final String SORT = """
            public class Guest {
                static void sort(int[] a, int low, int high) {
                    if (low >= high) return;
                    int pivot = a[(low + high) >>> 1], i = low, j = high;
                    while (i <= j) {
                        while (a[i] < pivot) i++;
                        while (a[j] > pivot) j--;
                        if (i <= j) { int t = a[i]; a[i++] = a[j]; a[j--] = t; }
                    }
                    sort(a, low, j);
                    sort(a, i, high);
                }
                public static Object run() {
                    int[] a = new int[100_000];
                    int x = 1;
                    for (int i = 0; i < a.length; i++) { x = x * 1103515245 + 12345; a[i] = x >>> 8; }
                    sort(a, 0, a.length - 1);
                    return a[a.length / 2];
                }
            }""";

    private static final String WALK = """
            public class Guest {
                static final class Table {
                    final int[] entries = new int[1024];
                    int read(int index) { return entries[index]; }
                }
                static final Table directory = new Table();
                static final Table[] tables = new Table[64];
                static int translate(int address) {
                    int entry = directory.read(address >>> 22);
                    if ((entry & 1) == 0) return -1;
                    int page = tables[entry >>> 1].read((address >>> 12) & 1023);
                    return (page & 1) == 0 ? -1 : (page & ~0xfff) | (address & 0xfff);
                }
                public static Object run() {
                    for (int i = 0; i < 64; i++) {
                        tables[i] = new Table();
                        directory.entries[i] = i << 1 | 1;
                        for (int j = 0; j < 1024; j++) tables[i].entries[j] = (i * 1024 + j) << 12 | (j & 7) % 7 & 1;
                    }
                    int x = 7, sum = 0;
                    for (int i = 0; i < 1_000_000; i++) { x = x * 1103515245 + 12345; sum += translate(x & 0x0fffffff); }
                    return sum;
                }
            }""";

    private static final String MAP = """
            public class Guest {
                public static Object run() {
                    Map<Integer, Integer> map = new HashMap<>();
                    int x = 1;
                    for (int i = 0; i < 300_000; i++) { x = x * 1103515245 + 12345; map.merge(x >>> 18, 1, Integer::sum); }
                    return map.size();
                }
            }""";

    private static final AllowList NO_KIT = AllowList.withKit();

    private MeteringCost() {}

    /**
     * One figure.
     *
     * @param name what was measured
     * @param value the median of the rounds
     * @param unit what it is counted in
     */
    public record Figure(String name, double value, String unit) {}

    /** Measures everything; takes some minutes. */
    public static List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        compare(figures, "quicksort of 100,000 ints", SORT);
        compare(figures, "1,000,000 two-level page-table walks", WALK);
        compare(figures, "300,000 merges into a hash map", MAP);
        List<SourceFile> sources = tenClasses();
        Map<String, byte[]> classes = GuestCode.unmetered(sources, NO_KIT);
        figures.add(
                new Figure("ten classes: verify, rewrite, define", median(() -> load(classes), ROUNDS) / 1e6, "ms"));
        figures.add(new Figure(
                "ten classes: compile, in the compiler's process, on the wall", compile(sources) / 1e6, "ms"));
        CompilerProcess.endIdle();
        return figures;
    }

    private static long compile(List<SourceFile> sources) {
        List<Long> spent = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            CompilerProcess.compile(List.of(), sources, CompilerLimits.DEFAULT);
            spent.add(System.nanoTime() - start);
        }
        return median(spent);
    }

    private static void compare(List<Figure> figures, String title, String program) {
        List<SourceFile> sources = source("Guest", program);
        GuestCode code = GuestCode.compile(sources, NO_KIT).code().orElseThrow();
        ClassLoader plainLoader = new PlainLoader(GuestCode.unmetered(sources, NO_KIT));
        ClassLoader meteredLoader = code.load(new Unbounded());
        // In turns, so that a busy host slows both down alike; one loader each, so that both are warm.
        List<Long> plain = new ArrayList<>();
        List<Long> metered = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            plain.add(time(() -> call(plainLoader)));
            metered.add(time(() -> call(meteredLoader)));
        }
        double ratio = (double) median(metered) / median(plain);
        figures.add(new Figure(title + ", metered", median(metered) / 1e3, "us"));
        figures.add(new Figure(title + ", unmetered", median(plain) / 1e3, "us"));
        figures.add(new Figure(title + ", ratio", ratio, "times"));
    }

    private static List<SourceFile> source(String name, String text) {
        return List.of(new SourceFile(name + ".java", "import java.util.*;\nimport java.util.function.*;\n" + text));
    }

    /** Ten classes of some methods each, as a lab's are. */
    private static List<SourceFile> tenClasses() {
        return IntStream.range(0, 10)
                .mapToObj(i -> source("Part" + i, SORT.replace("Guest", "Part" + i)))
                .map(List::getFirst)
                .toList();
    }

    private static void load(Map<String, byte[]> classes) {
        var sorted = new TreeMap<>(classes);
        if (!new GuestVerifier(NO_KIT).verify(sorted).isEmpty()) {
            throw new IllegalStateException("the ten classes are refused");
        }
        ClassLoader loader = GuestCode.rewritten(sorted, NO_KIT).load(new Unbounded());
        try {
            for (String name : sorted.keySet()) {
                Class.forName(name, true, loader);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(ClassLoader loader) {
        try {
            loader.loadClass("Guest").getMethod("run").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long time(Runnable work) {
        long start = threads().getCurrentThreadCpuTime();
        work.run();
        return threads().getCurrentThreadCpuTime() - start;
    }

    /** CPU time of the thread that measures: what a busy host adds to the clock on the wall is not in it. */
    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean();
    }

    private static long median(Runnable work, int times) {
        List<Long> spent = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            spent.add(time(work));
        }
        return median(spent);
    }

    private static long median(List<Long> spent) {
        Collections.sort(spent);
        return spent.get(spent.size() / 2);
    }

    /** The classes as the compiler wrote them. */
    private static final class PlainLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        PlainLoader(Map<String, byte[]> classes) {
            super(MeteringCost.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** Counts as an environment does, and never ends. */
    private static final class Unbounded implements GuestMeter {
        private static final int DEEPEST = 400;

        private long cycles;
        private long bytes;
        private int depth;

        @Override
        public void charge(int charged) {
            cycles += charged;
            if (cycles < 0) {
                throw new EnvironmentEnded("the clock is full");
            }
        }

        @Override
        public int enter() {
            if (depth >= DEEPEST) {
                throw new StackOverflowError();
            }
            return depth++;
        }

        @Override
        public void leave(int restored) {
            depth = restored;
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public void allocate(long allocated) {
            bytes += allocated;
            if (bytes < 0) {
                throw new OutOfMemoryError();
            }
            charge((int) (allocated >>> 4));
        }
    }
}
