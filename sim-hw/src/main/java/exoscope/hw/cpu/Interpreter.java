package exoscope.hw.cpu;

import static exoscope.hw.cpu.Decoder.dest;
import static exoscope.hw.cpu.Decoder.immediate;
import static exoscope.hw.cpu.Decoder.rs;
import static exoscope.hw.cpu.Decoder.rt;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;

/**
 * Executes decoded instructions one by one, exactly.
 *
 * <p>While it runs, the program counter and the time live in local variables of {@link #execute}: that is what makes it
 * fast, and nothing else looks at them meanwhile. An instruction that cannot be completed leaves every register as it
 * was, sets the deadline into the past to end the loop, and is then taken back.
 */
final class Interpreter {
    /** Why execution stopped. The context stands at an instruction that has not been executed. */
    enum Exit {
        /** The cycle asked for was reached. */
        TIME,
        /** The instruction has to raise {@link Interpreter#fault()}; its cycle has been charged. */
        FAULT,
        /** The instruction is {@link Interpreter#rareWord()}, for {@link RareInstructions}; nothing has been charged. */
        RARE
    }

    private static final long AT_ONCE = Long.MIN_VALUE;
    /** Equal to no address in which only the page and the two lowest bits are left. */
    private static final int NO_PAGE = 4;

    private static final int PAGE = -PhysicalMemory.FRAME_BYTES;
    private static final int REGION = 0xf000_0000;
    private static final long A_BRANCH = Op.J;

    private final Clock clock;
    private final PhysicalMemory memory;
    private final Mmu mmu;
    private final Multiplier multiplier;
    private final Mips32Arithmetic mips32;
    private final PendingLoad pending;

    private long deadline;
    private Exit exit = Exit.TIME;
    private ExceptionCode fault = ExceptionCode.INT;
    private int rareWord;
    private int changesSeen;
    private long instructions;

    Interpreter(Clock clock, PhysicalMemory memory, Mmu mmu, PendingLoad pending, Multiplier multiplier) {
        this.clock = clock;
        this.memory = memory;
        this.mmu = mmu;
        this.pending = pending;
        this.multiplier = multiplier;
        mips32 = new Mips32Arithmetic(multiplier);
    }

    /** Instructions completed since power-on. */
    long instructions() {
        return instructions;
    }

    ExceptionCode fault() {
        return fault;
    }

    int rareWord() {
        return rareWord;
    }

