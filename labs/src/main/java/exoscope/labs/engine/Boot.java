package exoscope.labs.engine;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.labs.plan.Plan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A machine with its kernel from the moment at which it is switched on, until the run is over or the power fails. */
final class Boot {
    private static final int DISK_BLOCKS = 256;
    /** Buffers into which the network card receives, where there is one. */
    private static final int PACKET_BUFFERS = 8;
    /** Cycles without power: a millisecond. */
    private static final long OFF = 25_000;

    private final ScenarioFile scenario;
    private final Ticket ticket;
    private final TraceSink sink;
    private final Machine machine;
    private final Kernel kernel;
    private final Processor processor;
    private final boolean first;
    private long requests;
    /** What is on the disk after the power has failed, and when that was. */
    private @Nullable DiskImage left;

    private long failedAt;
    private long nextSeq;

    /** The first one of a run. */
    Boot(ScenarioFile scenario, Ticket ticket, TraceSink sink) {
        this(scenario, ticket, sink, null, 0, 0);
    }

    private Boot(ScenarioFile scenario, Ticket ticket, TraceSink sink, @Nullable DiskImage disk, long cycle, long seq) {
        this.scenario = scenario;
        this.ticket = ticket;
        this.sink = sink;
        first = disk == null;
        machine = new Machine(
                new MachineConfig(scenario.frames(), DISK_BLOCKS, DiskTiming.DISK_1995), this::accept, cycle, seq);
        if (disk != null) {
            machine.disk().insert(disk);
        }
        kernel = new Kernel(machine, config(scenario, ticket));
        processor = new Processor(kernel, scenario.slice() + Math.floorMod(ticket.seed() * 7919 - 7919, 997));
    }

    private static KernelConfig config(ScenarioFile scenario, Ticket ticket) {
        long planned = ticket.plan().deadline();
        long deadline = planned == Plan.AS_DECLARED ? scenario.deadline() : planned;
        // Nothing is downloaded in these labs, and a translator that is not used takes time to set up.
        KernelConfig config = new KernelConfig(ticket.seed(), deadline)
                .withEngine(Engine.INTERPRETER)
                .withNetwork(scenario.peers().isEmpty() ? 0 : PACKET_BUFFERS);
        return scenario.volume() ? config.withVolume() : config;
    }

    private void accept(TraceEntry entry) {
        if (left != null) {
            return; // a machine without power does nothing, whatever is still put away
        }
        if (entry.event() instanceof HwEvent.DiskStarted) {
            requests++;
        }
        sink.accept(entry);
    }

    Machine machine() {
        return machine;
    }

    Kernel kernel() {
        return kernel;
    }

    Processor processor() {
        return processor;
    }

    /** Whether the machine was never on before. */
    boolean first() {
        return first;
    }

    /** Requests that the disk has begun. */
    long requests() {
        return requests;
    }

    /** Has the run come to its end at the next opportunity. */
    void stop() {
        machine.clock().idleUntil(scenario.budget());
    }

    /** Takes the power away, now. */
    void powerFail() {
        failedAt = machine.clock().now();
        DiskImage image = machine.powerFail();
        nextSeq = machine.tracer().count();
        left = image;
        stop();
    }

    /** Whether the power has failed. */
    boolean failed() {
        return left != null;
    }

    /** Switches a machine on again, with this one's disk, after the power has failed. */
    Boot again() {
        return new Boot(scenario, ticket, sink, Objects.requireNonNull(left), failedAt + OFF, nextSeq);
    }
}
