package exoscope.hw;

import exoscope.hw.cpu.Cpu;
import exoscope.hw.cpu.CpuContext;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.ElfSegment;
import exoscope.hw.trace.TraceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine whose CPUs run one program in one address space; each stops at its first exception but a miss. */
final class SharedMemoryRig {
    static final int CODE = 0x0040_0000;
    static final int DATA = 0x1000_0000;
    private static final int STACK = 0x7fff_0000;
    private static final int ASID = 1;

    final List<TraceEntry> trace = new ArrayList<>();
    final Machine machine;
    final Interleaver interleaver;
    final CpuContext[] contexts;
    private final ExceptionCode[] ends;
    private int victim;

    SharedMemoryRig(int cpus, Engine engine, long quantum) {
        machine = new Machine(MachineConfig.DEFAULT.withCpus(cpus).withEngine(engine), trace::add);
        interleaver = new Interleaver(machine, quantum);
        contexts = new CpuContext[cpus];
        ends = new ExceptionCode[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            contexts[cpu] = new CpuContext();
            contexts[cpu].gpr[4] = cpu;
            contexts[cpu].gpr[29] = STACK + 0x1000 * cpu + 0xff0;
            contexts[cpu].jumpTo(CODE);
        }
    }

    /** Loads a program of {@code labs/programs}. */
    SharedMemoryRig load(String name) {
        try {
            ElfImage image = ElfImage.parse(Files.readAllBytes(Path.of("..", "labs", "programs", name + ".elf")));
            for (ElfSegment segment : image.segments()) {
                byte[] bytes = segment.bytes();
                machine.memory().write(frameOf(segment.address()) << 12, bytes, 0, bytes.length);
            }
            for (CpuContext context : contexts) {
                context.jumpTo(image.entry());
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(long until) {
        interleaver.run(until, this::resume);
    }

    /** How a CPU stopped; INT if it has not. */
    ExceptionCode end(int cpu) {
        return ends[cpu] == null ? ExceptionCode.INT : ends[cpu];
    }

    private void resume(int number) {
        Cpu cpu = machine.cpu(number);
        while (ends[number] == null && cpu.run(contexts[number], ASID) == Cpu.Stop.EXCEPTION) {
            cpu.cp0().returnFromException();
            ExceptionCode code = cpu.cp0().exception();
            if (code == ExceptionCode.TLBL || code == ExceptionCode.TLBS) {
                refill(machine.tlb(number), cpu.cp0().badVAddr());
            } else {
                ends[number] = code;
            }
        }
    }

    private void refill(Tlb tlb, int address) {
        int page = address & Tlb.VPN_MASK;
        tlb.write(victim++ % 7, page | (ASID << Tlb.ASID_SHIFT), (frameOf(address) << 12) | Tlb.VALID | Tlb.DIRTY);
    }

    /** Code, data and stacks each have 16 frames. */
    static int frameOf(int address) {
        int area = address < DATA ? 0 : address < STACK ? 1 : 2;
        return 16 * area + ((address >>> 12) & 15);
    }
}