    /**
     * Executes instructions until the clock reads {@code until}, or one of them cannot be completed here, or, with
     * {@link Exit#TIME}, the next one heads code that ought to run translated and is not the first.
     */
    Exit execute(CpuContext context, long until) {
        final int[] r = context.gpr;
        final long start = clock.now();
        final long stalledBefore = multiplier.stalled();
        long now = start;
        int here = context.pc;
        int pc = context.pc;
        int next = context.nextPc;
        int page = NO_PAGE;
        long[] code = DecodedFrame.UNFETCHABLE;
        long d = context.inDelaySlot ? A_BRANCH : Op.NOP;
        long before = d;
        exit = Exit.TIME;
        deadline = until;
        changesSeen = memory.watchedChanges();
        while (now < deadline) {
            if ((pc & (PAGE | 3)) != page) {
                code = mmu.fetch(pc);
                page = pc & PAGE;
            }
            long fetched = code[DecodedFrame.index(pc)];
            if (Decoder.op(fetched) == Op.UNDECODED) {
                if (fetched == Op.UNDECODED) {
                    mmu.decode(pc, pc != here + 4);
                    continue;
                }
                if (now != start && next == pc + 4 && !Op.isBranch(Decoder.op(d)) && mmu.hot(pc)) {
                    break;
                }
                fetched = Decoder.plain(fetched);
            }
            before = d;
            d = fetched;
            int target = next + 4;
            switch (Decoder.op(d)) {
                case Op.NOP -> {}
                case Op.LOAD_IMMEDIATE -> r[dest(d)] = immediate(d);
                case Op.ADD -> write(r, d, add(r[rs(d)], r[rt(d)], r[dest(d)]));
                case Op.ADDU -> r[dest(d)] = r[rs(d)] + r[rt(d)];
                case Op.SUB -> write(r, d, subtract(r[rs(d)], r[rt(d)], r[dest(d)]));
                case Op.SUBU -> r[dest(d)] = r[rs(d)] - r[rt(d)];
                case Op.AND -> r[dest(d)] = r[rs(d)] & r[rt(d)];
                case Op.OR -> r[dest(d)] = r[rs(d)] | r[rt(d)];
                case Op.XOR -> r[dest(d)] = r[rs(d)] ^ r[rt(d)];
                case Op.NOR -> r[dest(d)] = ~(r[rs(d)] | r[rt(d)]);
                case Op.SLT -> r[dest(d)] = r[rs(d)] < r[rt(d)] ? 1 : 0;
                case Op.SLTU -> r[dest(d)] = Integer.compareUnsigned(r[rs(d)], r[rt(d)]) < 0 ? 1 : 0;
                case Op.SLLV -> r[dest(d)] = r[rt(d)] << r[rs(d)];
                case Op.SRLV -> r[dest(d)] = r[rt(d)] >>> r[rs(d)];
                case Op.SRAV -> r[dest(d)] = r[rt(d)] >> r[rs(d)];
                case Op.ADDI -> write(r, d, add(r[rs(d)], immediate(d), r[dest(d)]));
                case Op.ADDIU -> r[dest(d)] = r[rs(d)] + immediate(d);
                case Op.SLTI -> r[dest(d)] = r[rs(d)] < immediate(d) ? 1 : 0;
                case Op.SLTIU -> r[dest(d)] = Integer.compareUnsigned(r[rs(d)], immediate(d)) < 0 ? 1 : 0;
                case Op.ANDI -> r[dest(d)] = r[rs(d)] & immediate(d);
                case Op.ORI -> r[dest(d)] = r[rs(d)] | immediate(d);
                case Op.XORI -> r[dest(d)] = r[rs(d)] ^ immediate(d);
                case Op.SLL -> r[dest(d)] = r[rt(d)] << immediate(d);
                case Op.SRL -> r[dest(d)] = r[rt(d)] >>> immediate(d);
                case Op.SRA -> r[dest(d)] = r[rt(d)] >> immediate(d);
                case Op.MULT, Op.MULTU, Op.DIV, Op.DIVU, Op.MFHI, Op.MFLO, Op.MTHI, Op.MTLO ->
                    now = multiplier.execute(context, d, now);
                case Op.MIPS32 -> now = mips32.execute(context, d, now);
                case Op.J -> target = (next & REGION) | immediate(d);
                case Op.JAL -> target = link(r, d, target, (next & REGION) | immediate(d));
                case Op.JR -> target = r[rs(d)];
                case Op.JALR -> target = link(r, d, target, r[rs(d)]);
                case Op.BEQ -> target = r[rs(d)] == r[rt(d)] ? next + immediate(d) : target;
                case Op.BNE -> target = r[rs(d)] != r[rt(d)] ? next + immediate(d) : target;
                case Op.BLEZ -> target = r[rs(d)] <= 0 ? next + immediate(d) : target;
                case Op.BGTZ -> target = r[rs(d)] > 0 ? next + immediate(d) : target;
                case Op.BLTZ -> target = r[rs(d)] < 0 ? next + immediate(d) : target;
                case Op.BGEZ -> target = r[rs(d)] >= 0 ? next + immediate(d) : target;
                case Op.BLTZAL -> target = link(r, d, target, r[rs(d)] < 0 ? next + immediate(d) : target);
                case Op.BGEZAL -> target = link(r, d, target, r[rs(d)] >= 0 ? next + immediate(d) : target);
                case Op.LB -> write(r, d, loadByte(r[rs(d)] + immediate(d), r[dest(d)]));
                case Op.LBU -> write(r, d, loadUnsignedByte(r[rs(d)] + immediate(d), r[dest(d)]));
                case Op.LH -> write(r, d, loadHalf(r[rs(d)] + immediate(d), r[dest(d)]));
                case Op.LHU -> write(r, d, loadUnsignedHalf(r[rs(d)] + immediate(d), r[dest(d)]));
                case Op.LW -> write(r, d, loadWord(r[rs(d)] + immediate(d), r[dest(d)]));
                case Op.LWL -> write(r, d, loadLeft(r[rs(d)] + immediate(d), r, d));
                case Op.LWR -> write(r, d, loadRight(r[rs(d)] + immediate(d), r, d));
                case Op.SB -> page = storeByte(r[rs(d)] + immediate(d), r[rt(d)], page);
                case Op.SH -> page = storeHalf(r[rs(d)] + immediate(d), r[rt(d)], page);
                case Op.SW -> page = storeWord(r[rs(d)] + immediate(d), r[rt(d)], page);
                case Op.SWL -> page = storeLeft(r[rs(d)] + immediate(d), r[rt(d)], page);
                case Op.SWR -> page = storeRight(r[rs(d)] + immediate(d), r[rt(d)], page);
                case Op.SYSCALL -> raise(ExceptionCode.SYS);
                case Op.BREAK -> raise(ExceptionCode.BP);
                case Op.RARE -> leaveToOthers(d);
                case Op.UNFETCHABLE -> raise(mmu.failure());
                default -> raise(ExceptionCode.RI);
            }
            here = pc;
            pc = next;
            next = target;
            now++;
        }
        instructions += now - start - (multiplier.stalled() - stalledBefore);
        if (exit != Exit.TIME) {
            instructions--;
            now -= exit == Exit.RARE ? 1 : 0;
            next = pc;
            pc = here;
            d = before;
        }
        context.pc = pc;
        context.nextPc = next;
        context.inDelaySlot = Op.isBranch(Decoder.op(d));
        clock.charge(now - start);
        return exit;
    }

