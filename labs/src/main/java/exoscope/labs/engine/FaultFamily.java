package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Fault.Kind;
import exoscope.labs.plan.Plan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Faults of one kind, at every place of a run where they could make a difference. */
public enum FaultFamily {
    /** After each of the student's events the kernel asks for a frame, by turns one and another. */
    REVOKE {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            List<Long> places = OwnedFrames.placesToAsk(base, entry -> entry.event() instanceof KernelEvent);
            return Faults.of(
                    IntStream.range(0, places.size()).mapToObj(i -> Fault.revoke(places.get(i), i % 3 * 5L)),
                    "a frame asked for after %s at which there is one to ask for"
                            .formatted(each(places.size(), "event")));
        }
    },
    /**
     * Each acknowledgement comes half a deadline late, or is lost. It is a system call, which cannot get lost on its way:
     * here its caller does not get to make it before the deadline has passed.
     */
    ANSWER {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            long deadline = scenario.deadline();
            List<Long> answers = base.pace().answers().stream().distinct().toList();
            return Faults.of(
                    answers.stream()
                            .flatMap(point ->
                                    Stream.of(Fault.stall(point, deadline / 2), Fault.stall(point, deadline + DELAY))),
                    "%s to the kernel half a deadline late, and after the deadline"
                            .formatted(each(answers.size(), "answer")));
        }
    },
    /** Each request to the disk takes 20 ms longer. */
    DISK {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            long requests = requests(base);
            return Faults.of(
                    numbers(requests).mapToObj(request -> new Fault(Kind.DISK_LATE, 1, request, DELAY)),
                    "%s 20 ms late".formatted(each(requests, "disk request")));
        }
    },
    /** The power fails when each write has ended. */
    POWER {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            long writes = Reach.writes(base);
            return Faults.of(
                    numbers(writes).mapToObj(write -> new Fault(Kind.POWER_OFF, 1, write, 0)),
                    "the power failing after %s, %s"
                            .formatted(
                                    each(writes, "write"),
                                    scenario.restart()
                                            ? "and the machine switched on again"
                                            : "for good: the scenario declares no restart, so nobody looks at the disk"));
        }
    },
    /** The deadline is half, a quarter, too short for any disk, and nothing at all. */
    DEADLINE {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            long deadline = scenario.deadline();
            List<Long> others = Stream.of(deadline / 2, deadline / 4, 60_000L, 0L)
                    .distinct()
                    .filter(other -> other != deadline)
                    .toList();
            String words = others.stream().map("%,d"::formatted).collect(Collectors.joining(", "));
            return new Faults(
                    others.stream().map(Plan.NONE::withDeadline).toList(), "deadlines of %s cycles".formatted(words));
        }
    },
    /** Each packet on the cable, in either direction, is lost, arrives twice, and is 20 ms late. */
    PACKET {
        @Override
        public Faults of(LabRun base, ScenarioFile scenario) {
            if (scenario.peers().isEmpty()) {
                return new Faults(List.of(), "no packet, as the scenario has no network");
            }
            long packets = base.pace().packets();
            return Faults.of(
                    Stream.of(Kind.LOSE, Kind.DUPLICATE, Kind.DELAY)
                            .flatMap(kind -> numbers(packets)
                                    .mapToObj(packet -> new Fault(kind, 1, packet, kind == Kind.DELAY ? DELAY : 0))),
                    "%s lost, doubled, and 20 ms late".formatted(each(packets, "packet")));
        }
    };

    /** 20 ms at 25 MHz: more than a rotation and a seek. */
    private static final long DELAY = 500_000;

    /**
     * All of them.
     *
     * @param base the undisturbed run
     */
    public abstract Faults of(LabRun base, ScenarioFile scenario);

    private static String each(long count, String what) {
        return count == 0 ? "no " + what : count == 1 ? "the only " + what : "each of %,d %ss".formatted(count, what);
    }

    private static LongStream numbers(long count) {
        return LongStream.rangeClosed(1, Math.min(count, Fault.LARGEST));
    }

    private static long requests(LabRun run) {
        long count = 0;
        for (TraceEntry entry : run.playback().entries()) {
            count += entry.event() instanceof HwEvent.DiskStarted ? 1 : 0;
        }
        return count;
    }

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
