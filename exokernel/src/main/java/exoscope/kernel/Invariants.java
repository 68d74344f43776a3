package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import org.jspecify.annotations.Nullable;

/**
 * What must hold at every moment. After each change the kernel checks what that change could have broken, in time that
 * grows with the change, and with the hardware TLB's 64 entries if somebody else has written to it. The end of a slice checks everything that has changed since the last, whoever changed it, and a part of the rest
 * in turn; at the end of an environment all tables are gone through. What does not hold is said in the trace and stops the
 * machine, also when user code catches the exception: the kernel then does nothing any more.
 */
final class Invariants {
    static final String OWNER = "one owner a frame, extent and slice";
    static final String BINDINGS = "translations within live bindings";
    static final String RIGHTS = "no right wider than its capability";
    static final String REVOCATION = "one end a revocation";
    static final String DMA = "no DMA into a frame that its issuer does not own";
    static final String BLOCKS = "no transfer of blocks that its issuer does not own";
    static final String FILTERS = "one owner a filter";
    static final String DELIVERY = "no packet into a frame that its filter's owner does not own";
    static final String PREDICATES = "no predicate over a frame that its environment does not own";
    static final String CACHE = "the registry names no frame that is used for something else";
    static final String VOLUME = "one owner a block of a root";
    static final String TEMPLATES = "metadata owns what its function says";
    static final String EXCESS = "excess time taken is owed or forfeited";
    static final String BORROWING = "no environment lives on more time than it may owe";
    static final String SAVE_AREAS = "no save area in a frame that its environment does not own";
    static final String EXITED = "an environment that has ended owns nothing";
    static final String SPACES = "one environment an address-space identifier";
    static final String LEDGER = "charged cycles add up";

    /** Entries of each large table that a slice's end looks at though nothing is known to have changed them. */
    private static final int PART = 8;

    private final Kernel kernel;
    private final Tlb tlb;
    /** The hardware TLB as it was when it was last known to be right. */
    private int checkedGeneration;
    /** Writes of the kernel's own since then, each checked when it was made. */
    private int ownWrites;

    private @Nullable String broken;

    Invariants(Kernel kernel) {
        this.kernel = kernel;
        tlb = kernel.machine().tlb();
        checkedGeneration = tlb.generation();
    }

    /** Stops the machine. */
    void stop(String invariant, String detail) {
        if (broken == null) {
            broken = invariant + ": " + detail;
            kernel.tracer().emit(new KernelEvent.InvariantBroken(invariant, detail));
            kernel.machine().clock().setLimit(0);
        }
        throw new InvariantBrokenException(broken);
    }

    /** Throws if something has been broken before, whoever caught it. */
    void refuseToGoOn() {
        if (broken != null) {
            throw new InvariantBrokenException(broken);
        }
    }

    /** Whether something has been broken. */
    boolean broken() {
        return broken != null;
    }

    /** A binding is about to be made for an environment. */
    void checkAlive(int env) {
        if (!kernel.environment(env).alive()) {
            stop(EXITED, "environment " + env + " is to get something");
        }
    }

    /** A frame is about to be free. */
    void checkUnreachable(int frame) {
        if (kernel.translations().stlb().firstOf(frame) != Stlb.NONE) {
            stop(BINDINGS, "frame " + frame + " is given back and still mapped");
        }
        if (kernel.guaranteed().uses(frame)) {
            stop(BINDINGS, "frame " + frame + " is given back and a mapping to it guaranteed");
        }
    }

    /** The kernel has written a TLB entry. */
    void checkOwnWrite(int index) {
        ownWrites++;
        int entryLo = tlb.entryLo(index);
        if ((entryLo & Tlb.VALID) != 0) {
            checkEntry(kernel.translations().stlb(), index, tlb.entryHi(index), entryLo);
        }
    }

    /** After a call. Its own changes have been checked; what else changed the TLB is found by its count of changes. */
    void checkCall() {
        if (tlb.generation() != checkedGeneration + ownWrites) {
            checkTlb();
        }
    }

    /** What has changed since the last time, and a part of what has not. */
    void checkChanges() {
        Stlb stlb = kernel.translations().stlb();
        boolean translationsChanged = stlb.changes().any();
        kernel.frames().changes().forEach(this::checkFrame);
        stlb.changes().forEach(this::checkSlot);
        kernel.frames().changes().sweep(PART, this::checkFrame);
        stlb.changes().sweep(PART, this::checkSlot);
        if (translationsChanged || tlb.generation() != checkedGeneration + ownWrites) {
            checkTlb();
        }
        checkOpenMatters();
    }