    /** Writes a result whose destination the decoder has not ruled out to be register 0. */
    private static void write(int[] r, long d, int value) {
        r[dest(d)] = value;
        r[0] = 0;
    }

    /** Stores the return address of a call and gives the call's target. */
    private static int link(int[] r, long d, int returnAddress, int target) {
        write(r, d, returnAddress);
        return target;
    }

    private int add(int a, int b, int unchanged) {
        int sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? refuse(ExceptionCode.OV, unchanged) : sum;
    }

    private int subtract(int a, int b, int unchanged) {
        int difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? refuse(ExceptionCode.OV, unchanged) : difference;
    }

    private int loadByte(int address, int unchanged) {
        int at = mmu.load(address, 0);
        return at < 0 ? refuse(mmu.failure(), unchanged) : memory.byteAt(at);
    }

    private int loadUnsignedByte(int address, int unchanged) {
        int at = mmu.load(address, 0);
        return at < 0 ? refuse(mmu.failure(), unchanged) : memory.byteAt(at) & 0xff;
    }

    private int loadHalf(int address, int unchanged) {
        int at = mmu.load(address, 1);
        return at < 0 ? refuse(mmu.failure(), unchanged) : memory.half(at);
    }

    private int loadUnsignedHalf(int address, int unchanged) {
        int at = mmu.load(address, 1);
        return at < 0 ? refuse(mmu.failure(), unchanged) : memory.half(at) & 0xffff;
    }

    private int loadWord(int address, int unchanged) {
        int at = mmu.load(address, 3);
        return at < 0 ? refuse(mmu.failure(), unchanged) : memory.word(at);
    }

    private int loadLeft(int address, int[] r, long d) {
        int at = mmu.load(address, 0);
        return at < 0
                ? refuse(mmu.failure(), r[dest(d)])
                : Unaligned.loadLeft(pending.forwarded(r, dest(d)), memory.word(at & ~3), at);
    }

    private int loadRight(int address, int[] r, long d) {
        int at = mmu.load(address, 0);
        return at < 0
                ? refuse(mmu.failure(), r[dest(d)])
                : Unaligned.loadRight(pending.forwarded(r, dest(d)), memory.word(at & ~3), at);
    }

    private int storeByte(int address, int value, int page) {
        int at = mmu.store(address, 0);
        if (at < 0) {
            return refuse(mmu.failure(), page);
        }
        memory.setByte(at, (byte) value);
        return pageAfterStore(page);
    }

    private int storeHalf(int address, int value, int page) {
        int at = mmu.store(address, 1);
        if (at < 0) {
            return refuse(mmu.failure(), page);
        }
        memory.setHalf(at, (short) value);
        return pageAfterStore(page);
    }

    private int storeWord(int address, int value, int page) {
        int at = mmu.store(address, 3);
        if (at < 0) {
            return refuse(mmu.failure(), page);
        }
        memory.setWord(at, value);
        return pageAfterStore(page);
    }

    private int storeLeft(int address, int value, int page) {
        int at = mmu.store(address, 0);
        if (at < 0) {
            return refuse(mmu.failure(), page);
        }
        memory.setWord(at & ~3, Unaligned.storeLeft(value, memory.word(at & ~3), at));
        return pageAfterStore(page);
    }

    private int storeRight(int address, int value, int page) {
        int at = mmu.store(address, 0);
        if (at < 0) {
            return refuse(mmu.failure(), page);
        }
        memory.setWord(at & ~3, Unaligned.storeRight(value, memory.word(at & ~3), at));
        return pageAfterStore(page);
    }

    /** The page whose decoded instructions are at hand, or none if the store may have hit code. */
    private int pageAfterStore(int page) {
        if (memory.watchedChanges() == changesSeen) {
            return page;
        }
        changesSeen = memory.watchedChanges();
        return NO_PAGE;
    }

    private int refuse(ExceptionCode code, int unchanged) {
        raise(code);
        return unchanged;
    }

    private void raise(ExceptionCode code) {
        fault = code;
        exit = Exit.FAULT;
        deadline = AT_ONCE;
    }

    private void leaveToOthers(long d) {
        rareWord = immediate(d);
        exit = Exit.RARE;
        deadline = AT_ONCE;
    }
}
