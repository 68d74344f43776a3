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
    /** Next hardware entry to replace; round robin above the wired ones, so that runs repeat. */
    private int victim = Tlb.WIRED;

    Translations(Tlb tlb, int frames, Tracer tracer, Invariants invariants) {
        this.invariants = invariants;
        this.tlb = tlb;
        this.tracer = tracer;
        stlb = new Stlb(frames);
    }

    Stlb stlb() {
        return stlb;
    }

    /** Admits a translation; the caller has checked that {@code key} opens the frame. */
    void bind(int asid, int page, int frame, boolean writable, Capability key) {
        int old = stlb.find(asid, page);
        if (old != Stlb.NONE) {
            stlb.remove(old);
        }
        vacate(Stlb.slot(asid, page));
        int entryLo = frame << PhysicalMemory.FRAME_SHIFT | Tlb.VALID | (writable ? Tlb.DIRTY : 0);
        stlb.put(asid, page, entryLo, key);
        install(asid, page, entryLo);
        tracer.emitFor(asid, new KernelEvent.TranslationBound(page, frame, writable));
    }

    private void vacate(int slot) {
        if (stlb.used(slot)) {
            int index = tlb.probe(entryHi(stlb.asid(slot), stlb.page(slot)));
            if (index < 0) {
                drop(slot);
            } else {
                stlb.setAside(slot, index);
            }
        }
    }

    /** Answers a hardware miss from the STLB. Returns whether the page is in the TLB now. */
    boolean refill(int asid, int page) {
        int slot = stlb.find(asid, page);
        if (slot == Stlb.NONE) {
            return false;
        }
        install(asid, page, stlb.entryLo(slot));
        tracer.emitFor(asid, new KernelEvent.StlbHit(page));
        return true;
    }

    /** Removes one page's translation. */
    void breakPage(int asid, int page) {
        int slot = stlb.find(asid, page);
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

    /** Removes every translation of an address space. Returns how many there were. */
    int breakSpace(int asid) {
        int count = 0;
        for (int slot = 0; slot < Stlb.SLOTS; slot++) {
            if (stlb.used(slot) && stlb.asid(slot) == asid) {
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
                makeReadOnly(slot, frame);
                count++;
            }
        }
        return count;
    }

    private void makeReadOnly(int slot, int frame) {
        stlb.clearDirty(slot);
        int entryHi = entryHi(stlb.asid(slot), stlb.page(slot));
        int index = tlb.probe(entryHi);
        if (index >= 0) {
            tlb.write(index, entryHi, stlb.entryLo(slot));
            invariants.checkOwnWrite(index);
        }
        tracer.emitFor(stlb.asid(slot), new KernelEvent.TranslationBound(stlb.page(slot), frame, false));
    }

    /** The valid entries of the hardware TLB. */
    List<Exokernel.Translation> inHardware() {
        List<Exokernel.Translation> entries = new ArrayList<>();
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            int entryHi = tlb.entryHi(index);
            if ((tlb.entryLo(index) & Tlb.VALID) != 0) {
                entries.add(translation(Tlb.asidOf(entryHi), Tlb.pageOf(entryHi), tlb.entryLo(index)));
            }
        }
        return entries;
    }

    /** The STLB's translation of a page, or nothing. */
    List<Exokernel.Translation> inSoftware(int asid, int page) {
        int slot = stlb.find(asid, page);
        return slot == Stlb.NONE ? List.of() : List.of(translation(asid, page, stlb.entryLo(slot)));
    }

    private static Exokernel.Translation translation(int asid, int page, int entryLo) {
        return new Exokernel.Translation(asid, page, Tlb.pageOf(entryLo), (entryLo & Tlb.DIRTY) != 0);
    }

    private void drop(int slot) {
        int asid = stlb.asid(slot);
        int page = stlb.page(slot);
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        int index = tlb.probe(entryHi(asid, page));
        if (index >= 0) {
            tlb.invalidate(index);
            invariants.checkOwnWrite(index);
        }
        stlb.remove(slot);
        tracer.emitFor(asid, new KernelEvent.TranslationBroken(page, frame));
    }

    private void install(int asid, int page, int entryLo) {
        int entryHi = entryHi(asid, page);
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
            int asid = stlb.asid(slot);
            int page = stlb.page(slot);
            int frame = Tlb.pageOf(stlb.entryLo(slot));
            stlb.remove(slot);
            tracer.emitFor(asid, new KernelEvent.TranslationBroken(page, frame));
        }
    }

    private static int entryHi(int asid, int page) {
        return page << PhysicalMemory.FRAME_SHIFT | asid << Tlb.ASID_SHIFT;
    }
}
