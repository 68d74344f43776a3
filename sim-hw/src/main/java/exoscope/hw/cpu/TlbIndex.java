package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.util.Arrays;

/** Finds the entries of the TLB that may hold a page: a chain for each value of a page's low bits, lowest entry first. */
final class TlbIndex {
    private static final int CHAINS = 256;
    private static final byte END = -1;

    private final byte[] firsts = new byte[CHAINS];
    private final byte[] nexts = new byte[Tlb.ENTRIES];

    TlbIndex() {
        Arrays.fill(firsts, END);
    }

    /** The lowest entry that may hold the page of {@code address}, or a negative number. */
    int first(int address) {
        return firsts[chain(address)];
    }

    /** The next entry of the same chain, or a negative number. */
    int after(int entry) {
        return nexts[entry];
    }

    /** Notes that an entry holds the page of {@code address} from now on. */
    void add(int entry, int address) {
        int chain = chain(address);
        int before = END;
        int next = firsts[chain];
        while (next >= 0 && next < entry) {
            before = next;
            next = nexts[next];
        }
        nexts[entry] = (byte) next;
        link(chain, before, entry);
    }

    /** Notes that an entry no longer holds the page of {@code address}. */
    void remove(int entry, int address) {
        int chain = chain(address);
        int before = END;
        for (int at = firsts[chain]; at != entry; at = nexts[at]) {
            before = at;
        }
        link(chain, before, nexts[entry]);
    }

    private void link(int chain, int before, int entry) {
        if (before < 0) {
            firsts[chain] = (byte) entry;
        } else {
            nexts[before] = (byte) entry;
        }
    }

    private static int chain(int address) {
        return address >>> PhysicalMemory.FRAME_SHIFT & CHAINS - 1;
    }
}
