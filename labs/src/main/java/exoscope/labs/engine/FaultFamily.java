package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Fault.Kind;
import exoscope.labs.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Faults of one kind, at every place of a run where they could make a difference. */
public enum FaultFamily {
    /** After each of the student's events the kernel asks for a frame, by turns one and another. */
    REVOKE {
        @Override
        public List<Plan> of(LabRun base, long deadline) {
            List<Plan> plans = new ArrayList<>();
            for (TraceEntry entry : base.playback().entries()) {
                if (entry.env() == ScenarioRun.STUDENT
                        && entry.event() instanceof KernelEvent event
                        && !(event instanceof KernelEvent.EnvCreated || event instanceof KernelEvent.EnvExited)) {
                    plans.add(Plan.of(List.of(Fault.revoke(entry.seq(), plans.size() % 3 * 5L))));
                }
            }
            return plans;
        }
    },
    /**
     * Each acknowledgement comes half a deadline late, or is lost. It is a system call, which cannot get lost on its way:
     * here its caller does not get to make it before the deadline has passed.
     */
    ANSWER {
        @Override
        public List<Plan> of(LabRun base, long deadline) {
            return base.pace().answers().stream()
                    .distinct()
                    .flatMap(point -> Stream.of(Fault.stall(point, deadline / 2), Fault.stall(point, deadline + DELAY)))
                    .map(fault -> Plan.of(List.of(fault)))
                    .toList();
        }
    },
    /** Each request to the disk takes 20 ms longer. */
    DISK {
        @Override
        public List<Plan> of(LabRun base, long deadline) {
            long requests = count(base, HwEvent.DiskStarted.class);
            return LongStream.rangeClosed(1, requests)
                    .mapToObj(request -> Plan.of(List.of(new Fault(Kind.DISK_LATE, 1, request, DELAY))))
                    .toList();
        }
    },
    /** The power fails when each write has ended. */
    POWER {
        @Override
        public List<Plan> of(LabRun base, long deadline) {
            long writes = 0;
            for (TraceEntry entry : base.playback().entries()) {
                writes += entry.event() instanceof HwEvent.DiskStarted started && started.write() ? 1 : 0;
            }
            return LongStream.rangeClosed(1, writes)
                    .mapToObj(write -> Plan.of(List.of(new Fault(Kind.POWER_OFF, 1, write, 0))))
                    .toList();
        }
    },
    /** The deadline is half, a quarter, too short for any disk, and nothing at all. */
    DEADLINE {
        @Override
        public List<Plan> of(LabRun base, long deadline) {
            return Stream.of(deadline / 2, deadline / 4, 60_000L, 0L)
                    .distinct()
                    .filter(other -> other != deadline)
                    .map(Plan.NONE::withDeadline)
                    .toList();
        }
    };

    /** 20 ms at 25 MHz: more than a rotation and a seek. */
    private static final long DELAY = 500_000;

    /**
     * All of them, one a plan.
     *
     * @param base the undisturbed run
     * @param deadline cycles that it gives to answer a revocation
     */
    public abstract List<Plan> of(LabRun base, long deadline);

    private static long count(LabRun run, Class<?> kind) {
        long count = 0;
        for (TraceEntry entry : run.playback().entries()) {
            count += kind.isInstance(entry.event()) ? 1 : 0;
        }
        return count;
    }

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
