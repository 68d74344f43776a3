package exoscope.labs.engine;

import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.InvariantBrokenException;
import exoscope.kernel.Kernel;
import exoscope.labs.engine.LabRun.Outcome;
import exoscope.labs.network.Cable;
import exoscope.labs.view.Playback;
import exoscope.labs.view.Recorder;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.runtime.InstalledProgram;
import exoscope.libos.runtime.JavaUserCode;
import exoscope.libos.runtime.StepListener;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a submission: a machine of its own from power-on to the end, restarts included. */
final class ScenarioRun {
    /** The student's environment: the first one created. */
    static final int STUDENT = 1;

    /** Bytes of heap that an environment may ever allocate. */
    private static final long HEAP = 16 << 20;

    /** Events that a run may have: a hundred times what it needs. Who floods the trace has used up the time. */
    private static final long MOST_EVENTS = 300_000;

    private final Lab lab;
    private final ScenarioFile scenario;
    private final Ticket ticket;
    private final Recorder recorder;
    private @Nullable Function<Kernel, StepListener> watch;
    /** There while environments run, and not while a kernel boots. */
    private @Nullable Enactment enactment;

    ScenarioRun(Lab lab, Ticket ticket) {
        this.lab = lab;
        this.ticket = ticket;
        scenario = lab.scenario(ticket.scenario());
        recorder = new Recorder(Map.of("ticket", ticket.toString(), "lab", lab.name()));
    }

    /** Has the steps of the student's code told to somebody; before it runs. */
    ScenarioRun watchedBy(Function<Kernel, StepListener> watcher) {
        watch = watcher;
        return this;
    }

    private void accept(TraceEntry entry) {
        recorder.accept(entry);
        Enactment planned = enactment;
        if (planned != null) {
            planned.accept(entry);
            if (entry.seq() >= MOST_EVENTS || recorder.bytes() > LabRun.MOST_TRACE_BYTES) {
                planned.boot().stop();
            }
        }
    }

    LabRun run(GuestCode submission) {
        Boot boot = new Boot(scenario, ticket, this::accept);
        Cable cable = scenario.peers().isEmpty()
                ? null
                : new Cable(scenario.peers().stream().map(PeerFile::end).toList(), boot.machine());
        Enactment planned = new Enactment(ticket.plan(), boot, cable == null ? null : cable.tampering());
        Outcome outcome = live(boot, planned, submission);
        while (boot.failed() && scenario.restart()) {
            boot = boot.again();
            planned.follow(boot);
            if (cable != null) {
                cable.plugInto(boot.machine());
            }
            outcome = live(boot, planned, submission);
        }
        return new LabRun(
                ticket,
                new Playback(recorder.finish()),
                boot.failed() ? Outcome.POWER_OFF : outcome,
                recorder.view(),
                planned.pace());
    }

    /** Runs everybody until the run is over or the power fails. */
    private Outcome live(Boot boot, Enactment planned, GuestCode submission) {
        enactment = planned;
        start(
                boot,
                planned,
                lab.file().studentName(),
                scenario.guaranteed(),
                submission,
                lab.file().libOs(),
                true);
        for (ScenarioFile.Tenant tenant : scenario.tenants()) {
            start(boot, planned, tenant.name(), tenant.guaranteed(), lab.tenantCode(), tenant.libOs(), false);
        }
        Outcome outcome = outcome(boot);
        enactment = null;
        return outcome;
    }

    private void start(
            Boot boot, Enactment planned, String name, int guaranteed, GuestCode code, String libOs, boolean students) {
        Kernel kernel = boot.kernel();
        int env = kernel.createEnvironment(name, guaranteed);
        InstalledProgram program = students && !scenario.program().isEmpty() ? program(boot, env) : null;
        if (students && scenario.extent() > 0) {
            kernel.grantExtent(env, scenario.extent());
        }
        JavaUserCode userCode = new JavaUserCode(kernel, env, code, libOs, HEAP, program);
        if (watch != null && env == STUDENT) {
            userCode.watch(watch.apply(kernel));
        }
        planned.watch(env, userCode);
        boot.processor().append(env, userCode);
    }

    private InstalledProgram program(Boot boot, int env) {
        var image = lab.program(scenario.program());
        return boot.first()
                ? InstalledProgram.install(boot.kernel(), env, image)
                : InstalledProgram.found(boot.kernel(), env, image);
    }

    private Outcome outcome(Boot boot) {
        Outcome outcome;
        try {
            outcome = switch (boot.processor().run(scenario.budget())) {
                case FINISHED -> Outcome.FINISHED;
                case LIMIT -> Outcome.BUDGET;
                case DEADLOCK -> Outcome.DEADLOCK;
            };
            boot.processor().shutDown();
        } catch (InvariantBrokenException broken) {
            outcome = Outcome.INVARIANT;
        }
        return recorder.view().invariant().isEmpty() ? outcome : Outcome.INVARIANT;
    }
}
