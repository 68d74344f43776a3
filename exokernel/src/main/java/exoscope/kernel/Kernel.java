package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exokernel on one machine: it keeps track of ownership, guards every binding, and takes back what is needed. */
public final class Kernel {
    /** Environments that can be created in one run: their numbers have 12 bits in the software TLB, and 0 is nobody's. */
    public static final int MAX_ENVIRONMENTS = 4095;

    /** A slice given up in favour of an environment, or of whoever is next if that is 0; {@code transfer}: to its entry. */
    record Yield(int to, boolean transfer) {}

    private final Machine machine;
    private final KernelConfig config;
    private final CapabilityMint mint;
    private final @Nullable Volume volume;
    private final FrameTable frames;
    private final AddressSpaces spaces;
    private final Translations translations;
    private final GuaranteedMappings guaranteed;
    private final BlockTable blocks;
    private final Transfers transfers;
    private final Resources resources = new Resources(this);
    private final Revocations revocations;
    private final Accounts accounts;
    private final CpuVector vector;
    private final Invariants invariants;
    private final Demands demands = new Demands();
    private final Claims claims = new Claims(this);
    private final FpuOwnership fpu;
    private final ControlTransfers control;
    private final Network network;
    private final Predicates predicates;
    private final ExcessTime excess = new ExcessTime(this);
    private final ExceptionContexts exceptions;
    private final SoftwareInterrupts interrupts;
    /** By number less 1, the dead included: a number is never used twice. */
    private final List<Environment> environments = new ArrayList<>();

    private @Nullable Yield yield;
    private int deaths;

    public Kernel(Machine machine, KernelConfig config) {
        this.machine = machine;
        this.config = config;
        accounts = new Accounts(machine.clock());
        invariants = new Invariants(this);
        vector = new CpuVector(config.slices(), machine.tracer(), invariants);
        frames = new FrameTable(machine.memory(), machine.tracer(), invariants);
        spaces = new AddressSpaces(invariants);
        translations = new Translations(machine.tlb(), machine.memory().frames(), spaces, machine.tracer(), invariants);
        guaranteed = new GuaranteedMappings(this);
        blocks = new BlockTable(machine.disk().blocks(), machine.tracer(), invariants);
        transfers = new Transfers(machine.disk(), blocks, frames, machine.tracer(), this::environment, invariants);
        revocations = new Revocations(this);
        fpu = new FpuOwnership(this);
        control = new ControlTransfers(this);
        network = new Network(this);
        predicates = new Predicates(this);
        exceptions = new ExceptionContexts(this);
        interrupts = new SoftwareInterrupts(this);
        machine.disk().onEnd(completion -> {
            charge(Tracer.NO_ENV, Cost.INTERRUPT, 1);
            transfers.end(completion);
        });
        volume = config.volume() ? new VolumeBoot(this).boot() : null;
        mint = volume == null ? new CapabilityMint(config.seed()) : volume.mint();
    }

    /**
     * Lets the time pass that some of the kernel's work takes.
     *
     * @param payer the environment that asked for it, or {@link Tracer#NO_ENV} if it is the kernel's own
     */
    void charge(int payer, Cost cost, long times) {
        invariants.refuseToGoOn();
        accounts.charge(payer, cost.cycles() * times);
    }

    /** Lets time pass whose measure is not in the table: what a filter or a downloaded program takes. */
    void chargeCycles(int payer, long cycles) {
        invariants.refuseToGoOn();
        accounts.charge(payer, cycles);
    }

    /** Creates an environment and returns its number. The kernel never revokes below {@code guaranteed} frames. */
    public int createEnvironment(String name, int guaranteed) {
        if (environments.size() == MAX_ENVIRONMENTS) {
            throw new IllegalStateException("no more than " + MAX_ENVIRONMENTS + " environments in one run");
        }
        Environment env = new Environment(environments.size() + 1, name, guaranteed);
        environments.add(env);
        frames.open();
        accounts.open();
        spaces.open(env.id);
        tracer().emitFor(env.id, new KernelEvent.EnvCreated(name, guaranteed));
        return env.id;
    }

    /** Ends an environment: everything it owned is free afterwards, and its open revocations count as aborted. */
    public void destroyEnvironment(int id, int code, String reason) {
        Environment env = environment(id);
        env.end();
        deaths++;
        revocations.abortAll(id);
        vector.releaseAll(id);
        demands.forget(id);
        claims.forget(id);
        fpu.forget(id);
        control.forget(id);
        network.forget(id);
        predicates.forget(id);
        guaranteed.forget(id);
        charge(Tracer.NO_ENV, Cost.TRANSLATION_FLUSH, translations.breakSpace(id));
        if (volume != null) {
            volume.forget(id);
        }
        excess.forget(id);
        exceptions.forget(id);
        interrupts.forget(id);
        frames.ownedBy(id).forEach(frame -> breakAndRelease(frame, Tracer.NO_ENV));
        spaces.takeAll(id);
        charge(Tracer.NO_ENV, Cost.DISK_COMMAND, transfers.wipeAll(id));
        tracer().emitFor(id, KernelEvent.AccountClosed.of(accounts.of(id, frames)));
        tracer().emitFor(id, new KernelEvent.EnvExited(code, reason));
        invariants.checkExited(id);
    }

