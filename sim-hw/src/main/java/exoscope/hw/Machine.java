package exoscope.hw;

import exoscope.hw.bus.Bus;
import exoscope.hw.bus.BusMaster;
import exoscope.hw.bus.DmaPort;
import exoscope.hw.bus.Iommu;
import exoscope.hw.bus.IommuRegisters;
import exoscope.hw.cpu.Cpu;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.device.Console;
import exoscope.hw.device.ConsoleRegisters;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskRegisters;
import exoscope.hw.device.InterruptController;
import exoscope.hw.device.InterruptRegisters;
import exoscope.hw.device.InterruptSource;
import exoscope.hw.device.Timer;
import exoscope.hw.device.TimerRegisters;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;

/** A DECstation-class machine: one CPU with its TLB, memory, and devices on one clock. Several can live side by side. */
public final class Machine {
    /** Device page of the interrupt controller. */
    public static final int INTERRUPT_PAGE = 0;
    /** Device page of the timer. */
    public static final int TIMER_PAGE = 1;
    /** Device page of the console. */
    public static final int CONSOLE_PAGE = 2;
    /** Device page of the IOMMU. */
    public static final int IOMMU_PAGE = 3;
    /** Device page of the disk. */
    public static final int DISK_PAGE = 4;

    /** Frames that fit below the devices. */
    private static final int MOST_FRAMES = Bus.BASE / PhysicalMemory.FRAME_BYTES;

    private final Clock clock = new Clock();
    private final EventQueue events = new EventQueue();
    private final Tracer tracer;
    private final Bus bus = new Bus(clock, events);
    private final InterruptController interrupts;
    private final PhysicalMemory memory;
    private final Iommu iommu;
    private final Tlb tlb;
    private final Cpu cpu;
    private final Timer timer;
    private final Disk disk;
    private final Console console;

    public Machine(MachineConfig config, TraceSink sink) {
        if (config.frames() > MOST_FRAMES) {
            throw new IllegalArgumentException(
                    "memory of " + config.frames() + " frames: a machine with devices has at most " + MOST_FRAMES);
        }
        tracer = new Tracer(clock, sink);
        interrupts = new InterruptController(events, tracer);
        memory = new PhysicalMemory(config.frames());
        iommu = new Iommu(memory, tracer, () -> interrupts.raise(InterruptSource.IOMMU));
        tlb = new Tlb(tracer);
        cpu = new Cpu(clock, memory, tlb, tracer, config.cpu());
        timer = new Timer(clock, events, interrupts);
        int steal = config.devices().dmaCyclesPerWord();
        disk = new Disk(
                clock,
                events,
                new DmaPort(BusMaster.DISK, memory, iommu, clock, steal),
                interrupts,
                tracer,
                config.diskTiming(),
                config.devices().diskPolicy(),
                config.diskBlocks(),
                config.devices().seed());
        console = new Console(events, interrupts, tracer);
        connect();
        tracer.emit(new HwEvent.MachineStarted(config.frames(), config.diskBlocks(), Tlb.ENTRIES));
    }

    private void connect() {
        cpu.connect(bus);
        interrupts.attach(cpu.cp0()::setInterruptLines);
        bus.connect(INTERRUPT_PAGE, new InterruptRegisters(interrupts));
        bus.connect(TIMER_PAGE, new TimerRegisters(timer, clock));
        bus.connect(CONSOLE_PAGE, new ConsoleRegisters(console));
        bus.connect(IOMMU_PAGE, new IommuRegisters(iommu));
        bus.connect(DISK_PAGE, new DiskRegisters(disk, clock, events, interrupts));
    }

    /** Where the CPU finds the devices' registers. */
    public Bus bus() {
        return bus;
    }

    /** What stands between the devices and memory. */
    public Iommu iommu() {
        return iommu;
    }

    /** Takes the power away, now; see {@link Disk#powerFail}. */
    public DiskImage powerFail() {
        return disk.powerFail();
    }

    /** Where the devices' interrupts arrive. */
    public InterruptController interrupts() {
        return interrupts;
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
