package exoscope.hw;

import exoscope.hw.cpu.Cpu;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.device.Console;
import exoscope.hw.device.Disk;
import exoscope.hw.device.Timer;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;

/** A DECstation-class machine: one CPU with its TLB, memory, and devices on one clock. Several can live side by side. */
public final class Machine {
    private final Clock clock = new Clock();
    private final EventQueue events = new EventQueue();
    private final Tracer tracer;
    private final PhysicalMemory memory;
    private final Tlb tlb;
    private final Cpu cpu;
    private final Timer timer;
    private final Disk disk;
    private final Console console;

    public Machine(MachineConfig config, TraceSink sink) {
        tracer = new Tracer(clock, sink);
        memory = new PhysicalMemory(config.frames());
        tlb = new Tlb(tracer);
        cpu = new Cpu(clock, memory, tlb, tracer, config.loadDelay(), config.engine(), config.isa(), config.hasFpu());
        timer = new Timer(clock, events, tracer);
        disk = new Disk(clock, events, memory, tracer, config.diskTiming(), config.diskBlocks());
        console = new Console(tracer);
        tracer.emit(new HwEvent.MachineStarted(config.frames(), config.diskBlocks(), Tlb.ENTRIES));
    }

    public Clock clock() {
        return clock;
    }

    public EventQueue events() {
        return events;
    }

    public Tracer tracer() {
        return tracer;
    }

    public PhysicalMemory memory() {
        return memory;
    }

    public Tlb tlb() {
        return tlb;
    }

    public Cpu cpu() {
        return cpu;
    }

    public Timer timer() {
        return timer;
    }

    public Disk disk() {
        return disk;
    }

    public Console console() {
        return console;
    }
}
