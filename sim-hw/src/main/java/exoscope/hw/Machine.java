package exoscope.hw;

import exoscope.hw.bus.Bus;
import exoscope.hw.bus.BusMaster;
import exoscope.hw.bus.DmaPort;
import exoscope.hw.bus.Iommu;
import exoscope.hw.bus.IommuRegisters;
import exoscope.hw.cpu.Cpu;
import exoscope.hw.cpu.CpuConfig;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.device.Console;
import exoscope.hw.device.ConsoleRegisters;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskRegisters;
import exoscope.hw.device.InterruptController;
import exoscope.hw.device.InterruptRegisters;
import exoscope.hw.device.InterruptSource;
import exoscope.hw.device.NetworkInterface;
import exoscope.hw.device.NetworkQueueRegisters;
import exoscope.hw.device.NetworkRegisters;
import exoscope.hw.device.Timer;
import exoscope.hw.device.TimerRegisters;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A DECstation-class machine: CPUs with a TLB each, memory, and devices on one clock. Several can live side by side. */
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
    /** Device page of the network interface as a whole. */
    public static final int NETWORK_PAGE = 5;
    /** Device page of the network interface's queue 0; those of the others follow. */
    public static final int NETWORK_QUEUE_PAGE = 6;

    /** Frames that fit below the devices. */
    private static final int MOST_FRAMES = Bus.BASE / PhysicalMemory.FRAME_BYTES;

    private final Clock clock;
    private final EventQueue events = new EventQueue();
    private final Tracer tracer;
    private final Bus bus;
    private final InterruptController interrupts;
    private final PhysicalMemory memory;
    private final Iommu iommu;
    private final List<Tlb> tlbs = new ArrayList<>();
    private final List<Cpu> cpus = new ArrayList<>();
    private final Timer timer;
    private final Disk disk;
    private final Console console;
    private final NetworkInterface network;

    /** A machine that is switched on for the first time. */
    public Machine(MachineConfig config, TraceSink sink) {
        this(config, sink, 0, 0);
    }

    /**
     * A machine that is switched on again: nothing of what it was is left but what is put into its disk.
     *
     * @param cycle what its clock shows, which has gone on while it was off
     * @param seq number of its first event, if the trace is that of the machine before it
     */
    public Machine(MachineConfig config, TraceSink sink, long cycle, long seq) {
        if (config.frames() > MOST_FRAMES) {
            throw new IllegalArgumentException(
                    "memory of " + config.frames() + " frames: a machine with devices has at most " + MOST_FRAMES);
        }
        clock = new Clock(cycle);
        bus = new Bus(clock, events);
        tracer = new Tracer(clock, sink, seq);
        interrupts = new InterruptController(events, tracer);
        memory = new PhysicalMemory(config.frames());
        iommu = new Iommu(memory, tracer, () -> interrupts.raise(InterruptSource.IOMMU));
        for (int number = 0; number < config.cpus(); number++) {
            addCpu(number, config.cpu());
        }
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
        List<DmaPort> ports = Stream.of(
                        BusMaster.NETWORK_0, BusMaster.NETWORK_1, BusMaster.NETWORK_2, BusMaster.NETWORK_3)
                .map(master -> new DmaPort(master, memory, iommu, clock, steal))
                .toList();
        network = new NetworkInterface(
                clock, events, interrupts, tracer, ports, config.devices().macAddress());
        connect();
        tracer.emit(new HwEvent.MachineStarted(config.frames(), config.diskBlocks(), config.cpus() * Tlb.ENTRIES));
    }

    private void addCpu(int number, CpuConfig config) {
        Tlb tlb = new Tlb(tracer, number);
        Cpu cpu = new Cpu(number, clock, memory, tlb, tracer, config);
        cpu.connect(bus);
        interrupts.attach(cpu.cp0()::setInterruptLines);
        tlbs.add(tlb);
        cpus.add(cpu);
    }

    private void connect() {
        bus.connect(INTERRUPT_PAGE, new InterruptRegisters(interrupts));
        bus.connect(TIMER_PAGE, new TimerRegisters(timer, clock));
        bus.connect(CONSOLE_PAGE, new ConsoleRegisters(console));
        bus.connect(IOMMU_PAGE, new IommuRegisters(iommu));
        bus.connect(DISK_PAGE, new DiskRegisters(disk, clock, events, interrupts));
        bus.connect(NETWORK_PAGE, new NetworkRegisters(network));
        for (int i = 0; i < NetworkInterface.QUEUES; i++) {
            bus.connect(NETWORK_QUEUE_PAGE + i, new NetworkQueueRegisters(network.queue(i)));
        }
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

    /** TLB of the first CPU. */
    public Tlb tlb() {
        return tlbs.getFirst();
    }

    /** The first CPU. */
    public Cpu cpu() {
        return cpus.getFirst();
    }

    /** Number of CPUs. */
    public int cpus() {
        return cpus.size();
    }

    /** The CPU of a number, from 0. */
    public Cpu cpu(int number) {
        return cpus.get(number);
    }

    /** TLB of a CPU. */
    public Tlb tlb(int number) {
        return tlbs.get(number);
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

    public NetworkInterface network() {
        return network;
    }
}
