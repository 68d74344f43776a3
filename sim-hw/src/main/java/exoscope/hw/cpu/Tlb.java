package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.util.function.IntConsumer;

/**
 * The R3000's translation lookaside buffer: 64 entries, filled by software only, any entry matches any page.
 *
 * <pre>
 *            31                    12 11      6 5        0
 * EntryHi   |         VPN            |  ASID   |    0     |
 *            31                    12 11 10 9 8 7        0
 * EntryLo   |         PFN            | N  D V G |    0    |
 * </pre>
 *
 * D is a write enable that hardware never sets; a store to a page with D clear raises Mod. V is looked at only after
 * an entry has matched (MIPS R3000 architecture; NetBSD/pmax cpuregs.h).
 */
public final class Tlb {
    public static final int ENTRIES = 64;
    /** Entries below this index are wired: Random never names them. */
    public static final int WIRED = 8;

    public static final int VPN_MASK = 0xffff_f000;
    public static final int ASID_MASK = 0xfc0;
    public static final int ASID_SHIFT = 6;
    public static final int GLOBAL = 0x100;
    public static final int VALID = 0x200;
    public static final int DIRTY = 0x400;

    /** {@link #translate} found no entry for the page. */
    public static final long MISS = -1;
    /** {@link #translate} found an entry whose V bit is clear. */
    public static final long INVALID = -2;
    /** {@link #translate} found an entry that forbids stores. */
    public static final long READ_ONLY = -3;

    private final int[] hi = new int[ENTRIES];
    private final int[] lo = new int[ENTRIES];
    private final TlbIndex index = new TlbIndex();
    private final Tracer tracer;
    private IntConsumer listener = page -> {};
    private int generation;

    public Tlb(Tracer tracer) {
        this.tracer = tracer;
        for (int i = 0; i < ENTRIES; i++) {
            hi[i] = 0x8000_0000 + (i << PhysicalMemory.FRAME_SHIFT); // kseg0 pages, which no lookup ever asks for
            index.add(i, hi[i]);
        }
    }

    /** Who is told the address of each page that an entry begins or ceases to translate. */
    void onWrite(IntConsumer pages) {
        listener = pages;
    }

    /** Writes an entry ({@code tlbwi} and {@code tlbwr} end here). */
    public void write(int index, int entryHi, int entryLo) {
        if ((lo[index] & VALID) != 0) {
            tracer.emit(new HwEvent.TlbDropped(index, asidOf(hi[index]), pageOf(hi[index]), pageOf(lo[index])));
        }
        this.index.remove(index, hi[index]);
        listener.accept(hi[index]);
        hi[index] = entryHi & (VPN_MASK | ASID_MASK);
        lo[index] = entryLo & 0xffff_ff00;
        this.index.add(index, entryHi);
        listener.accept(entryHi);
        generation++;
        if ((entryLo & VALID) != 0) {
            tracer.emit(new HwEvent.TlbFilled(
                    index, asidOf(entryHi), pageOf(entryHi), pageOf(entryLo), (entryLo & DIRTY) != 0));
        }
    }

    /** Makes an entry unmatchable. */
    public void invalidate(int index) {
        write(index, 0x8000_0000 + (index << PhysicalMemory.FRAME_SHIFT), 0);
    }

    public int entryHi(int index) {
        return hi[index];
    }

    public int entryLo(int index) {
        return lo[index];
    }

    /** Index of the entry that matches {@code entryHi}'s page and ASID, or -1 ({@code tlbp}). */
    public int probe(int entryHi) {
        int page = entryHi & VPN_MASK;
        int asid = entryHi & ASID_MASK;
        for (int i = index.first(entryHi); i >= 0; i = index.after(i)) {
            if ((hi[i] & VPN_MASK) == page && ((hi[i] & ASID_MASK) == asid || (lo[i] & GLOBAL) != 0)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Translates a mapped virtual address.
     *
     * @return the physical address (0 to 2^32-1), or {@link #MISS}, {@link #INVALID} or {@link #READ_ONLY}
     */
    public long translate(int address, int asid, boolean store) {
        int index = probe((address & VPN_MASK) | (asid << ASID_SHIFT));
        if (index < 0) {
            return MISS;
        }
        int entry = lo[index];
        if ((entry & VALID) == 0) {
            return INVALID;
        }
        if (store && (entry & DIRTY) == 0) {
            return READ_ONLY;
        }
        return ((entry & VPN_MASK) | (address & ~VPN_MASK)) & 0xffff_ffffL;
    }

    /** Changes whenever an entry is written. */
    public int generation() {
        return generation;
    }

    /** Page or frame number held in the upper bits of EntryHi or EntryLo. */
    public static int pageOf(int entry) {
        return entry >>> PhysicalMemory.FRAME_SHIFT;
    }

    public static int asidOf(int entryHi) {
        return (entryHi & ASID_MASK) >>> ASID_SHIFT;
    }
}
