package exoscope.hw.cpu;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Cpu.Stop;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.ElfSegment;
import exoscope.hw.trace.TraceSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The least that a program needs around it: pages, mapped when missed, and the system calls exit and write. */
final class UserProgram {
    private static final int ASID = 5;
    private static final int STACK_TOP = 0x7fff_f000;
    private static final int EXIT = 4001;
    private static final int WRITE = 4004;

    private final Machine machine;
    private final CpuContext context = new CpuContext();
    private final Map<Integer, Integer> frameOfPage = new TreeMap<>();
    private int freeFrame;
    private int victim;

    UserProgram(String name, Engine engine, TraceSink sink) {
        this(bytes(name), MachineConfig.DEFAULT.withEngine(engine), sink);
    }

    UserProgram(byte[] file, MachineConfig config, TraceSink sink) {
        machine = new Machine(config, sink);
        ElfImage image = ElfImage.parse(file);
        for (ElfSegment segment : image.segments()) {
            load(segment);
        }
        reserve(STACK_TOP - 0x10000, 0x10000);
        context.gpr[29] = STACK_TOP - 16;
        context.jumpTo(image.entry());
    }

    /** The bytes of one of the programs in {@code labs/programs}. */
    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("..", "labs", "programs", name + ".elf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs until the clock reads {@code cycle}, the program exits or does wrong; says how it ended. */
    String run(long cycle) {
        machine.clock().setLimit(cycle);
        while (machine.cpu().run(context, ASID, true) == Stop.EXCEPTION) {
            Cp0 cp0 = machine.cpu().cp0();
            cp0.returnFromException();
            boolean miss = cp0.exception() == ExceptionCode.TLBL || cp0.exception() == ExceptionCode.TLBS;
            if (miss && refill(cp0.badVAddr())) {
                continue;
            }
            if (cp0.exception() != ExceptionCode.SYS) {
                return cp0.exception() + " at " + Integer.toHexString(cp0.epc());
            }
            if (context.gpr[2] == EXIT) {
                return "exit " + context.gpr[4];
            }
            systemCall();
        }
        return "still running";
    }

    Machine machine() {
        return machine;
    }

    private void systemCall() {
        boolean write = context.gpr[2] == WRITE;
        if (write) {
            byte[] text = new byte[context.gpr[6]];
            for (int i = 0; i < text.length; i++) {
                int address = context.gpr[5] + i;
                text[i] = machine.memory().byteAt(physical(address));
            }
            machine.console().write(text);
        }
        context.gpr[2] = write ? context.gpr[6] : 89;
        context.gpr[7] = write ? 0 : 1;
        context.jumpTo(context.pc + 4);
    }

    private boolean refill(int address) {
        Integer frame = frameOfPage.get(address >>> PhysicalMemory.FRAME_SHIFT);
        if (frame == null) {
            return false;
        }
        int hi = (address & Tlb.VPN_MASK) | (ASID << Tlb.ASID_SHIFT);
        machine.tlb().write(victim++ % Tlb.ENTRIES, hi, (frame << PhysicalMemory.FRAME_SHIFT) | Tlb.VALID | Tlb.DIRTY);
        return true;
    }

    private void load(ElfSegment segment) {
        reserve(segment.address(), segment.memorySize());
        byte[] bytes = segment.bytes();
        for (int i = 0; i < bytes.length; i++) {
            machine.memory().setByte(physical(segment.address() + i), bytes[i]);
        }
    }

    private void reserve(int address, int size) {
        int first = address >>> PhysicalMemory.FRAME_SHIFT;
        int last = (address + size - 1) >>> PhysicalMemory.FRAME_SHIFT;
        for (int page = first; page <= last; page++) {
            if (!frameOfPage.containsKey(page)) {
                frameOfPage.put(page, freeFrame++);
            }
        }
    }

    private int physical(int address) {
        int frame = frameOfPage.getOrDefault(address >>> PhysicalMemory.FRAME_SHIFT, 0);
        return (frame << PhysicalMemory.FRAME_SHIFT) | (address & (PhysicalMemory.FRAME_BYTES - 1));
    }
}
