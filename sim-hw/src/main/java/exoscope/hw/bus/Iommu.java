package exoscope.hw.bus;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the bus masters and memory (docs/machine.md, section 6.4). After power-on it is off, and a master's
 * addresses are physical ones. On, it leads each master through a table of its own, or a {@link DmaDomain}, page by page;
 * a master that has neither reaches nothing. What is changed there holds from the next access on: nothing is cached.
 */
public final class Iommu {
    /** Bit of an entry: the master may read. */
    public static final int READ = 1;
    /** Bit of an entry: the master may write. */
    public static final int WRITE = 2;
    /** Bit of ROOT and of an entry of a root table: there is a table. */
    public static final int PRESENT = 1;
    /** Masters that there is room for. */
    static final int MASTERS = 8;
    /** What {@link #translate} gives when there is no way. */
    static final int FAULT = -1;

    private static final int PAGE = -PhysicalMemory.FRAME_BYTES;

    /** A master's access that was refused. */
    public record Refusal(int master, int address, boolean write, DmaFault reason) {}

    private final PhysicalMemory memory;
    private final Tracer tracer;
    private final Runnable interrupt;
    private final int[] roots = new int[MASTERS];
    private final @Nullable DmaDomain[] domains = new DmaDomain[MASTERS];
    private boolean on;
    private @Nullable Refusal first;
    private boolean moreRefused;
    private int refusals;

    /** @param interrupt what to do when an access is refused */
    public Iommu(PhysicalMemory memory, Tracer tracer, Runnable interrupt) {
        this.memory = memory;
        this.tracer = tracer;
        this.interrupt = interrupt;
    }

    public boolean on() {
        return on;
    }

    public void switchOn(boolean wanted) {
        on = wanted;
    }

    /** Says what a master may reach; null leaves that to its table in memory. */
    public void assign(BusMaster master, @Nullable DmaDomain domain) {
        domains[master.number()] = domain;
    }

    /** The first access refused since {@link #forgetRefusals}, or null. */
    public @Nullable Refusal refusal() {
        return first;
    }

    /** Whether there were more of them. */
    public boolean moreRefused() {
        return moreRefused;
    }

    /** Accesses refused since power-on. */
    public int refusals() {
        return refusals;
    }

    public void forgetRefusals() {
        first = null;
        moreRefused = false;
    }

    int root(int master) {
        return roots[master];
    }

    void setRoot(int master, int root) {
        roots[master] = root;
    }

    /** Where an access of a master leads: a physical address within memory, or {@link #FAULT}, which is recorded. */
    int translate(BusMaster master, int address, boolean write) {
        int entry = on ? entry(master.number(), address, write) : (address & PAGE) | READ | WRITE;
        if (entry == 0) {
            return FAULT;
        }
        if ((entry & (write ? WRITE : READ)) == 0) {
            return refuse(master.number(), address, write, DmaFault.PERMISSION);
        }
        int physical = (entry & PAGE) | (address & ~PAGE);
        return inMemory(physical) ? physical : refuse(master.number(), address, write, DmaFault.BEYOND_MEMORY);
    }

    /** A table's entry for an address, never 0 but after a refusal. */
    private int entry(int master, int address, boolean write) {
        DmaDomain domain = domains[master];
        if (domain != null) {
            return present(domain.entry(address >>> PhysicalMemory.FRAME_SHIFT), master, address, write);
        }
        if ((roots[master] & PRESENT) == 0) {
            refuse(master, address, write, DmaFault.NO_TABLE);
            return 0;
        }
        int leaf = (roots[master] & PAGE) + (address >>> 22) * 4;
        if (!inMemory(leaf)) {
            refuse(master, address, write, DmaFault.TABLE_BEYOND_MEMORY);
            return 0;
        }
        int table = memory.word(leaf);
        if ((table & PRESENT) == 0) {
            return present(0, master, address, write);
        }
        int at = (table & PAGE) + (address >>> PhysicalMemory.FRAME_SHIFT & 1023) * 4;
        if (!inMemory(at)) {
            refuse(master, address, write, DmaFault.TABLE_BEYOND_MEMORY);
            return 0;
        }
        return present(memory.word(at), master, address, write);
    }

    private int present(int entry, int master, int address, boolean write) {
        if ((entry & (READ | WRITE)) == 0) {
            refuse(master, address, write, DmaFault.NO_ENTRY);
            return 0;
        }
        return entry;
    }

    private boolean inMemory(int physical) {
        return physical >= 0 && physical < memory.size();
    }

    /** Records an access that is refused; gives {@link #FAULT}. */
    int refuse(int master, int address, boolean write, DmaFault reason) {
        tracer.emit(new HwEvent.DmaFaulted(master, address, write));
        refusals++;
        if (first == null) {
            first = new Refusal(master, address, write, reason);
        } else {
            moreRefused = true;
        }
        interrupt.run();
        return FAULT;
    }
}
