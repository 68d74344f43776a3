package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * A machine full of random words: short blocks of them, each closed by a branch back to its beginning, so that they get hot.
 * Whatever raises an exception is skipped, by handlers at the vectors or, in user mode, by a kernel in Java. All that is
 * random comes from the seed: machines that differ in their engine alone hold the same.
 */
final class FuzzedMachine {
    /** Blocks of words in each machine. */
    static final int BLOCKS = 400;

    private static final int FRAMES = 32;
    private static final int CODE = 0x1000;
    private static final int BLOCK_WORDS = 16;
    private static final int CODE_END = CODE + 4 * BLOCK_WORDS * BLOCKS;
    /** In the middle of what loads and stores reach from here, which is memory all of it. */
    private static final int DATA = 0x1_4000;
    /** Holds where the block begins, for the handler. */
    private static final int HEAD = 0x200;

    private static final int KSEG0 = 0x8000_0000;
    private static final int ASID = 1;
    private static final int KERNEL_STATUS = 0xf000_0000;

    private final Clock clock = new Clock();
    private final PhysicalMemory memory = new PhysicalMemory(FRAMES);
    private final Tracer tracer = new Tracer(clock, TraceSink.NONE);
    private final Tlb tlb = new Tlb(tracer);
    private final CpuContext context = new CpuContext();
    private final Cpu cpu;
    private final boolean user;
    private final int base;
    private final long seed;
    private int head;

    FuzzedMachine(long seed, Engine engine, Isa isa, boolean user) {
        this.seed = seed;
        this.user = user;
        base = user ? 0 : KSEG0;
        cpu = new Cpu(0, clock, memory, tlb, tracer, new CpuConfig(LoadDelay.INTERLOCKED, engine, isa, true));
        Random random = new Random(seed);
        for (int at = CODE_END; at < memory.size(); at += 4) {
            memory.setWord(at, random.nextInt());
        }
        for (int block = 0; block < BLOCKS; block++) {
            fill(random, CODE + 4 * BLOCK_WORDS * block);
        }
    }

    /** Some random words and a branch back; the words after it are there for what branches over it. */
    private void fill(Random random, int at) {
        int length = 1 + random.nextInt(1 + random.nextInt(BLOCK_WORDS - 3));
        for (int i = 0; i < BLOCK_WORDS; i++) {
            memory.setWord(at + 4 * i, word(random));
        }
        memory.setWord(at + 4 * length, Words.beq(0, 0, -length - 1));
        if (random.nextBoolean()) {
            memory.setWord(at + 4 * length + 4, Words.NOP);
        }
    }

    /** Every word may come; coprocessors', computation and aligned loads and stores come more often. */
    static int word(Random random) {
        int word = random.nextInt();
        return switch (random.nextInt(10)) {
            case 0 -> (word & 0x03ff_ffff) | 0x4000_0000;
            case 1 -> (word & 0x031f_ffff) | 0x4600_0000;
            case 2 -> word & 0x03ff_ffff;
            case 3 -> word & 0x03ff_f83f;
            case 4 -> (word & 0x1fff_fffc) | 0x8000_0000;
            case 5, 6 -> (word & 0x1fff_ffff) | 0x2000_0000;
            default -> word;
        };
    }

