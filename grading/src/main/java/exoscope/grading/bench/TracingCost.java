package exoscope.grading.bench;

import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.labs.view.MachineFold;
import exoscope.labs.view.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program's run costs more when its events go somewhere: CPU time of the machine's thread. */
final class TracingCost {
    private static final long WINDOW = 4_000_000;
    private static final int WINDOWS = 16;
    private static final int ROUNDS = 3;

    /** Where the events go. */
    enum Mode {
        /** Nowhere: the machine makes none. */
        OFF,
        /** To a sink that looks at each and keeps nothing. */
        EMIT,
        /** Into a view of the machine. */
        FOLD,
        /** Into a view of the machine and to a trace file with keyframes. */
        RECORD
    }

    private final ElfImage image;
    private final Path file;
    /** Nanoseconds a cycle in every window of the second halves of the runs. */
    private final Map<Mode, List<Double>> windows = new EnumMap<>(Mode.class);

    private double eventsACycle;

    /** @param file overwritten with traces */
    TracingCost(ElfImage image, Path file) {
        this.image = image;
        this.file = file;
    }

    /** Runs the program in all modes, in turn. */
    TracingCost measure() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            for (Mode mode : Mode.values()) {
                windows.computeIfAbsent(mode, each -> new ArrayList<>()).addAll(run(mode));
            }
        }
        return this;
    }

    /** How much longer a run takes in this mode, as a share of one without tracing. */
    double overhead(Mode mode) {
        return of(mode) / of(Mode.OFF) - 1;
    }

    /** Nanoseconds that an event takes in this mode. */
    double nanosecondsAnEvent(Mode mode) {
        return (of(mode) - of(Mode.OFF)) / eventsACycle;
    }

    double eventsAMillionCycles() {
        return eventsACycle * 1e6;
    }

    /** The lower quartile, in nanoseconds a cycle: other work on the host makes windows longer, never shorter. */
    private double of(Mode mode) {
        List<Double> sorted =
                windows.getOrDefault(mode, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 4);
    }

    private List<Double> run(Mode mode) throws IOException {
        if (mode == Mode.RECORD) {
            try (Recorder recorder = Recorder.to(file, Map.of())) {
                return run(recorder);
            }
        }
        return run(
                switch (mode) {
                    case EMIT -> new Look();
                    case FOLD -> new MachineFold();
                    default -> TraceSink.NONE;
                });
    }

    private List<Double> run(TraceSink sink) {
        GuestRun run = new GuestRun(image, sink);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WINDOWS / 2; i++) {
            window(run);
        }
        long firstCycle = run.cycles();
        long firstEvent = run.events();
        for (double time = window(run); time >= 0 && times.size() < WINDOWS / 2; time = window(run)) {
            times.add(time);
        }
        eventsACycle = (double) (run.events() - firstEvent) / (run.cycles() - firstCycle);
        return times;
    }

    /** Nanoseconds a cycle that the next window takes, or -1 if the program ended in it. */
    private static double window(GuestRun run) {
        long cycles = run.cycles();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean more = run.run(WINDOW);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return more ? (double) nanos / (run.cycles() - cycles) : -1;
    }

    /** Reads the type of each event, so that it has to be there. */
    private static final class Look implements TraceSink {
        private @Nullable Class<?> last;

        @Override
        public void accept(TraceEntry entry) {
            last = entry.event().getClass();
        }

        @Override
        public void accept(long seq, long cycle, int env, TraceEvent event) {
            last = event.getClass();
        }

        @Override
        public String toString() {
            return "last " + last;
        }
    }
}
