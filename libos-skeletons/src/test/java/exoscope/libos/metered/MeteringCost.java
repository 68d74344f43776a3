package exoscope.libos.metered;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures by hand what metering costs: metered against unmetered host time of the same program, and the loading of a
 * submission. Run its main method with the test class path; it is not a test.
 */
final class MeteringCost {
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

    private MeteringCost() {}

    public static void main(String[] arguments) {
        report("quicksort of 100,000 ints", SORT);
        report("1,000,000 two-level page-table walks", WALK);
        report("300,000 merges into a hash map", MAP);
        GuestCode code = Guest.code(Guest.program(SORT));
        long load = median(() -> code.load(unbounded()).getName(), 200);
        var loop = Guest.code(Guest.method("return 1;"));
        long loadAndRun = median(() -> Guest.run(loop, unbounded()), 2000);
        long compile = median(() -> Guest.code(Guest.program(SORT)), 30);
        System.out.printf(
                "load %,d ns, load and run a small class %,d ns, compile and rewrite %,d us%n",
                load, loadAndRun, compile / 1000);
    }

    private static GuestMeter unbounded() {
        return new CountingMeter(Long.MAX_VALUE, 1000, Long.MAX_VALUE / 2);
    }

    private static void report(String title, String program) {
        List<SourceFile> sources = Guest.program(program);
        GuestCode code = Guest.code(sources);
        // One loader each, so that the JVM's compiler has warmed the same class up before the median run.
        ClassLoader plainLoader = Guest.unmetered(sources);
        ClassLoader meteredLoader = code.load(unbounded());
        long plain = median(() -> Guest.call(plainLoader), 200);
        long metered = median(() -> Guest.call(meteredLoader), 200);
        System.out.printf(
                "%s: unmetered %,d us, metered %,d us, ratio %.2f%n",
                title, plain / 1000, metered / 1000, (double) metered / plain);
    }

    private static long median(Runnable work, int times) {
        List<Long> spent = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            spent.add(System.nanoTime() - start);
        }
        Collections.sort(spent);
        return spent.get(spent.size() / 2);
    }
}
