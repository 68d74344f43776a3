package exoscope.grading.bench;

import exoscope.kernel.Message;
import exoscope.kernel.Upcall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's mechanisms take in emulated cycles, measured by running each many times on a machine, beside what the
 * SOSP'95 paper measured on the DEC5000/125: its microseconds times 25.
 */
public final class KernelBench {
    private static final int TIMES = 1000;
    /** More pages than the hardware TLB has entries: each comes from the software TLB. */
    private static final int MANY = 200;

    private static final int PAGE = 16;
    private static final double MHZ = 25;

    private KernelBench() {}

    /**
     * One row.
     *
     * @param name what was measured
     * @param cycles emulated cycles for one, on average
     * @param paperCycles the paper's figure, or null where it has none
     * @param ratio ours by the paper's, or null
     * @param reason what both figures are for, and why they differ if they do
     */
    public record Row(
            String name,
            double cycles,
            @Nullable Double paperCycles,
            @Nullable Double ratio,
            String reason) {
        static Row of(String name, double cycles, double paperCycles, String reason) {
            return new Row(name, cycles, paperCycles, cycles / paperCycles, reason);
        }
    }

    /**
     * Measures everything. The same figures every time: no host time is in them.
     *
     * @param folder where the guest programs are
     */
    public static List<Row> run(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>(mechanisms());
        rows.addAll(PagingBench.run(folder));
        rows.add(
                Row.of(
                        "filter",
                        FilterBench.emulated(),
                        1.5 * MHZ,
                        "packet to one of ten TCP/IP filters, compiled (Table 7); MPF and PATHFINDER are compared in host time"));
        return rows;
    }

    private static List<Row> mechanisms() {
        return List.of(
                Row.of("system call", systemCall(), 1.6 * MHZ, "null call without a stack (Table 4)"),
                Row.of(
                        "system call with a stack",
                        systemCall(),
                        2.3 * MHZ,
                        "the kernel charges all its calls alike, as without a stack (Table 4)"),
                new Row("system call with a capability", guardedCall(), null, null, "tlbWrite of one page"),
                Row.of(
                        "exception dispatch",
                        dispatch(),
                        1.5 * MHZ,
                        "store to a read-only page, to its handler (Table 5)"),
                Row.of("pct", controlTransfer(), 1.4 * MHZ, "scall and acall back, halved (Table 6)"),
                Row.of(
                        "stlb hit",
                        stlbHit(),
                        18,
                        "18 instructions (§5.4); its one to two microseconds are 25 to 50 cycles"),
                Row.of(
                        "tlb-miss upcall",
                        missUpcall(),
                        18 + 3 * MHZ,
                        "upcall and tlbWrite: an STLB hit and 3 to 6 us more (§5.4), so 93 to 168 cycles"),
                new Row("yield", directedYield(), null, null, "directed, until the other runs"),
                Row.of(
                        "shm",
                        sharedCounter(),
                        5.7 * MHZ,
                        "shared counter with yield (Table 8): saving registers is the libOS's part and not measured here"),
                Row.of(
                        "pipe",
                        pipe(),
                        14.2 * MHZ,
                        "a word through a buffer, with yield (Table 8): eight loads and stores; ExOS's code and the"
                                + " registers it saves are not measured here"),
                Row.of("pipe'", pipe(), 10.7 * MHZ, "the same with read and write inlined: ours are"),
                Row.of(
                        "lrpc",
                        lrpc(),
                        6.3 * MHZ,
                        "scall, a counter, acall (Table 8): the paper's saves all callee-saved registers"),
                Row.of("tlrpc", lrpc(), 2.9 * MHZ, "the same for a server that is trusted to save them (Table 12)"),
                new Row("slice change", sliceChange(), null, null, "by the timer, from one environment to the next"));
    }

    /** Runs something in a slice of the first of two environments. Returns the cycles that it took. */
    private static double measure(Consumer<Probe> preparation, Consumer<Probe> work) {
        Probe.Pair pair = Probe.pair();
        long[] spent = new long[1];
        Probe probe = pair.first();
        probe.then(1, () -> preparation.accept(probe));
        probe.then(1, () -> spent[0] = -probe.now())
                .then(1, () -> work.accept(probe))
                .then(1, () -> spent[0] += probe.now());
        pair.run();
        return spent[0];
    }

    private static double systemCall() {
        return measure(probe -> {}, repeated(TIMES, probe -> probe.calls().takeRepossessions())) / TIMES;
    }

    private static Consumer<Probe> repeated(int times, Consumer<Probe> operation) {
        return probe -> {
            for (int i = 0; i < times; i++) {
                operation.accept(probe);
            }
        };
    }

    private static double guardedCall() {
        return measure(KernelBench::mapOne, repeated(TIMES, probe -> map(probe, PAGE, 0, true))) / TIMES;
    }

    private static void mapOne(Probe probe) {
        probe.calls().allocFrame(0, probe.key()).get();
        map(probe, PAGE, 0, false);
    }

    private static void map(Probe probe, int page, int frame, boolean writable) {
        probe.calls().tlbWrite(page, frame, writable, probe.key()).get();
    }

