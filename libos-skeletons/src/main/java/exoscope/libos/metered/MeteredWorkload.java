package exoscope.libos.metered;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;

/** Programs for measuring what metering costs in host time. */
public enum MeteredWorkload {
    /** A quicksort of 100,000 ints. */
    SORT("quicksort of 100,000 ints", """
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
            }"""),

    /** A million walks of a two-level page table. */
    PAGE_WALK("1,000,000 two-level page-table walks", """
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
            }"""),

    /** 300,000 merges into a hash map: the JDK's where nothing is metered, the kit's own where it is. */
    HASH_MAP("300,000 merges into a hash map", """
            public class Guest {
                public static Object run() {
                    Map<Integer, Integer> map = new HashMap<>();
                    int x = 1;
                    for (int i = 0; i < 300_000; i++) { x = x * 1103515245 + 12345; map.merge(x >>> 18, 1, Integer::sum); }
                    return map.size();
                }
            }""");

    private static final AllowList NO_KIT = AllowList.withKit();

    private final String title;
    private final String text;

    MeteredWorkload(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** What it does, in some words. */
    public String title() {
        return title;
    }

    /** The program under another name than {@code Guest}. */
    SourceFile source(String name) {
        return new SourceFile(name + ".java", "import java.util.*;\n" + text.replace("Guest", name));
    }

    /** The program as the compiler wrote it; runs it once, and returns what it computed. */
    public MethodHandle unmetered() throws ReflectiveOperationException {
        return run(new PlainLoader(GuestCode.unmetered(sources(), NO_KIT)));
    }

    /** The program as guest code, which charges {@code environment}; counting charge points, or not. */
    public MethodHandle metered(MeteredEnvironment environment, boolean counted) throws ReflectiveOperationException {
        GuestClassLoader loader =
                GuestCode.compile(sources(), NO_KIT).code().orElseThrow().load(environment);
        if (counted) {
            loader.meter().watch(ChargePointWatch.NONE, ChargePointWatch.NOBODY);
        }
        return run(loader);
    }

    private List<SourceFile> sources() {
        return List.of(source("Guest"));
    }

    private static MethodHandle run(ClassLoader loader) throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findStatic(loader.loadClass("Guest"), "run", MethodType.methodType(Object.class));
    }

    /** The classes as the compiler wrote them. */
    private static final class PlainLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        PlainLoader(Map<String, byte[]> classes) {
            super(MeteredWorkload.class.getClassLoader());
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
}
