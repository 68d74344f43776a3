package exoscope.grading.bench;

import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Classifier;
import exoscope.kernel.filter.CompiledClassifier;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.FilterTable;
import exoscope.kernel.filter.LinearClassifier;
import exoscope.kernel.filter.TrieClassifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Host time of classifying TCP/IP packets, compiled and interpreted, as in the paper's Table 7: headers of packets for one of
 * some TCP/IP connections, each with a filter of seven atoms. Measured in CPU time of this thread.
 */
public final class FilterBench {
    private static final int[] FILTERS = {1, 10, 100};
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 9;
    private static final int PACKETS = 1_500_000;
    /** Packets in a row before they repeat, a power of two: a division would cost more than a filter. */
    private static final int SEQUENCE = 4096;

    private static final int ETHERNET = 14;
    private static final int HEADER_BYTES = 54;
    private static final int HERE = 0x0a000001;

    private FilterBench() {}

    /** Measures everything; takes some seconds. */
    public static List<MechanismBench.Figure> run() {
        List<MechanismBench.Figure> figures = classifications();
        figures.addAll(EbpfBench.run());
        return figures;
    }

    /** Only packets among 1, 10 and 100 filters. */
    public static List<MechanismBench.Figure> classifications() {
        List<MechanismBench.Figure> figures = new ArrayList<>();
        for (int count : FILTERS) {
            classification(count, figures);
        }
        return figures;
    }

    /** Emulated cycles that the kernel charges for a packet to one of ten filters. */
    static double emulated() {
        FilterTable table = new FilterTable();
        int filter = FilterTable.NO_FILTER;
        for (int i = 0; i < 10; i++) {
            filter = table.install(1, connection(i)).get();
        }
        if (table.classify(packet(9), HEADER_BYTES) != filter) {
            throw new IllegalStateException("a packet is not classified as its filter's");
        }
        return table.cycles(filter);
    }

    private static void classification(int count, List<MechanismBench.Figure> figures) {
        List<Filter> filters = new ArrayList<>();
        byte[][] packets = new byte[count][];
        for (int i = 0; i < count; i++) {
            filters.add(connection(i));
            packets[i] = packet(i);
        }
        double compiled = nanoseconds(CompiledClassifier.of(filters), packets);
        double trie = nanoseconds(new TrieClassifier(filters), packets);
        double linear = nanoseconds(new LinearClassifier(filters), packets);
        String of = "packet to one of %d filters, ".formatted(count);
        figures.add(new MechanismBench.Figure(of + "compiled", compiled, "ns"));
        figures.add(new MechanismBench.Figure(of + "trie interpreted", trie, "ns"));
        figures.add(new MechanismBench.Figure(of + "filter by filter", linear, "ns"));
        figures.add(new MechanismBench.Figure(of + "trie over compiled", trie / compiled, "times"));
        figures.add(new MechanismBench.Figure(of + "filter by filter over compiled", linear / compiled, "times"));
        figures.add(new MechanismBench.Figure(
                "compiling %d filters anew".formatted(count), installation(CompiledClassifier::of, filters), "us"));
    }

    private static Filter connection(int number) {
        return Filter.of(
                Atom.equal(12, 2, 0x0800),
                Atom.equal(ETHERNET + 9, 1, 6),
                Atom.equal(ETHERNET + 12, 4, peer(number)),
                Atom.equal(ETHERNET + 16, 4, HERE),
                new Atom.Shift(ETHERNET, 1, 0x0f, 2),
                Atom.equal(ETHERNET, 2, 1024 + number),
                Atom.equal(ETHERNET + 2, 2, 80));
    }

    private static int peer(int number) {
        return 0x0a000100 + number % 16;
    }

    private static byte[] packet(int number) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES);
        packet.putShort(12, (short) 0x0800).put(ETHERNET, (byte) 0x45).put(ETHERNET + 9, (byte) 6);
        packet.putInt(ETHERNET + 12, peer(number)).putInt(ETHERNET + 16, HERE);
        packet.putShort(ETHERNET + 20, (short) (1024 + number)).putShort(ETHERNET + 22, (short) 80);
        return packet.array();
    }

    private static double nanoseconds(Classifier classifier, byte[][] packets) {
        for (int i = 0; i < packets.length; i++) {
            if (classifier.classify(packets[i], HEADER_BYTES) != i) {
                throw new IllegalStateException("packet " + i + " is not classified as its filter's");
            }
        }
        byte[][] sequence = new byte[SEQUENCE][];
        Arrays.setAll(sequence, i -> packets[i % packets.length]);
        return median(PACKETS, i -> classifier.classify(sequence[i & (SEQUENCE - 1)], HEADER_BYTES));
    }

    private static double installation(Function<List<Filter>, Classifier> compiler, List<Filter> filters) {
        return median(100, i -> compiler.apply(filters).classify(new byte[0], 0)) / 1000;
    }

    /** Nanoseconds of CPU time of one operation: the median of some rounds, after others that warm the JVM up. */
    static double median(int operations, IntUnaryOperator operation) {
        List<Double> rounds = new ArrayList<>();
        int sum = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < operations; i++) {
                sum += operation.applyAsInt(i);
            }
            long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            if (round >= WARM_UP) {
                rounds.add((double) nanoseconds / operations);
            }
        }
        // What nobody looks at, the JVM's compiler leaves out.
        if (sum == 42) {
            rounds.add(0, rounds.getFirst());
        }
        rounds.sort(null);
        return rounds.get(ROUNDS / 2);
    }
}