    /** Whose the floating-point unit is. */
    public FpuOwnership fpu() {
        return fpu;
    }

    /** Refuses a call whose arguments its runtime did not let through, as the kernel refuses others: it counts and is paid for. */
    public <T> Result<T> refuseCall(int env, String call, String problem) {
        GuardedCalls calls = new EnvironmentCalls(this, environment(env));
        calls.enter();
        return calls.refuse(call, KernelError.BAD_ARGUMENT, problem);
    }

    /** The calls of one environment. */
    public Exokernel callsOf(int env) {
        return new EnvironmentCalls(this, environment(env));
    }

    /** The oldest undelivered upcall of an environment, or null if there is none or it must not be interrupted. */
    public @Nullable Upcall nextUpcall(int env) {
        if (interrupts.off(env)) {
            interrupts.miss(env, environment(env).pendingKinds());
            return null;
        }
        return environment(env).nextUpcall();
    }

    /** Where exceptions of machine code go. */
    public ExceptionContexts exceptions() {
        return exceptions;
    }

    /** Dispatches an upcall, which costs time, or says that its code went back to what it interrupted, which does not. */
    public void noteUpcall(int env, Upcall upcall, boolean started) {
        if (started) {
            accounts.countUpcall(env);
            if (!(upcall instanceof Upcall.Called || upcall instanceof Upcall.SliceStarting)) {
                charge(env, Cost.UPCALL, 1); // those have been paid for as a whole
            }
        } else if (upcall instanceof Upcall.SliceEnding) {
            environment(env).saved();
            stopSoon(env);
        }
        tracer().emitFor(
                        env,
                        started
                                ? new KernelEvent.UpcallStarted(upcall.kind(), upcall.subject())
                                : new KernelEvent.UpcallEnded(upcall.kind()));
    }

    /**
     * Translates a user address of an environment, filling the hardware TLB from the STLB, and both with what is guaranteed.
     *
     * @return the physical address, or {@link Tlb#MISS} or {@link Tlb#READ_ONLY} when the environment must decide
     */
    public long translate(int env, int address, boolean store) {
        int asid = addressSpaceOf(env);
        long physical = machine.tlb().translate(address, asid, store);
        if (physical < 0) {
            accounts.countTlbException(env);
        }
        if (physical == Tlb.MISS && address >= 0 && refill(env, address >>> 12)) {
            physical = machine.tlb().translate(address, asid, store);
        }
        return physical;
    }

    /** Answers a miss without the environment, if that can be done. */
    private boolean refill(int env, int page) {
        if (translations.refill(env, page)) {
            charge(env, Cost.STLB_REFILL, 1);
            return true;
        }
        boolean promised = lives(env) && guaranteed.refill(env, page);
        charge(env, Cost.GUARANTEED_MAPPING, promised ? 1 : 0);
        return promised;
    }

    /**
     * The address-space identifier under which an environment's code runs and its translations are in the hardware TLB. If
     * it has none, one is taken from another, but never from the one that is running.
     */
    public int addressSpaceOf(int env) {
        int asid = spaces.of(env);
        return asid == AddressSpaces.NONE ? recycleFor(environment(env)) : asid;
    }

    private int recycleFor(Environment env) {
        if (!env.alive()) {
            return AddressSpaces.NONE;
        }
        int asid = spaces.choose(spaces.current(accounts.running()));
        int from = spaces.owner(asid);
        if (from != Tracer.NO_ENV) {
            charge(Tracer.NO_ENV, Cost.ASID_RECYCLE, 1);
            translations.flushHardware(asid);
            spaces.take(from);
        }
        spaces.give(asid, spaces.current(env.id));
        tracer().emitFor(env.id, new KernelEvent.AsidRecycled(asid, AddressSpaces.envOf(from)));
        return asid;
    }

    /**
     * Binds disk blocks to an environment before it runs, as an installer does: no call, and no time passes. The kernel never
     * asks the environment to have fewer than it was granted.
     */
    public int grantExtent(int env, int blocks) {
        int first = this.blocks.firstFree(blocks, block -> true);
        if (first < 0) {
            throw new IllegalStateException("no " + blocks + " consecutive disk blocks are free");
        }
        this.blocks.bind(env, first, blocks);
        environment(env).grantBlocks(blocks);
        return first;
    }

    /** Cycles that an environment has been charged: its code, its calls and its upcalls. */
    public long chargedTo(int env) {
        return accounts.chargedTo(environment(env).id);
    }

    /** Where every cycle since power-on went, and what else was used, as of now. */
    public Ledger ledger() {
        return accounts.snapshot(environments.size(), frames);
    }

    /** Whether there is such an environment, and it has not ended. */
    boolean lives(int env) {
        return env >= 1 && env <= environments.size() && environment(env).alive();
    }

