package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * Secure bindings of pages to frames, held in the STLB, and some of them in the hardware TLB too.
 *
 * <p>Invariants: every entry of either was admitted with a capability for its frame, and goes no later than the right
 * it rests on; what the hardware holds the STLB holds as well, so that one search finds everything.
 */
final class Translations {
    private final Tlb tlb;
    private final Stlb stlb;
    private final Tracer tracer;
    private final Invariants invariants;
    private final AddressSpaces spaces;
    /** Next hardware entry to replace; round robin above the wired ones, so that runs repeat. */
    private int victim = Tlb.WIRED;

    Translations(Tlb tlb, int frames, AddressSpaces spaces, Tracer tracer, Invariants invariants) {
        this.spaces = spaces;
        this.invariants = invariants;
        this.tlb = tlb;
        this.tracer = tracer;
        stlb = new Stlb(frames);
    }

    Stlb stlb() {
        return stlb;
    }

    /**
     * Admits a translation; the caller has checked that {@code key} opens the frame. The hardware learns it if the
     * environment has an address-space identifier.
     */
    void bind(int env, int page, int frame, boolean writable, Capability key) {
        invariants.checkAlive(env);
        int old = stlb.find(env, page);
        if (old != Stlb.NONE) {
            stlb.remove(old);
        }
        vacate(Stlb.slot(env, page));
        int entryLo = frame << PhysicalMemory.FRAME_SHIFT | Tlb.VALID | (writable ? Tlb.DIRTY : 0);
        stlb.put(env, page, entryLo, key);
        install(env, page, entryLo);
        tracer.emitFor(env, new KernelEvent.TranslationBound(page, frame, writable));
    }

    private void vacate(int slot) {
        if (stlb.used(slot)) {
            int index = probe(stlb.env(slot), stlb.page(slot));
            if (index < 0) {
                drop(slot);
            } else {
                stlb.setAside(slot, index);
            }
        }
    }

    /** Answers a hardware miss of an environment with an identifier. Returns whether the page is in the TLB now. */
    boolean refill(int env, int page) {
        int slot = stlb.find(env, page);
        if (slot == Stlb.NONE) {
            return false;
        }
        install(env, page, stlb.entryLo(slot));
        tracer.emitFor(env, new KernelEvent.StlbHit(page));
        return true;
    }

    /** Removes one page's translation. */
    void breakPage(int env, int page) {
        int slot = stlb.find(env, page);
        if (slot != Stlb.NONE) {
            drop(slot);
        }
    }

    /** Removes every translation to a frame, in all address spaces. Returns how many there were. */
    int breakFrame(int frame) {
        int count = 0;
        for (int slot = stlb.firstOf(frame); slot != Stlb.NONE; slot = stlb.firstOf(frame)) {
            drop(slot);
            count++;
        }
        return count;
    }

    /** Removes everything under an address-space identifier from the hardware; the STLB keeps what it has. */
    void flushHardware(int asid) {
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            if ((tlb.entryLo(index) & Tlb.VALID) != 0 && Tlb.asidOf(tlb.entryHi(index)) == asid) {
                forgetAside(index);
                tlb.invalidate(index);
                invariants.checkOwnWrite(index);
            }
        }
    }

    /** Removes every translation of an environment. Returns how many there were. */
    int breakSpace(int env) {
        int count = 0;
        for (int slot = 0; slot < Stlb.SLOTS; slot++) {
            if (stlb.used(slot) && stlb.env(slot) == env) {
                drop(slot);
                count++;
            }
        }
        return count;
    }

    /**
     * Takes rights from every translation to a frame.
     *
     * @param rights those that remain: both, {@link Capability#READ}, or none
     * @return how many translations changed
     */
    int narrow(int frame, int rights) {
        if (rights == 0) {
            return breakFrame(frame);
        }
        int count = 0;
        for (int slot = stlb.firstOf(frame); slot != Stlb.NONE; slot = stlb.nextOf(slot)) {
            boolean writable = (stlb.entryLo(slot) & Tlb.DIRTY) != 0;
            if (writable && (rights & Capability.WRITE) == 0) {
                setWritable(slot, false);
                count++;
            }
        }
        return count;
    }

    /** Allows or forbids stores through an entry; who allows them has looked at the rights that it rests on. */
    void setWritable(int slot, boolean writable) {
        stlb.setDirty(slot, writable);
        int index = probe(stlb.env(slot), stlb.page(slot));
        if (index >= 0) {
            tlb.write(index, tlb.entryHi(index), stlb.entryLo(slot));
            invariants.checkOwnWrite(index);
        }
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        tracer.emitFor(stlb.env(slot), new KernelEvent.TranslationBound(stlb.page(slot), frame, writable));
    }

    /** The valid entries of the hardware TLB. */
    List<Exokernel.Translation> inHardware() {
        List<Exokernel.Translation> entries = new ArrayList<>();
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            int entryHi = tlb.entryHi(index);
            if ((tlb.entryLo(index) & Tlb.VALID) != 0) {
                entries.add(translation(spaces.owner(Tlb.asidOf(entryHi)), Tlb.pageOf(entryHi), tlb.entryLo(index)));
            }
        }
        return entries;
    }

    /** The STLB's translation of a page, or nothing. */
    List<Exokernel.Translation> inSoftware(int env, int page) {
        int slot = stlb.find(env, page);
        return slot == Stlb.NONE ? List.of() : List.of(translation(env, page, stlb.entryLo(slot)));
    }

    private static Exokernel.Translation translation(int env, int page, int entryLo) {
        return new Exokernel.Translation(env, page, Tlb.pageOf(entryLo), (entryLo & Tlb.DIRTY) != 0);
    }

    private void drop(int slot) {
        int env = stlb.env(slot);
        int page = stlb.page(slot);
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        int index = probe(env, page);
        if (index >= 0) {
            tlb.invalidate(index);
            invariants.checkOwnWrite(index);
        }
        stlb.remove(slot);
        tracer.emitFor(env, new KernelEvent.TranslationBroken(page, frame));
    }

    private void install(int env, int page, int entryLo) {
        if (spaces.of(env) == AddressSpaces.NONE) {
            return;
        }
        int entryHi = entryHi(env, page);
        int index = tlb.probe(entryHi);
        if (index < 0) {
            index = victim;
            victim = victim + 1 == Tlb.ENTRIES ? Tlb.WIRED : victim + 1;
            forgetAside(index);
        }
        tlb.write(index, entryHi, entryLo);
        invariants.checkOwnWrite(index);
    }

    /** The hardware loses entry {@code index}: if that was all that was left of a translation, it is gone. */
    private void forgetAside(int index) {
        int slot = Stlb.ENTRIES + index;
        if (stlb.used(slot)) {
            int env = stlb.env(slot);
            int page = stlb.page(slot);
            int frame = Tlb.pageOf(stlb.entryLo(slot));
            stlb.remove(slot);
            tracer.emitFor(env, new KernelEvent.TranslationBroken(page, frame));
        }
    }

    /** Index of the hardware's entry for a page, or negative. */
    private int probe(int env, int page) {
        return spaces.of(env) == AddressSpaces.NONE ? -1 : tlb.probe(entryHi(env, page));
    }

    private int entryHi(int env, int page) {
        return page << PhysicalMemory.FRAME_SHIFT | spaces.of(env) << Tlb.ASID_SHIFT;
    }
}