    /** From the faulting store to the first instruction of the handler. */
    private static double dispatch() {
        long[] sum = new long[1];
        measure(KernelBench::mapOne, repeated(TIMES, probe -> {
            long[] faulted = new long[1];
            probe.onUpcall(upcall -> sum[0] += probe.now() - faulted[0]);
            require(!probe.access(PAGE, true), "a store to a read-only page succeeded");
            faulted[0] = probe.now();
            probe.fault(PAGE, true);
        }));
        return (double) sum[0] / TIMES;
    }

    /** What an access takes beyond its own cycle. */
    private static double stlbHit() {
        double cycles = measure(
                probe -> {
                    probe.calls().allocFrame(0, probe.key()).get();
                    for (int page = 0; page < MANY; page++) {
                        map(probe, page, 0, false);
                    }
                },
                probe -> {
                    for (int page = 0; page < MANY; page++) {
                        require(probe.access(page, false), "the software TLB has lost page " + page);
                    }
                });
        return cycles / MANY - 1;
    }

    private static double missUpcall() {
        double cycles = measure(
                probe -> {
                    mapOne(probe);
                    probe.onUpcall(upcall -> map(probe, upcall.subject(), 0, false));
                },
                probe -> {
                    for (int page = PAGE + 1; page <= PAGE + TIMES; page++) {
                        require(!probe.access(page, false), "page " + page + " was mapped");
                        probe.fault(page, false);
                    }
                });
        return cycles / TIMES - 1;
    }

    private static double controlTransfer() {
        Probe.Pair pair = Probe.pair();
        Probe first = pair.first();
        Probe second = pair.second();
        second.onUpcall(upcall -> {
            if (upcall instanceof Upcall.Called called) {
                second.calls().acall(called.from(), Message.EMPTY).get();
            }
        });
        return there(
                        pair,
                        () -> first.calls().scall(second.env(), Message.EMPTY).get())
                / 2;
    }

    private static double directedYield() {
        Probe.Pair pair = Probe.pair();
        Probe second = pair.second();
        second.then(TIMES, () -> second.calls().yield(pair.first().env()).get());
        return there(pair, () -> pair.first().calls().yield(second.env()).get()) / 2;
    }

    /** Cycles from one step of the first environment to its next, when each leads away and back. */
    private static double there(Probe.Pair pair, Runnable step) {
        Probe first = pair.first();
        long[] begun = new long[1];
        first.then(1, () -> begun[0] = first.now());
        first.then(TIMES, step);
        LongConsumer end = now -> begun[0] = now - begun[0];
        first.then(1, () -> end.accept(first.now()));
        pair.run();
        return (double) begun[0] / TIMES;
    }

    private static double sharedCounter() {
        Probe.Pair pair = Probe.pair();
        Probe first = pair.first();
        Probe second = pair.second();
        first.then(1, () -> share(first, second));
        second.then(TIMES, () -> {
            count(second);
            second.calls().yield(first.env()).get();
        });
        return there(pair, () -> {
                    count(first);
                    first.calls().yield(second.env()).get();
                })
                / 2;
    }

    private static void count(Probe probe) {
        require(probe.access(PAGE, false) && probe.access(PAGE, true), "the shared page is not mapped");
    }

    /** Two environments that compute: what passes that is charged to neither, by slice. */
    private static double sliceChange() {
        Probe.Pair pair = Probe.pair();
        for (Probe probe : List.of(pair.first(), pair.second())) {
            probe.then(TIMES, () -> probe.compute(Probe.SLICE));
        }
        return pair.run(Probe.SLICE * TIMES);
    }

    /** A word one way: the reader takes it, and writes one back. */
    private static double pipe() {
        Probe.Pair pair = Probe.pair();
        Probe first = pair.first();
        Probe second = pair.second();
        first.then(1, () -> share(first, second));
        second.then(TIMES, () -> passOn(second, first));
        return there(pair, () -> passOn(first, second)) / 2;
    }

    private static void share(Probe first, Probe second) {
        first.calls().allocFrame(0, first.key()).get();
        map(first, PAGE, 0, true);
        second.calls().tlbWrite(PAGE, 0, true, first.key()).get();
    }

    /** Takes a word: is there one, the word, its place is free. Puts one: is there room, the word, where it is. Yields. */
    private static void passOn(Probe from, Probe to) {
        for (int access = 0; access < 8; access++) {
            require(from.access(PAGE, access % 4 == 3), "the shared page is not mapped");
        }
        from.calls().yield(to.env()).get();
    }

    /** There and back. */
    private static double lrpc() {
        Probe.Pair pair = Probe.pair();
        Probe first = pair.first();
        Probe second = pair.second();
        first.then(1, () -> share(first, second));
        second.onUpcall(upcall -> {
            if (upcall instanceof Upcall.Called called) {
                count(second);
                second.calls().acall(called.from(), Message.EMPTY).get();
            }
        });
        return there(
                pair, () -> first.calls().scall(second.env(), Message.EMPTY).get());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