    /** Whether there is such an environment, and a slice would be of use to it; if it waits for a predicate, it pays for that. */
    public boolean canRun(int env) {
        return canRun(env, env);
    }

    /** The same, where {@code payer} wants to know. */
    boolean canRun(int env, int payer) {
        return lives(env) && !control.waits(env) && (environment(env).runnable() || predicates.evaluate(env, payer));
    }

    /** Whether an environment that waits need not wait any longer: evaluates its predicate, if it has one. */
    public boolean wakes(int env) {
        return environment(env).alive() && predicates.evaluate(env, env);
    }

    /** Notes that the environment whose slice it is gives the rest of it up, and has it stop at its next charge point. */
    void yieldFrom(int env, int to) {
        if (accounts.running() == env) {
            stopFor(new Yield(to, false));
            tracer().emitFor(env, new KernelEvent.ProcessorYielded(to));
        }
    }

    /** Has the environment whose slice it is stop at its next charge point, for another's entry to run at once. */
    void handOver(int env, int to) {
        if (accounts.running() == env) {
            stopFor(new Yield(to, true));
        }
    }

    /** Has the environment that runs stop at its next charge point. */
    void stopSoon(int env) {
        if (accounts.running() == env) {
            machine.clock().setLimit(machine.clock().now());
        }
    }

    private void stopFor(Yield next) {
        yield = next;
        machine.clock().setLimit(machine.clock().now());
    }

    /** The yield that was asked for and not carried out yet, or null. */
    @Nullable
    Yield pendingYield() {
        return yield;
    }

    void forgetYield() {
        yield = null;
    }

    /** Lets time pass in which nothing runs, up to a cycle at which something will happen. */
    void idleUntil(long cycle) {
        accounts.idleUntil(cycle);
    }

    /** Frames that an environment owns, in ascending order. */
    public List<Integer> framesOf(int env) {
        return frames.ownedBy(env);
    }

    /** Asks the owner of a frame to give it back. Returns whether a new request was made. */
    public boolean revoke(int frame) {
        return revoke(new Resource.Frame(frame));
    }

    /** Asks the owner of a resource to give it back. Returns whether a new request was made. */
    public boolean revoke(Resource resource) {
        return resources.ownerOf(resource) != Tracer.NO_ENV && revocations.request(resource);
    }

    /**
     * Free frames that {@code env} may have: others are kept for those who asked before, but never those that it still
     * needs for its guarantee.
     */
    int available(int env) {
        int kept = demands.ofOthers(env, machine.clock().now());
        int owed = environment(env).guaranteed - frames.countOwnedBy(env);
        return Math.max(frames.freeCount() - kept, Math.clamp(owed, 0, frames.freeCount()));
    }

    /** All that were ever created, in order. */
    List<Environment> environments() {
        return environments;
    }

    /** Breaks every binding to a frame, translations, transfers and filters alike, and frees it; nobody pays what is forced. */
    void breakAndRelease(int frame, int payer) {
        breakBindings(frame, payer);
        frames.release(frame);
    }

    /** Breaks every binding to a frame that is about to leave its owner. */
    void breakBindings(int frame, int payer) {
        guaranteed.breakFrame(frame);
        charge(payer, Cost.TRANSLATION_FLUSH, translations.breakFrame(frame));
        transfers.cancelFrame(frame);
        network.breakFrame(frame, payer == Tracer.NO_ENV);
        predicates.breakFrame(frame);
        exceptions.breakFrame(frame);
        interrupts.breakFrame(frame);
    }

    /** What must hold; whoever breaks it is stopped. */
    Invariants invariants() {
        return invariants;
    }

    Environment environment(int id) {
        if (id < 1 || id > environments.size()) {
            throw new IllegalArgumentException("no environment " + id);
        }
        return environments.get(id - 1);
    }

    /** The machine underneath. */
    public Machine machine() {
        return machine;
    }

    KernelConfig config() {
        return config;
    }

    Tracer tracer() {
        return machine.tracer();
    }

    CpuVector vector() {
        return vector;
    }

    Accounts accounts() {
        return accounts;
    }

    CapabilityMint mint() {
        return mint;
    }

    FrameTable frames() {
        return frames;
    }

    Demands demands() {
        return demands;
    }

    Claims claims() {
        return claims;
    }

    ControlTransfers control() {
        return control;
    }

    AddressSpaces spaces() {
        return spaces;
    }

    /** Environments that have ended. */
    int deaths() {
        return deaths;
    }

    Translations translations() {
        return translations;
    }

    GuaranteedMappings guaranteed() {
        return guaranteed;
    }

    BlockTable blocks() {
        return blocks;
    }

    Transfers transfers() {
        return transfers;
    }

    /** The file systems on the disk, or null if this kernel keeps none. */
    @Nullable
    Volume volume() {
        return volume;
    }

    Network network() {
        return network;
    }

    Predicates predicates() {
        return predicates;
    }

    Resources resources() {
        return resources;
    }

    ExcessTime excess() {
        return excess;
    }

    SoftwareInterrupts interrupts() {
        return interrupts;
    }

    Revocations revocations() {
        return revocations;
    }
}
