package exoscope.grading.bench;

import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.labs.view.FileRecorder;
import exoscope.labs.view.MachineFold;
import exoscope.labs.view.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a program's run costs more when its events go somewhere: CPU time of the machine's thread. Machines that differ in
 * nothing else run side by side, a short stretch of the program each in turn, and stretches are compared with those of the
 * same round: what else the host does at the time weighs on all of them alike.
 */
final class TracingCost {
    private static final long STRETCH = 8_000_000;
    private static final int MOST_ROUNDS = 60;
    private static final int FEWEST_ROUNDS = 8;
    /** CPU time that the untraced machine needs at most, in nanoseconds. */
    private static final long BUDGET = 1_500_000_000;

    /** Where the events go. */
    enum Mode {
        /** Nowhere. */
        OFF,
        /** To a sink that looks at each and keeps nothing. */
        EMIT,
        /** Into a view of the machine. */
        FOLD,
        /** Into a view of the machine and to a trace file with keyframes. */
        RECORD,
        /** The same, on another thread, whose time does not count. */
        HAND_OVER
    }

    /** Nanoseconds of each machine in one round. */
    private record Round(Map<Mode, Long> nanos, long events) {
        long of(Mode mode) {
            return nanos.getOrDefault(mode, 0L);
        }
    }

    private final List<Round> rounds = new ArrayList<>();

    /** @param file overwritten with a trace; another stands beside it for the time being */
    TracingCost(ElfImage image, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".beside");
        try (Recorder recorder = Recorder.to(file, Map.of());
                FileRecorder other = new FileRecorder(beside, Map.of())) {
            Map<Mode, GuestRun> runs = new EnumMap<>(Mode.class);
            runs.put(Mode.OFF, new GuestRun(image, TraceSink.NONE));
            runs.put(Mode.EMIT, new GuestRun(image, new Look()));
            runs.put(Mode.FOLD, new GuestRun(image, new MachineFold()));
            runs.put(Mode.RECORD, new GuestRun(image, recorder));
            runs.put(Mode.HAND_OVER, new GuestRun(image, other));
            measure(runs);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void measure(Map<Mode, GuestRun> runs) {
        long spent = 0;
        boolean more = true;
        while (more && rounds.size() < MOST_ROUNDS && (spent < BUDGET || rounds.size() < FEWEST_ROUNDS)) {
            Map<Mode, Long> nanos = new EnumMap<>(Mode.class);
            long events = 0;
            for (Map.Entry<Mode, GuestRun> each : runs.entrySet()) {
                GuestRun run = each.getValue();
                events = run.events();
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                more &= run.run(STRETCH);
                nanos.put(each.getKey(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
                events = run.events() - events;
            }
            if (more) {
                Round round = new Round(nanos, events);
                rounds.add(round);
                spent += round.of(Mode.OFF);
            }
        }
    }

    /** How much longer a run takes in this mode, as a share of one without tracing: the median of the later rounds. */
    double overhead(Mode mode) {
        return median(round -> (double) round.of(mode) / round.of(Mode.OFF)) - 1;
    }

    /** Nanoseconds that an event takes in this mode: the median of the later rounds. */
    double nanosecondsAnEvent(Mode mode) {
        return median(round -> (double) (round.of(mode) - round.of(Mode.OFF)) / round.events());
    }

    double eventsAMillionCycles() {
        return median(round -> 1e6 * round.events() / STRETCH);
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.subList(rounds.size() / 2, rounds.size()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
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
