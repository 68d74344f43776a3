package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.bus.Bus;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * A MIPS processor with the R3000's coprocessor 0, maybe a floating-point unit, and no caches.
 *
 * <p>Each instruction costs one cycle, and waits for HI and LO where it needs them (docs/machine.md, section 5). An
 * instruction that raises an exception costs its cycle too, but does not count as executed. Instructions that are
 * overwritten, by whomever, are noticed at once: there is no instruction cache to flush.
 */
public final class Cpu {
    /** Why {@link #run} returned. */
    public enum Stop {
        /** The clock's limit was reached; continue with the same context. */
        CLOCK_LIMIT,
        /** An exception was taken; coprocessor 0 holds cause, EPC and address. */
        EXCEPTION
    }

    private final int number;
    private final Clock clock;
    private final Tracer tracer;
    private final Cp0 cp0;
    private final Mmu mmu;
    private final LoadDelay loadDelay;
    private final PendingLoad pending = new PendingLoad();
    private final Interpreter interpreter;
    private final @Nullable Translator translator;
    private final @Nullable Fpu fpu;
    private final RareInstructions rare;
    private @Nullable Bus bus;
    private long rareInstructions;
    private long deviceInstructions;

    /** The first CPU, as of {@link CpuConfig#DEFAULT}. */
    public Cpu(Clock clock, PhysicalMemory memory, Tlb tlb, Tracer tracer) {
        this(0, clock, memory, tlb, tracer, CpuConfig.DEFAULT);
    }

    /** @param number its number among the machine's CPUs, from 0 */
    public Cpu(int number, Clock clock, PhysicalMemory memory, Tlb tlb, Tracer tracer, CpuConfig config) {
        this.number = number;
        this.clock = clock;
        this.tracer = tracer;
        loadDelay = config.loadDelay();
        cp0 = new Cp0(clock, tlb);
        boolean translate = config.engine() == Engine.TRANSLATOR && loadDelay == LoadDelay.INTERLOCKED;
        mmu = new Mmu(memory, tlb, translate, config.isa());
        Multiplier multiplier = new Multiplier();
        interpreter = new Interpreter(clock, memory, mmu, pending, multiplier);
        fpu = config.hasFpu() ? new Fpu(clock, config.isa()) : null;
        rare = new RareInstructions(clock, memory, mmu, cp0, pending, loadDelay, config.isa(), fpu);
        translator = translate ? new Translator(clock, memory, mmu, multiplier, interpreter) : null;
    }

    /** Connects the devices; a CPU that none are connected to finds memory and nothing else. */
    public void connect(Bus devices) {
        bus = devices;
    }

    /** The control coprocessor. */
    public Cp0 cp0() {
        return cp0;
    }

    /** The floating-point unit, or null if there is none. */
    public @Nullable Fpu fpu() {
        return fpu;
    }

    /** Instructions completed since power-on. */
    public long instructions() {
        long translated = translator == null ? 0 : translator.instructions();
        return interpreter.instructions() + translated + rareInstructions + deviceInstructions;
    }

    /** Stretches of code translated to JVM bytecode since power-on, 0 with {@link Engine#INTERPRETER}. */
    public int translations() {
        return translator == null ? 0 : translator.translations();
    }

    /**
     * Executes user-mode instructions of {@code context} in address space {@code asid} until the clock is due or an
     * exception is taken. For a kernel in Java, which stands where the exception vectors point: after an exception the
     * context is at the instruction that raised it, or at the branch before it if it stood in a delay slot, so that
     * running again repeats it; {@link Cp0#returnFromException()} is the kernel's to call. The floating-point unit is
     * not usable.
     */
    public Stop run(CpuContext context, int asid) {
        return run(context, asid, false);
    }

    /** Like {@link #run(CpuContext, int)}; {@code fpuUsable} is what becomes of Status.CU1. */
    public Stop run(CpuContext context, int asid, boolean fpuUsable) {
        cp0.enterUserMode(asid, fpuUsable);
        rare.unlink();
        while (!clock.due()) {
            mmu.select(asid, true);
            if (!advance(context)) {
                return Stop.EXCEPTION;
            }
        }
        pending.arrive(context.gpr, 0);
        return Stop.CLOCK_LIMIT;
    }

