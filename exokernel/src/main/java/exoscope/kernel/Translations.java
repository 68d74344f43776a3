package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.trace.Tracer;

/**
 * Secure bindings of pages to frames, held in the hardware TLB and the STLB.
 *
 * <p>Invariant: every entry of either was admitted with a capability for its frame, and goes no later than the right
 * it rests on. That is why a frame is never released before {@link #breakFrame} has run for it.
 */
final class Translations {
    private final Tlb tlb;
    private final Stlb stlb = new Stlb();
    private final Tracer tracer;
    /** Next hardware entry to replace; round robin above the wired ones, so that runs repeat. */
    private int victim = Tlb.WIRED;

    Translations(Tlb tlb, Tracer tracer) {
        this.tlb = tlb;
        this.tracer = tracer;
    }

    /** Admits a translation; the caller has checked the right to the frame. */
    void bind(int asid, int page, int frame, boolean writable) {
        int entryLo = frame << PhysicalMemory.FRAME_SHIFT | Tlb.VALID | (writable ? Tlb.DIRTY : 0);
        stlb.put(asid, page, entryLo);
        install(asid, page, entryLo);
        tracer.emitFor(asid, new KernelEvent.TranslationBound(page, frame, writable));
    }

    /** Answers a hardware miss from the STLB. Returns whether the page is in the TLB now. */
    boolean refill(int asid, int page) {
        int entryLo = stlb.get(asid, page);
        if (entryLo == Stlb.NONE) {
            return false;
        }
        install(asid, page, entryLo);
        tracer.emitFor(asid, new KernelEvent.StlbHit(page));
        return true;
    }

    /** Removes one page's translation. */
    void breakPage(int asid, int page) {
        stlb.remove(asid, page);
        int index = tlb.probe(entryHi(asid, page));
        if (index >= 0) {
            int frame = Tlb.pageOf(tlb.entryLo(index));
            tlb.invalidate(index);
            tracer.emitFor(asid, new KernelEvent.TranslationBroken(page, frame));
        }
    }

    /** Removes every translation to a frame, in all address spaces. */
    void breakFrame(int frame) {
        stlb.removeFrame(frame);
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            int entryLo = tlb.entryLo(index);
            if ((entryLo & Tlb.VALID) != 0 && Tlb.pageOf(entryLo) == frame) {
                int entryHi = tlb.entryHi(index);
                tlb.invalidate(index);
                tracer.emitFor(Tlb.asidOf(entryHi), new KernelEvent.TranslationBroken(Tlb.pageOf(entryHi), frame));
            }
        }
    }

    private void install(int asid, int page, int entryLo) {
        int entryHi = entryHi(asid, page);
        int index = tlb.probe(entryHi);
        if (index < 0) {
            index = victim;
            victim = victim + 1 == Tlb.ENTRIES ? Tlb.WIRED : victim + 1;
        }
        tlb.write(index, entryHi, entryLo);
    }

    private static int entryHi(int asid, int page) {
        return page << PhysicalMemory.FRAME_SHIFT | asid << Tlb.ASID_SHIFT;
    }
}
