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
     * Admits a translation in the space that the environment is in; the caller has checked that {@code key} opens the frame. The hardware learns it if the
     * environment has an address-space identifier.
     */
    void bind(int env, int page, int frame, boolean writable, Capability key) {
        invariants.checkAlive(env);
        int space = spaces.current(env);
        int old = stlb.find(space, page);
        if (old != Stlb.NONE) {
            stlb.remove(old);
        }
        vacate(Stlb.slot(space, page));
        int entryLo = frame << PhysicalMemory.FRAME_SHIFT | Tlb.VALID | (writable ? Tlb.DIRTY : 0);
        stlb.put(space, page, entryLo, key);
        install(space, page, entryLo);
        tracer.emitFor(env, new KernelEvent.TranslationBound(page, frame, writable, AddressSpaces.contextOf(space)));
    }

    private void vacate(int slot) {
        if (stlb.used(slot)) {
            int index = probe(stlb.space(slot), stlb.page(slot));
            if (index < 0) {
                drop(slot);
            } else {
                stlb.setAside(slot, index);
            }
        }
    }

    /** Answers a hardware miss of an environment with an identifier. Returns whether the page is in the TLB now. */
    boolean refill(int env, int page) {
        int slot = find(env, page);
        if (slot == Stlb.NONE) {
            return false;
        }
        install(spaces.current(env), page, stlb.entryLo(slot));
        tracer.emitFor(env, new KernelEvent.StlbHit(page));
        return true;
    }

    /** The slot that holds a page in the space that an environment is in, or {@link Stlb#NONE}. */
    int find(int env, int page) {
        return stlb.find(spaces.current(env), page);
    }

    /** Removes one page's translation from the space that its environment is in. */
    void breakPage(int env, int page) {
        breakPageIn(spaces.current(env), page);
    }

    /** Removes one page's translations from all spaces of its environment. */
    void breakPageEverywhere(int env, int page) {
        for (int context = 0; context < AddressSpaces.CONTEXTS; context++) {
            breakPageIn(AddressSpaces.space(env, context), page);
        }
    }

    private void breakPageIn(int space, int page) {
        int slot = stlb.find(space, page);
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

    /** Removes every translation of an environment, in all its spaces. Returns how many there were. */
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
        int index = probe(stlb.space(slot), stlb.page(slot));
        if (index >= 0) {
            tlb.write(index, tlb.entryHi(index), stlb.entryLo(slot));
            invariants.checkOwnWrite(index);
        }
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        int context = AddressSpaces.contextOf(stlb.space(slot));
        tracer.emitFor(stlb.env(slot), new KernelEvent.TranslationBound(stlb.page(slot), frame, writable, context));
    }

    /** The valid entries of the hardware TLB. */
    List<Exokernel.Translation> inHardware() {
        List<Exokernel.Translation> entries = new ArrayList<>();
        for (int index = 0; index < Tlb.ENTRIES; index++) {
            int entryHi = tlb.entryHi(index);
            if ((tlb.entryLo(index) & Tlb.VALID) != 0) {
                int env = AddressSpaces.envOf(spaces.owner(Tlb.asidOf(entryHi)));
                entries.add(translation(env, Tlb.pageOf(entryHi), tlb.entryLo(index)));
            }
        }
        return entries;
    }

    /** The STLB's translation of a page in the space that its environment is in, or nothing. */
    List<Exokernel.Translation> inSoftware(int env, int page) {
        int slot = find(env, page);
        return slot == Stlb.NONE ? List.of() : List.of(translation(env, page, stlb.entryLo(slot)));
    }

    private static Exokernel.Translation translation(int env, int page, int entryLo) {
        return new Exokernel.Translation(env, page, Tlb.pageOf(entryLo), (entryLo & Tlb.DIRTY) != 0);
    }

    private void drop(int slot) {
        int index = probe(stlb.space(slot), stlb.page(slot));
        if (index >= 0) {
            tlb.invalidate(index);
            invariants.checkOwnWrite(index);
        }
        forget(slot);
    }

    /** The last of a translation goes. */
    private void forget(int slot) {
        int space = stlb.space(slot);
        int page = stlb.page(slot);
        int frame = Tlb.pageOf(stlb.entryLo(slot));
        stlb.remove(slot);
        tracer.emitFor(
                AddressSpaces.envOf(space),
                new KernelEvent.TranslationBroken(page, frame, AddressSpaces.contextOf(space)));
    }

    private void install(int space, int page, int entryLo) {
        if (spaces.ofSpace(space) == AddressSpaces.NONE) {
            return;
        }
        int entryHi = entryHi(space, page);
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
            forget(slot);
        }
    }

    /** Index of the hardware's entry for a page, or negative. */
    private int probe(int space, int page) {
        return spaces.ofSpace(space) == AddressSpaces.NONE ? -1 : tlb.probe(entryHi(space, page));
    }

    private int entryHi(int space, int page) {
        return page << PhysicalMemory.FRAME_SHIFT | spaces.ofSpace(space) << Tlb.ASID_SHIFT;
    }
}