    /** Stands at the beginning of a block, with registers, TLB and handlers as that block's number has them. */
    void enter(int block) {
        Random random = new Random(seed * BLOCKS + block);
        head = base + CODE + 4 * BLOCK_WORDS * block;
        place(0, handler());
        place(0x80, handler());
        place(HEAD, head);
        for (int i = 1; i < 32; i++) {
            context.gpr[i] = register(random);
        }
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            int flags = random.nextInt(8) == 0 ? random.nextInt(16) << 8 : Tlb.VALID | Tlb.DIRTY;
            boolean code = i % FRAMES < CODE_END >>> PhysicalMemory.FRAME_SHIFT;
            tlb.write(
                    i,
                    i << PhysicalMemory.FRAME_SHIFT | ASID << Tlb.ASID_SHIFT,
                    i % FRAMES << PhysicalMemory.FRAME_SHIFT | (code ? Tlb.VALID : flags));
        }
        cpu.cp0().write(Cp0.STATUS, KERNEL_STATUS);
        cpu.cp0().write(Cp0.CAUSE, 0);
        cpu.cp0().write(Cp0.ENTRY_HI, ASID << Tlb.ASID_SHIFT);
        context.jumpTo(head);
    }

    private int register(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt();
            case 1 -> base + random.nextInt(memory.size());
            case 2 -> random.nextInt(64) - 32;
            case 3 -> head;
            default -> base + DATA + 4 * (random.nextInt(0x1000) - 0x800);
        };
    }

    private void place(int at, int... words) {
        for (int i = 0; i < words.length; i++) {
            memory.setWord(at + 4 * i, words[i]);
        }
    }

    /** Goes on after what failed, or in the slot of the branch there; at the block's beginning if that is no place to be. */
    private static int[] handler() {
        return new int[] {
            Words.mfc0(26, Cp0.EPC),
            0x001a_dbc2, // srl $27,$26,15
            Words.addiu(27, 27, -0x8000),
            Words.addiu(27, 27, -0x8000),
            Words.bne(27, 0, 5),
            0x001a_df80, // sll $27,$26,30
            Words.bne(27, 0, 3),
            Words.addiu(26, 26, 4),
            Words.jr(26),
            Words.RFE,
            0x3c1a_8000, // lui $26,0x8000
            0x8f5a_0000 | HEAD, // lw $26,HEAD($26)
            Words.jr(26),
            Words.RFE
        };
    }

    /** Runs on for some cycles. */
    void run(int cycles) {
        clock.setLimit(clock.now() + cycles);
        if (!user) {
            cpu.runRaw(context);
            return;
        }
        while (cpu.run(context, ASID, true) == Cpu.Stop.EXCEPTION) {
            cpu.cp0().returnFromException();
            int next = context.pc + 4;
            context.jumpTo(isCode(next) ? next : head);
            clock.charge(1);
        }
    }

    /** Runs on cycle by cycle; adds the random words that were executed or refused, rather than not even fetched. */
    void run(int cycles, Set<Integer> words) {
        for (int i = 0; i < cycles; i++) {
            int pc = context.pc;
            int word = isCode(pc) ? memory.word(pc - base) : 0;
            long instructions = cpu.instructions();
            run(1);
            boolean refused = cpu.cp0().exception().code() >= ExceptionCode.SYS.code()
                    && cpu.cp0().epc() == pc;
            if (word != 0 && (cpu.instructions() > instructions || refused)) {
                words.add(word);
            }
        }
    }

    private boolean isCode(int pc) {
        int at = pc - base;
        return at >= CODE && at < CODE_END && (at & 3) == 0;
    }

    /** All that the guest could tell. */
    String state() {
        StringBuilder text = new StringBuilder("cycle %d pc %x next %x slot %b hi %x lo %x, %d instructions,"
                .formatted(
                        clock.now(),
                        context.pc,
                        context.nextPc,
                        context.inDelaySlot,
                        context.hi,
                        context.lo,
                        cpu.instructions()));
        for (int i = 0; i < 16; i++) {
            text.append(' ').append(Integer.toHexString(cpu.cp0().read(i)));
        }
        Fpu fpu = cpu.fpu();
        for (int i = 0; fpu != null && i < 32; i++) {
            text.append(' ').append(Integer.toHexString(fpu.register(i)));
        }
        return text + Arrays.toString(context.gpr) + " " + exceptions();
    }

    byte[] memory() {
        byte[] all = new byte[memory.size()];
        memory.read(0, all, 0, all.length);
        return all;
    }

    /** Events so far: exceptions, and writes to the TLB. */
    long exceptions() {
        return tracer.count();
    }

    Cpu cpu() {
        return cpu;
    }
}