    /** All tables. */
    void checkAll() {
        kernel.frames().checkAll();
        kernel.spaces().checkAll();
        checkTlb();
        for (int slot = 0; slot < Stlb.SLOTS; slot++) {
            checkSlot(slot);
        }
        long misentered = kernel.accounts().misentered();
        if (misentered != 0) {
            stop(LEDGER, misentered + " cycles too many are on the accounts");
        }
        checkOpenMatters();
    }

    /** What lasts: revocations, guarantees, transfers to the disk, control transfers and the clock. */
    private void checkOpenMatters() {
        kernel.revocations().checkAll();
        kernel.guaranteed().checkAll();
        kernel.transfers().checkAll();
        kernel.control().checkAll();
        kernel.network().checkAll();
        kernel.predicates().checkAll();
        Volume volume = kernel.volume();
        if (volume != null) {
            volume.checkAll();
        }
        kernel.excess().checkAll();
        kernel.exceptions().checkAll();
        kernel.interrupts().checkAll();
        long unaccounted = kernel.accounts().unaccounted();
        if (unaccounted != 0) {
            stop(LEDGER, unaccounted + " cycles on nobody's account");
        }
    }

    /** A frame, and whatever leads to it. */
    private void checkFrame(int frame) {
        Stlb stlb = kernel.translations().stlb();
        kernel.frames().check(frame);
        for (int slot = stlb.firstOf(frame); slot != Stlb.NONE; slot = stlb.nextOf(slot)) {
            checkSlot(slot);
        }
    }

    /** What an environment that has ended may not have. */
    void checkExited(int env) {
        if (kernel.frames().countOwnedBy(env) != 0
                || kernel.transfers().anythingOf(env)
                || kernel.vector().anythingOf(env)
                || kernel.network().anythingOf(env)
                || kernel.predicates().anythingOf(env)
                || kernel.guaranteed().anythingOf(env)
                || (kernel.volume() != null && kernel.volume().anythingOf(env))
                || kernel.excess().anythingOf(env)
                || kernel.exceptions().anythingOf(env)
                || kernel.interrupts().anythingOf(env)
                || kernel.spaces().anythingOf(env)
                || !kernel.revocations().pendingOf(env).isEmpty()) {
            stop(
                    EXITED,
                    "environment " + env
                            + " has frames, slices, blocks, transfers, filters, predicates, guarantees, handlers, debts, loans, an identifier or open revocations");
        }
        checkAll();
    }

    private void checkTlb() {
        Stlb stlb = kernel.translations().stlb();
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            int entryLo = tlb.entryLo(index);
            if ((entryLo & Tlb.VALID) != 0) {
                checkEntry(stlb, index, tlb.entryHi(index), entryLo);
            }
        }
        checkedGeneration = tlb.generation();
        ownWrites = 0;
    }

    private void checkEntry(Stlb stlb, int index, int entryHi, int entryLo) {
        int slot = stlb.find(kernel.spaces().owner(Tlb.asidOf(entryHi)), Tlb.pageOf(entryHi));
        if (slot == Stlb.NONE || Tlb.pageOf(stlb.entryLo(slot)) != Tlb.pageOf(entryLo)) {
            stop(BINDINGS, "TLB entry " + index + " leads to frame " + Tlb.pageOf(entryLo) + ", which nobody bound");
        }
        if ((entryLo & ~stlb.entryLo(slot)) != 0) {
            stop(RIGHTS, "TLB entry " + index + " allows more than was admitted");
        }
        checkSlot(slot);
    }

    private void checkSlot(int slot) {
        Stlb stlb = kernel.translations().stlb();
        if (!stlb.used(slot)) {
            return;
        }
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        if (kernel.frames().owner(frame) == FrameTable.FREE) {
            stop(BINDINGS, "page " + stlb.page(slot) + " leads to free frame " + frame);
        }
        if (!kernel.environment(stlb.env(slot)).alive()) {
            stop(EXITED, "environment " + stlb.env(slot) + " has page " + stlb.page(slot));
        }
        if (stlb.guard(slot) != kernel.frames().guard(frame)) {
            stop(RIGHTS, "page " + stlb.page(slot) + " rests on a capability that no longer opens frame " + frame);
        }
        boolean writable = (stlb.entryLo(slot) & Tlb.DIRTY) != 0;
        if (writable && (stlb.rights(slot) & Capability.WRITE) == 0) {
            stop(RIGHTS, "page " + stlb.page(slot) + " may be stored to with a capability for reading");
        }
    }
}
