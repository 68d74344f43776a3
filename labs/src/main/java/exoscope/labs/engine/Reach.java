package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import java.util.HashSet;
import java.util.Set;

/** How far a run came, to tell whether all of its plan could happen. */
final class Reach {
    private final LabRun run;
    private final Set<Integer> writing = new HashSet<>();
    /** Whether a kernel boots: the power does not fail then. */
    private boolean booting;

    private long requests;
    private long writes;

    private Reach(LabRun run) {
        this.run = run;
    }

    /** Whether the run came to the places of all faults of its plan, and there was what they need. */
    static boolean ofAll(LabRun run) {
        Plan plan = run.ticket().plan();
        Reach reach = new Reach(run);
        if (plan.faults().stream()
                .anyMatch(fault -> fault.kind() == Fault.Kind.DISK_LATE || fault.kind() == Fault.Kind.POWER_OFF)) {
            run.playback().entries().forEach(reach::count);
        }
        return run.pace().inVain() == 0 && plan.faults().stream().allMatch(reach::of);
    }

    /** Writes after which the power could fail: those that ended while there were environments. */
    static long writes(LabRun run) {
        Reach reach = new Reach(run);
        run.playback().entries().forEach(reach::count);
        return reach.writes;
    }

    private void count(TraceEntry entry) {
        switch (entry.event()) {
            case HwEvent.MachineStarted started -> {
                writing.clear();
                booting = true;
            }
            case KernelEvent.EnvCreated created -> booting = false;
            case HwEvent.DiskStarted started -> {
                requests++;
                if (started.write() && !booting) {
                    writing.add(started.request());
                }
            }
            case HwEvent.DiskFinished finished -> writes += writing.remove(finished.request()) ? 1 : 0;
            default -> {}
        }
    }

    private boolean of(Fault fault) {
        return switch (fault.kind()) {
            case PREEMPT, DEMOTE, STALL -> fault.place() <= run.pace().of(fault.env());
            case REVOKE -> fault.place() < run.playback().events();
            case DISK_LATE -> fault.place() <= requests;
            case POWER_OFF -> fault.place() <= writes;
            case LOSE, DUPLICATE, DELAY -> fault.place() <= run.pace().packets();
        };
    }
}
