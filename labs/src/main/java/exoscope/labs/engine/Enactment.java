package exoscope.labs.engine;

import exoscope.hw.network.Tampering;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.KernelEvent;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes happen what a plan says: part of the run's world like the disk, and so, unlike other sinks, allowed to act on the
 * machine. What it does at an event it only schedules; the machine acts at its next opportunity, between instructions.
 *
 * <p>Places are counted through the whole run: a machine that is switched on again goes on where the one before it stopped.
 */
final class Enactment implements TraceSink {
    private final Plan plan;
    /** Student's revocations in the order of their places, and the next one. */
    private final List<Fault> revocations;

    private int nextRevocation;
    /** Whether anybody may ask for the run's pace: plans name its charge points, or are made from it. */
    private final boolean counting;

    private final OwnedFrames frames = new OwnedFrames();
    /** Revocations for which there was nothing to ask for. */
    private long inVain;

    private final List<Fault> powerOff;
    private final Set<Integer> writing = new HashSet<>();
    private long writes;
    private final Map<Integer, JavaUserCode> codes = new TreeMap<>();
    /** Charge points that environments reached on machines that are off by now, and disk requests begun there. */
    private final Map<Integer, Long> pointsBefore = new TreeMap<>();

    private long requestsBefore;
    private final PaceFold pace = new PaceFold();
    private final @Nullable Tampering tampering;
    private Boot boot;
    private Priorities priorities;

    /** @param tampering with the packets of the network, if there is one */
    Enactment(Plan plan, Boot first, @Nullable Tampering tampering) {
        this.plan = plan;
        this.tampering = tampering;
        revocations = plan.of(Kind.REVOKE);
        powerOff = plan.of(Kind.POWER_OFF);
        counting = plan.faults().isEmpty()
                || !powerOff.isEmpty()
                || plan.faults().stream().anyMatch(fault -> fault.kind().atChargePoint());
        boot = first;
        priorities = new Priorities(plan.order(), first.kernel());
        prepare();
        if (tampering != null) {
            plan.of(Kind.LOSE).forEach(fault -> tampering.lose(fault.place()));
            plan.of(Kind.DUPLICATE).forEach(fault -> tampering.duplicate(fault.place()));
            plan.of(Kind.DELAY).forEach(fault -> tampering.delay(fault.place(), fault.amount()));
        }
    }

    /** Goes on with the machine that is there after a power failure. */
    void follow(Boot next) {
        requestsBefore += boot.requests();
        codes.forEach((env, code) -> pointsBefore.merge(env, code.chargePoints(), Long::sum));
        codes.clear();
        writing.clear();
        pace.powerFailed(pointsOf(ScenarioRun.STUDENT));
        boot = next;
        priorities = new Priorities(plan.order(), next.kernel());
        prepare();
    }

    private void prepare() {
        long begun = requestsBefore + boot.requests();
        plan.of(Kind.DISK_LATE).stream()
                .filter(fault -> fault.place() > begun)
                .forEach(fault -> boot.machine().disk().faults().delay(fault.place() - requestsBefore, fault.amount()));
        if (!plan.order().isEmpty()
                || !plan.of(Kind.DEMOTE).isEmpty()
                || !plan.of(Kind.STALL).isEmpty()) {
            boot.processor().setGivesWay(env -> priorities.givesWay(env));
        }
    }

    /** The machine as of now. */
    Boot boot() {
        return boot;
    }

    /** Watches an environment from its beginning on. */
    void watch(int env, JavaUserCode code) {
        codes.put(env, code);
        priorities.enter(env);
        long before = pointsBefore.getOrDefault(env, 0L);
        List<Fault> due = new ArrayList<>(plan.faults().stream()
                .filter(fault -> fault.kind().atChargePoint() && fault.env() == env && fault.place() > before)
                .sorted((one, other) -> Long.compare(one.place(), other.place()))
                .toList());
        if (counting) {
            code.watchChargePoints(next(due, before), number -> reached(due, number, before));
        }
    }

    private long reached(List<Fault> due, long number, long before) {
        while (!due.isEmpty() && due.getFirst().place() <= before + number) {
            interfere(due.removeFirst());
        }
        return next(due, before);
    }

    private static long next(List<Fault> due, long before) {
        return due.isEmpty() ? ChargePointWatch.NONE : due.getFirst().place() - before;
    }

    private void interfere(Fault fault) {
        if (fault.kind() == Kind.DEMOTE) {
            priorities.demote(fault.env(), fault.amount());
        } else if (fault.kind() == Kind.STALL) {
            priorities.stall(fault.env(), boot.machine().clock().now() + fault.amount());
        }
        boot.processor().preempt();
    }

    @Override
    public void accept(TraceEntry entry) {
        if (!revocations.isEmpty()) {
            frames.accept(entry);
        }
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
            act(entry, boot::powerFail);
        }
    }

    private void act(TraceEntry entry, Runnable action) {
        var machine = boot.machine();
        machine.events().schedule(entry.cycle(), action);
        machine.clock().setLimit(Math.min(machine.clock().limit(), entry.cycle()));
    }

    private void ask(long choice) {
        List<Integer> askable = List.copyOf(frames.askable());
        boolean made = !askable.isEmpty() && boot.kernel().revoke(askable.get((int) (choice % askable.size())));
        inVain += made ? 0 : 1;
    }

    Pace pace() {
        SortedSet<Integer> all = new TreeSet<>(codes.keySet());
        all.addAll(pointsBefore.keySet());
        return pace.pace(all.stream().map(this::pointsOf).toList(), tampering == null ? 0 : tampering.sent(), inVain);
    }

    private long pointsOf(int env) {
        JavaUserCode code = codes.get(env);
        return pointsBefore.getOrDefault(env, 0L) + (code == null ? 0 : code.chargePoints());
    }
}
