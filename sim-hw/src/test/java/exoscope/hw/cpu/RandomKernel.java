package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A machine whose kernel is MIPS code at the vectors: it fills the TLB, and skips what it cannot help. A random program
 * runs in kernel and user mode by turns, and changes address spaces and TLB entries itself.
 */
final class RandomKernel {
    private static final int FRAMES = 16;
    private static final int WORDS = 120;
    private static final int ENTRY = 0x8000_4000 - 4 * 60;
    private static final int USER_ENTRY = 0x0000_4000 - 4 * 60;
    private static final int DATA_PAGES = 0x1000_0000;
    private static final int SKIP = 0x8000_0200;

    private final Random random;
    private final Clock clock = new Clock();
    private final List<TraceEntry> trace = new ArrayList<>();
    private final Tracer tracer = new Tracer(clock, trace::add);
    private final PhysicalMemory memory = new PhysicalMemory(FRAMES);
    private final Cpu cpu;
    private final CpuContext context = new CpuContext();
    private final int entry;

    RandomKernel(long seed, Engine engine, Isa isa) {
        random = new Random(seed);
        cpu = new Cpu(
                0, clock, memory, new Tlb(tracer), tracer, new CpuConfig(LoadDelay.INTERLOCKED, engine, isa, true));
        boolean user = random.nextBoolean();
        entry = user ? USER_ENTRY : ENTRY;
        place(0, refill());
        place(0x80, general());
        place(SKIP & 0xffff, skip());
        int[] words = new RandomProgram(random, entry).words(WORDS);
        for (int i = 0; i < WORDS; i++) {
            if (random.nextInt(12) == 0 && i < WORDS - 2) {
                words[i] = privileged();
            }
        }
        place(ENTRY & 0xffff, words);
        scramble();
        cpu.cp0().write(Cp0.STATUS, Cp0.STATUS_CU1 | 0xff00 | (user ? 0x0e | Cp0.STATUS_KUC : 0x05));
        cpu.cp0().write(Cp0.ENTRY_HI, 1 << Tlb.ASID_SHIFT);
    }

    private void place(int at, int... words) {
        for (int i = 0; i < words.length; i++) {
            memory.setWord(at + 4 * i, words[i]);
        }
    }

    /** Maps the page at the frame whose number is its last four bits, writable three times out of four. */
    private static int[] refill() {
        return new int[] {
            Words.mfc0(26, Cp0.BAD_VADDR),
            Words.register(2, 26, 0, 26) | 12 << 6,
            Words.immediate(12, 26, 26, 15),
            Words.register(0, 26, 0, 26) | 12 << 6,
            Words.ori(26, 26, Tlb.VALID | Tlb.DIRTY),
            Words.mtc0(26, Cp0.ENTRY_LO),
            Words.mfc0(27, Cp0.EPC),
            Words.TLBWR,
            Words.jr(27),
            Words.RFE
        };
    }

    private static int[] general() {
        return new int[] {0x0800_0000 | (SKIP >>> 2 & 0x3ff_ffff), Words.NOP};
    }

    /** Goes on after what failed, or after the branch whose slot failed; clears soft interrupts. */
    private static int[] skip() {
        return new int[] {
            Words.mfc0(26, Cp0.CAUSE),
            Words.mfc0(27, Cp0.EPC),
            Words.mtc0(0, Cp0.CAUSE),
            Words.immediate(12, 26, 26, 0x7c),
            Words.beq(26, 0, 2), // an interrupt: repeat
            Words.NOP,
            Words.addiu(27, 27, 8),
            Words.jr(27),
            Words.RFE
        };
    }

    private int privileged() {
        int register = 1 + random.nextInt(9);
        return switch (random.nextInt(14)) {
            case 0 -> Words.mtc0(register, Cp0.ENTRY_HI);
            case 1 -> Words.TLBWR;
            case 2 -> Words.TLBP;
            case 3 -> Words.mfc0(register, random.nextInt(16));
            case 4 -> Words.mtc0(register, Cp0.INDEX);
            case 5 -> Words.TLBWI;
            case 6 -> Words.TLBR;
            case 7 -> Words.mtc0(register, Cp0.CAUSE);
            case 8 -> Words.mtc1(register, random.nextInt(32));
            case 9 -> Words.mfc1(register, random.nextInt(32));
            case 10 -> Words.bc1t(random.nextInt(6));
            case 11 -> Words.fpu(48 + random.nextInt(16), 16 + random.nextInt(2), 0, any(), any());
            default -> Words.fpu(random.nextInt(8), 16 + random.nextInt(2), any(), any(), any());
        };
    }

    private int any() {
        return 2 * random.nextInt(16);
    }

    /** Runs on for a while; says where it stands. */
    String advance() {
        clock.setLimit(clock.now() + 1 + random.nextInt(1 << random.nextInt(14)));
        cpu.runRaw(context);
        String state = state();
        if (random.nextInt(8) == 0) {
            scramble();
        }
        cpu.cp0().setInterruptLines(random.nextInt(6) == 0 ? 1 << random.nextInt(6) : 0);
        if (random.nextInt(5) == 0) {
            cpu.cp0().setInterruptLines(0);
        }
        return state;
    }

    private void scramble() {
        for (int i = 1; i < 32; i++) {
            context.gpr[i] = random.nextInt(3) > 0 ? random.nextInt(9) - 4 : random.nextInt();
        }
        context.gpr[RandomProgram.DATA] = DATA_PAGES;
        context.gpr[RandomProgram.CODE] = entry;
        context.gpr[31] = entry + 4 * random.nextInt(WORDS);
        context.jumpTo(entry + 4 * random.nextInt(WORDS));
    }

    private String state() {
        Cp0 cp0 = cpu.cp0();
        StringBuilder text = new StringBuilder("cycle %d pc %x next %x slot %b hi %x lo %x"
                .formatted(clock.now(), context.pc, context.nextPc, context.inDelaySlot, context.hi, context.lo));
        for (int i = 0; i < 16; i++) {
            text.append(' ').append(Integer.toHexString(cp0.read(i)));
        }
        Fpu fpu = cpu.fpu();
        for (int i = 0; fpu != null && i < 32; i++) {
            text.append(' ').append(Integer.toHexString(fpu.register(i)));
        }
        return text + Arrays.toString(context.gpr);
    }

    byte[] memory() {
        byte[] all = new byte[memory.size()];
        memory.read(0, all, 0, all.length);
        return all;
    }

    List<TraceEntry> trace() {
        return trace;
    }

    Cpu cpu() {
        return cpu;
    }
}
