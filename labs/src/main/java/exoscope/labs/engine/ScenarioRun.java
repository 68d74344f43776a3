package exoscope.labs.engine;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.InvariantBrokenException;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.labs.engine.LabRun.Outcome;
import exoscope.labs.plan.Plan;
import exoscope.labs.view.Playback;
import exoscope.labs.view.Recorder;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.runtime.InstalledProgram;
import exoscope.libos.runtime.JavaUserCode;
import exoscope.libos.runtime.StepListener;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a submission: a machine of its own from power-on to the end. */
final class ScenarioRun {
    /** The student's environment: the first one created. */
    static final int STUDENT = 1;

    private static final int DISK_BLOCKS = 256;
    /** Bytes of heap that an environment may ever allocate. */
    private static final long HEAP = 16 << 20;

    /** Events that a run may have: a hundred times what it needs. Who floods the trace has used up the time. */
    private static final long MOST_EVENTS = 300_000;

    private final Lab lab;
    private final ScenarioFile scenario;
    private final Ticket ticket;
    private final Recorder recorder;
    private final Kernel kernel;
    private final Processor processor;
    private @Nullable Function<Kernel, StepListener> watch;
    /** There from the moment on at which machine and kernel are. */
    private @Nullable Enactment enactment;

    ScenarioRun(Lab lab, Ticket ticket) {
        this.lab = lab;
        this.ticket = ticket;
        scenario = lab.scenario(ticket.scenario());
        recorder = new Recorder(Map.of("ticket", ticket.toString(), "lab", lab.name()));
        TraceSink sink = entry -> {
            recorder.accept(entry);
            if (enactment != null) {
                enactment.accept(entry);
            }
            if (entry.seq() == MOST_EVENTS || recorder.bytes() > LabRun.MOST_TRACE_BYTES) {
                timeIsUp();
            }
        };
        var machine = new Machine(new MachineConfig(scenario.frames(), DISK_BLOCKS, DiskTiming.DISK_1995), sink);
        long planned = ticket.plan().deadline();
        long deadline = planned == Plan.AS_DECLARED ? scenario.deadline() : planned;
        // Nothing is downloaded in these labs, and a translator that is not used takes time to set up.
        kernel = new Kernel(machine, new KernelConfig(ticket.seed(), deadline).withEngine(Engine.INTERPRETER));
        processor = new Processor(kernel, scenario.slice() + Math.floorMod(ticket.seed() * 7919 - 7919, 997));
    }

    /** Has the steps of the student's code told to somebody; before it runs. */
    ScenarioRun watchedBy(Function<Kernel, StepListener> watcher) {
        watch = watcher;
        return this;
    }

    private void timeIsUp() {
        kernel.machine().clock().idleUntil(scenario.budget());
    }

    LabRun run(GuestCode submission) {
        Enactment planned = new Enactment(ticket.plan(), kernel, processor, this::timeIsUp);
        enactment = planned;
        start(
                planned,
                lab.file().studentName(),
                scenario.guaranteed(),
                submission,
                lab.file().libOs(),
                true);
        for (ScenarioFile.Tenant tenant : scenario.tenants()) {
            start(planned, tenant.name(), tenant.guaranteed(), lab.tenantCode(), tenant.libOs(), false);
        }
        Outcome outcome = outcome();
        return new LabRun(
                ticket,
                new Playback(recorder.finish()),
                planned.poweredOff() ? Outcome.POWER_OFF : outcome,
                recorder.view(),
                planned.pace());
    }

    private void start(
            Enactment planned, String name, int guaranteed, GuestCode code, String libOs, boolean withProgram) {
        int env = kernel.createEnvironment(name, guaranteed);
        InstalledProgram program =
                withProgram ? InstalledProgram.install(kernel, env, lab.program(scenario.program())) : null;
        JavaUserCode userCode = new JavaUserCode(kernel, env, code, libOs, HEAP, program);
        if (watch != null && env == STUDENT) {
            userCode.watch(watch.apply(kernel));
        }
        planned.watch(env, userCode);
        processor.append(env, userCode);
    }

    private Outcome outcome() {
        Outcome outcome;
        try {
            outcome = switch (processor.run(scenario.budget())) {
                case FINISHED -> Outcome.FINISHED;
                case LIMIT -> Outcome.BUDGET;
                case DEADLOCK -> Outcome.DEADLOCK;
            };
            processor.shutDown();
        } catch (InvariantBrokenException broken) {
            outcome = Outcome.INVARIANT;
        }
        return recorder.view().invariant().isEmpty() ? outcome : Outcome.INVARIANT;
    }
}
