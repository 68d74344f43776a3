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
 * A CPU with a {@link RandomProgram} and a kernel that does random things between runs, all from one seed. Code fills the
 * end of one page and the beginning of the next, so that blocks and delay slots straddle the boundary.
 */
final class RandomMachine {
    private static final int FRAMES = 16;
    private static final int CODE_PAGES = 0x0040_0000;
    private static final int DATA_PAGES = 0x1000_0000;
    private static final int WORDS = 96;
    private static final int ENTRY = CODE_PAGES + PhysicalMemory.FRAME_BYTES - 4 * 70;
    private static final int DATA_FRAME = 4;
    private static final int ASIDS = 2;

    private final Random random;
    private final RandomProgram program;
    private final Clock clock = new Clock();
    private final List<TraceEntry> trace = new ArrayList<>();
    private final Tracer tracer = new Tracer(clock, trace::add);
    private final PhysicalMemory memory = new PhysicalMemory(FRAMES);
    private final Tlb tlb = new Tlb(tracer);
    private final Cpu cpu;
    private final CpuContext context = new CpuContext();
    private int asid = 1;
    private int victim;

    RandomMachine(long seed, Engine engine) {
        random = new Random(seed);
        cpu = new Cpu(clock, memory, tlb, tracer, CpuConfig.DEFAULT.withEngine(engine));
        program = new RandomProgram(random, ENTRY);
        int[] words = program.words(WORDS);
        for (int i = 0; i < WORDS; i++) {
            memory.setWord((ENTRY & 0xfff) + 4 * i, words[i]);
        }
        scramble();
    }

    /** Runs until the next stop, deals with it, and says where and how it was. */
    String advance() {
        clock.setLimit(clock.now() + 1 + random.nextInt(1 << random.nextInt(15)));
        Cpu.Stop stop = cpu.run(context, asid);
        String state = stop + " " + state();
        if (stop == Cpu.Stop.EXCEPTION) {
            cpu.cp0().returnFromException();
            handle();
        }
        meddle();
        return state;
    }

    byte[] memory() {
        byte[] all = new byte[memory.size()];
        memory.read(0, all, 0, all.length);
        return all;
    }

    List<TraceEntry> trace() {
        return trace;
    }

    long instructions() {
        return cpu.instructions();
    }

    int translations() {
        return cpu.translations();
    }

    private String state() {
        Cp0 cp0 = cpu.cp0();
        return "cycle %d pc %x next %x slot %b hi %x lo %x cause %x epc %x bad %x status %x %s"
                .formatted(
                        clock.now(),
                        context.pc,
                        context.nextPc,
                        context.inDelaySlot,
                        context.hi,
                        context.lo,
                        cp0.read(Cp0.CAUSE),
                        cp0.epc(),
                        cp0.badVAddr(),
                        cp0.read(Cp0.STATUS),
                        Arrays.toString(context.gpr));
    }

    /** Maps what is missing if it belongs to the program; skips whatever else went wrong. */
    private void handle() {
        Cp0 cp0 = cpu.cp0();
        ExceptionCode code = cp0.exception();
        int page = cp0.badVAddr() & Tlb.VPN_MASK;
        boolean refill = code == ExceptionCode.TLBL || code == ExceptionCode.TLBS || code == ExceptionCode.MOD;
        if (refill && map(page)) {
            return;
        }
        if (random.nextInt(4) == 0) {
            scramble();
        } else {
            context.jumpTo(ENTRY + 4 * random.nextInt(WORDS));
        }
    }

    private boolean map(int page) {
        int code = (page - CODE_PAGES) >>> PhysicalMemory.FRAME_SHIFT;
        int data = (page - DATA_PAGES) >>> PhysicalMemory.FRAME_SHIFT;
        if (code >= 2 && data >= 4) {
            return false;
        }
        int frame = code < 2 ? code : DATA_FRAME + (data ^ 1);
        int found = tlb.probe(page | asid << Tlb.ASID_SHIFT);
        int index = found >= 0 ? found : victim++ % 7;
        boolean writable = code >= 2 || random.nextInt(3) > 0 || found >= 0;
        tlb.write(
                index,
                page | asid << Tlb.ASID_SHIFT,
                frame << PhysicalMemory.FRAME_SHIFT | Tlb.VALID | (writable ? Tlb.DIRTY : 0));
        return true;
    }

    private void meddle() {
        switch (random.nextInt(60)) {
            case 0 -> asid = 1 + random.nextInt(ASIDS);
            case 1 -> tlb.invalidate(random.nextInt(7));
            case 2 -> memory.setWord((ENTRY & 0xfff) + 4 * random.nextInt(WORDS - 2), program.arithmetic());
            case 3 -> memory.write(0x1000, memory(), 0x1000, 64);
            case 4, 5, 6, 7 -> scramble();
            case 8 -> clock.charge(random.nextInt(40));
            default -> {
                // Mostly the kernel just resumes.
            }
        }
    }

    private void scramble() {
        for (int i = 1; i < 32; i++) {
            context.gpr[i] = random.nextInt(3) > 0 ? random.nextInt(9) - 4 : random.nextInt();
        }
        context.gpr[RandomProgram.DATA] = DATA_PAGES;
        context.gpr[RandomProgram.CODE] = ENTRY & ~3;
        context.gpr[31] = ENTRY + 4 * random.nextInt(WORDS);
        context.jumpTo(ENTRY + 4 * random.nextInt(WORDS));
    }
}
