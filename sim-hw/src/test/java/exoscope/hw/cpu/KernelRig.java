package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;

/** A CPU in kernel mode whose vectors are in memory, for programs of a few words. */
final class KernelRig {
    /** Where programs begin. */
    static final int START = 0x8000_1000;
    /** Where nothing else is. */
    static final int DATA = 0x8000_8000;

    static final int REFILL_VECTOR = 0x8000_0000;
    static final int GENERAL_VECTOR = 0x8000_0080;

    private static final int FRAMES = 64;

    final Clock clock = new Clock();
    final PhysicalMemory memory;
    final Tlb tlb;
    final Cpu cpu;
    final CpuContext context = new CpuContext();

    KernelRig(Engine engine) {
        this(engine, Isa.MIPS_I, true);
    }

    KernelRig(Engine engine, int frames) {
        this(engine, Isa.MIPS_I, true, frames);
    }

    KernelRig(Engine engine, Isa isa, boolean hasFpu) {
        this(engine, isa, hasFpu, FRAMES);
    }

    private KernelRig(Engine engine, Isa isa, boolean hasFpu, int frames) {
        memory = new PhysicalMemory(frames);
        Tracer tracer = new Tracer(clock, TraceSink.NONE);
        tlb = new Tlb(tracer);
        cpu = new Cpu(0, clock, memory, tlb, tracer, new CpuConfig(LoadDelay.INTERLOCKED, engine, isa, hasFpu));
        cpu.cp0().write(Cp0.STATUS, 0);
        context.jumpTo(START);
    }

    /** Writes words to an address in kseg0. */
    void place(int address, int... words) {
        for (int i = 0; i < words.length; i++) {
            memory.setWord((address & 0x1fff_ffff) + 4 * i, words[i]);
        }
    }

    /** Executes these words from {@link #START} on, for as many cycles as there are words. */
    void run(int... words) {
        place(START, words);
        context.jumpTo(START);
        go(words.length);
    }

    /** Goes on for some cycles. */
    void go(int cycles) {
        clock.setLimit(clock.now() + cycles);
        cpu.runRaw(context);
    }

    int gpr(int number) {
        return context.gpr[number];
    }

    int status() {
        return cpu.cp0().read(Cp0.STATUS);
    }

    /** A word in kseg0. */
    int word(int address) {
        return memory.word(address & 0x1fff_ffff);
    }
}