    /**
     * Executes whatever Status and EntryHi say, kernel mode included, until the clock is due. Exceptions and interrupts
     * go to the guest's own handlers at the vectors. A clock without a limit never comes due.
     */
    public Stop runRaw(CpuContext context) {
        rare.unlink();
        while (!clock.due()) {
            if (cp0.interruptPending()) {
                enter(context, ExceptionCode.INT, 0);
                context.jumpTo(cp0.vector(false));
            }
            mmu.select(cp0.asid(), cp0.userMode(), cp0.isolated());
            if (!advance(context)) {
                context.jumpTo(cp0.vector(cp0.exception().isTlbException() && mmu.refill()));
            }
        }
        return Stop.CLOCK_LIMIT;
    }

    /** The load under way on a CPU with an exposed load delay. */
    PendingLoad pendingLoad() {
        return pending;
    }

    /** Executes up to the next point where mode or address space may have changed; false if an exception was taken. */
    private boolean advance(CpuContext context) {
        return switch (execute(context)) {
            case TIME -> true;
            case RARE -> rare(context, interpreter.rareWord());
            case FAULT -> {
                if (interpreter.fault() == ExceptionCode.DBE
                        && (isolatedStore(context) || device(context, mmu.failedPhysical()))) {
                    yield true;
                }
                enter(context, interpreter.fault(), 0);
                yield false;
            }
        };
    }

    /**
     * Completes a load or store of a word that found no memory but a device, at the cycle after the instruction's: a
     * register may depend on the time and change what is due. False if it is no such instruction.
     */
    private boolean device(CpuContext context, long physical) {
        if (bus == null || !bus.holds(physical)) {
            return false;
        }
        long instruction = mmu.plainAt(context.pc);
        switch (Decoder.op(instruction)) {
            case Op.LW -> rare.load(context, Decoder.dest(instruction), bus.read((int) physical));
            case Op.SW -> {
                bus.write((int) physical, context.gpr[Decoder.rt(instruction)]);
                rare.done(context);
            }
            default -> {
                return false;
            }
        }
        deviceInstructions++;
        return true;
    }

    /** Completes a store to the isolated cache, which a kernel clears so: there is none, so nothing is stored. */
    private boolean isolatedStore(CpuContext context) {
        if (!mmu.isolated() || !Op.isStore(Decoder.op(mmu.plainAt(context.pc)))) {
            return false;
        }
        deviceInstructions++;
        rare.done(context);
        return true;
    }

    private Interpreter.Exit execute(CpuContext context) {
        if (translator != null) {
            return translator.execute(context, clock.limit());
        }
        return loadDelay == LoadDelay.INTERLOCKED ? interpreter.execute(context, clock.limit()) : step(context);
    }

    /** Executes one instruction and lets the load before it arrive after it. */
    private Interpreter.Exit step(CpuContext context) {
        long instruction = mmu.peek(context.pc);
        int dest = Decoder.dest(instruction);
        int old = context.gpr[dest];
        Interpreter.Exit exit = interpreter.execute(context, clock.now() + 1);
        if (exit != Interpreter.Exit.TIME) {
            return exit;
        }
        int loaded = context.gpr[dest];
        boolean load = Op.isLoad(Decoder.op(instruction));
        if (load) {
            context.gpr[dest] = old;
        }
        pending.arrive(context.gpr, dest);
        if (load) {
            pending.set(dest, loaded);
        }
        return exit;
    }

    private boolean rare(CpuContext context, int word) {
        clock.charge(1);
        ExceptionCode refused = rare.execute(context, word);
        if (refused != null) {
            enter(context, refused, rare.coprocessor());
            return false;
        }
        rareInstructions++;
        return true;
    }

    private void enter(CpuContext context, ExceptionCode code, int coprocessor) {
        pending.arrive(context.gpr, 0);
        rare.unlink();
        int epc = context.inDelaySlot ? context.pc - 4 : context.pc;
        cp0.enter(code, epc, context.inDelaySlot, coprocessor);
        int address = 0;
        if (code.isTlbException() || code == ExceptionCode.ADEL || code == ExceptionCode.ADES) {
            address = mmu.failedAddress();
            cp0.setBadAddress(address, code.isTlbException());
        }
        context.jumpTo(epc);
        tracer.emit(new HwEvent.ExceptionRaised(number, code.code(), epc, address));
    }
}
