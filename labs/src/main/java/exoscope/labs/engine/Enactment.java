package exoscope.labs.engine;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Fault.Kind;
import exoscope.labs.plan.Plan;
import exoscope.libos.metered.ChargePointWatch;
import exoscope.libos.runtime.JavaUserCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes happen what a plan says: part of the run's world like the disk, and so, unlike other sinks, allowed to act on the
 * machine. What it does at an event it only schedules; the machine acts at its next opportunity, between instructions.
 */
final class Enactment implements TraceSink {
    private final Kernel kernel;
    private final Processor processor;
    private final Plan plan;
    private final Priorities priorities;
    /** Student's revocations in the order of their places, and the next one. */
    private final List<Fault> revocations;

    private int nextRevocation;
    /** Whether anybody will ask for the run's pace: plans are made from runs without one, and name charge points. */
    private final boolean counting;

    private final List<Fault> powerOff;
    private final Set<Integer> writing = new HashSet<>();
    private long writes;
    private boolean poweredOff;
    private final Map<Integer, JavaUserCode> codes = new TreeMap<>();
    private final PaceFold pace = new PaceFold();
    private final Runnable stop;

    /** @param stop ends the run when the power is off */
    Enactment(Plan plan, Kernel kernel, Processor processor, Runnable stop) {
        this.plan = plan;
        this.kernel = kernel;
        this.processor = processor;
        this.stop = stop;
        revocations = plan.of(Kind.REVOKE);
        powerOff = plan.of(Kind.POWER_OFF);
        counting = plan.faults().isEmpty()
                || plan.faults().stream().anyMatch(fault -> fault.kind().atChargePoint());
        priorities = new Priorities(plan.order(), kernel);
        plan.of(Kind.DISK_LATE)
                .forEach(fault -> kernel.machine().disk().faults().delay(fault.place(), fault.amount()));
        if (!plan.order().isEmpty()
                || !plan.of(Kind.DEMOTE).isEmpty()
                || !plan.of(Kind.STALL).isEmpty()) {
            processor.setGivesWay(priorities::givesWay);
        }
    }

    /** Watches an environment from its beginning on. */
    void watch(int env, JavaUserCode code) {
        codes.put(env, code);
        priorities.enter(env);
        List<Fault> due = new ArrayList<>(plan.faults().stream()
                .filter(fault -> fault.kind().atChargePoint() && fault.env() == env)
                .sorted((one, other) -> Long.compare(one.place(), other.place()))
                .toList());
        if (counting) {
            code.watchChargePoints(next(due), number -> reached(due, number));
        }
    }

    private long reached(List<Fault> due, long number) {
        while (!due.isEmpty() && due.getFirst().place() <= number) {
            interfere(due.removeFirst());
        }
        return next(due);
    }

    private static long next(List<Fault> due) {
        return due.isEmpty() ? ChargePointWatch.NONE : due.getFirst().place();
    }

    private void interfere(Fault fault) {
        if (fault.kind() == Kind.DEMOTE) {
            priorities.demote(fault.env(), fault.amount());
        } else if (fault.kind() == Kind.STALL) {
            priorities.stall(fault.env(), kernel.machine().clock().now() + fault.amount());
        }
        processor.preempt();
    }

    @Override
    public void accept(TraceEntry entry) {
        while (nextRevocation < revocations.size()
                && revocations.get(nextRevocation).place() <= entry.seq()) {
            long choice = revocations.get(nextRevocation++).amount();
            act(entry, () -> ask(choice));
        }
        if (entry.env() == ScenarioRun.STUDENT && entry.event() instanceof KernelEvent event) {
            pace.accept(event, pointsOf(ScenarioRun.STUDENT));
        } else if (entry.event() instanceof HwEvent.DiskStarted started && started.write()) {
            writing.add(started.request());
        } else if (entry.event() instanceof HwEvent.DiskFinished finished && writing.remove(finished.request())) {
            written(entry);
        }
    }

    private void written(TraceEntry entry) {
        writes++;
        if (powerOff.stream().anyMatch(fault -> fault.place() == writes)) {
            act(entry, () -> {
                kernel.machine().powerFail();
                poweredOff = true;
                stop.run();
            });
        }
    }

    private void act(TraceEntry entry, Runnable action) {
        var machine = kernel.machine();
        machine.events().schedule(entry.cycle(), action);
        machine.clock().setLimit(Math.min(machine.clock().limit(), entry.cycle()));
    }

    private void ask(long choice) {
        List<Integer> owned = kernel.framesOf(ScenarioRun.STUDENT);
        if (!owned.isEmpty()) {
            kernel.revoke(owned.get((int) (choice % owned.size())));
        }
    }

    /** Whether the plan switched the machine off. */
    boolean poweredOff() {
        return poweredOff;
    }

    Pace pace() {
        return pace.pace(codes.keySet().stream().map(this::pointsOf).toList());
    }

    private long pointsOf(int env) {
        JavaUserCode code = codes.get(env);
        return code == null ? 0 : code.chargePoints();
    }
}
