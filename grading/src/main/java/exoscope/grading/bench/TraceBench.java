package exoscope.grading.bench;

import exoscope.grading.bench.MechanismBench.Figure;
import exoscope.grading.bench.TracingCost.Mode;
import exoscope.hw.elf.ElfImage;
import exoscope.labs.view.Narration;
import exoscope.labs.view.Playback;
import exoscope.labs.view.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What tracing costs a run, an event and the disk, and how fast a long trace is opened and moved about in. */
public final class TraceBench {
    private static final List<String> PROGRAMS = List.of("sieve", "sort", "matrix", "copy", "chase");
    /** Misses the TLB on nearly every step. */
    private static final String FAULTY = "chase";

    private static final long EVENTS = 10_000_000;
    private static final long CHUNK = 1_000_000;
    private static final int SEEKS = 200;
    private static final int OPENINGS = 5;
    private static final double MILLION = 1e6;

    private final Path programs;
    private final List<Figure> figures = new ArrayList<>();

    private TraceBench(Path programs) {
        this.programs = programs;
    }

    /**
     * Measures everything; takes about a minute, and 200 MB in the folder for temporary files.
     *
     * @param programs folder of the benchmark programs
     */
    public static List<Figure> run(Path programs) throws IOException {
        TraceBench bench = new TraceBench(programs);
        Path file = Files.createTempFile("bench", ".exotrace");
        try {
            for (String name : PROGRAMS) {
                bench.cost(name, file);
            }
            bench.record(file);
            bench.open(file);
            bench.seek(file);
        } finally {
            Files.deleteIfExists(file);
        }
        return bench.figures;
    }

    private void cost(String name, Path file) throws IOException {
        ElfImage image = GuestRun.program(programs, name);
        TracingCost cost = new TracingCost(image, file);
        add(name + ": events", cost.eventsAMillionCycles(), "a million cycles");
        add(name + ": run longer by", 100 * cost.overhead(Mode.RECORD), "%");
        add(name + ": run longer by, another thread writing", 100 * cost.overhead(Mode.HAND_OVER), "%");
        if (name.equals(FAULTY)) {
            add("event, made", cost.nanosecondsAnEvent(Mode.EMIT), "ns");
            add("event, made and folded into a view", cost.nanosecondsAnEvent(Mode.FOLD), "ns");
            add("event, made, folded and written to a file", cost.nanosecondsAnEvent(Mode.RECORD), "ns");
        }
    }

    private void record(Path file) throws IOException {
        ElfImage image = GuestRun.program(programs, FAULTY);
        long events;
        try (Recorder recorder = Recorder.to(file, Map.of("program", FAULTY))) {
            GuestRun run = new GuestRun(image, recorder);
            while (run.events() < EVENTS && run.run(CHUNK)) {
                // until there are enough
            }
            events = run.events();
        }
        add("trace: events", (double) events, "");
        add("trace: size of an event", (double) Files.size(file) / events, "bytes");
    }

    private void open(Path file) throws IOException {
        List<Double> openings = new ArrayList<>();
        List<Double> tellings = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            long start = cpuTime();
            try (Playback playback = Playback.open(file)) {
                openings.add((cpuTime() - start) / MILLION);
                Narration narration = new Narration(playback);
                narration.at(playback.events());
                tellings.add((cpuTime() - start) / MILLION);
            }
        }
        add("trace: opened, CPU time", median(openings), "ms");
        add("trace: opened and told like a run in the window, CPU time", median(tellings), "ms");
    }

    private void seek(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> seeks = new ArrayList<>();
        try (Playback playback = Playback.open(file)) {
            add("trace: heap while open", Heap.live(playback) / MILLION, "MB");
            long last = playback.lastCycle();
            for (int i = 0; i < SEEKS; i++) {
                long cycle = random.nextLong(last + 1);
                long start = cpuTime();
                playback.viewAtCycle(cycle);
                seeks.add((cpuTime() - start) / MILLION);
            }
        }
        add("trace: seek to a random cycle, median CPU time", median(seeks), "ms");
        add(
                "trace: seek to a random cycle, longest CPU time",
                seeks.stream().mapToDouble(each -> each).max().orElseThrow(),
                "ms");
    }

    /** Of this thread, in nanoseconds: a host that is busy with other things does not add to it. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void add(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
    }
}
