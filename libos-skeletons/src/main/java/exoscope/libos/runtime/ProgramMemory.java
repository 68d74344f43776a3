package exoscope.libos.runtime;

import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Tlb;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.ElfSegment;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The memory of a MIPS program: pages of its file, its stack, and those that it asked for, each provided when first touched. */
final class ProgramMemory {
    /** What has no physical address. */
    static final int NOWHERE = -1;

    private static final int STACK_BYTES = 1024 * 1024;
    private static final int PAGES = 1 << 19;

    private final Kernel kernel;
    private final Machine machine;
    private final int env;
    private final Exokernel calls;
    private final Capability key;
    private final ElfImage image;
    private final Map<Integer, Integer> frameOfPage = new TreeMap<>();
    /** Permissions of pages that the program has changed them for, or added. */
    private final Map<Integer, Integer> permissions = new TreeMap<>();
    /** What a page gets from a segment, on its way to memory. */
    private final byte[] piece = new byte[PhysicalMemory.FRAME_BYTES];
    /** Whether a page of the program found no frame, which ends it. */
    private boolean outOfMemory;

    ProgramMemory(Kernel kernel, int env, Exokernel calls, Capability key, ElfImage image) {
        this.kernel = kernel;
        this.env = env;
        this.calls = calls;
        this.key = key;
        this.image = image;
        machine = kernel.machine();
    }

    boolean outOfMemory() {
        return outOfMemory;
    }

    /** Translates an address of the program, providing its page if it has one; negative if it has none. */
    long physical(int address, boolean store) {
        long physical = kernel.translate(env, address, store);
        if (physical < 0 && provide(address)) {
            physical = kernel.translate(env, address, store);
        }
        return physical;
    }

    /**
     * Answers a miss. Returns false if the address is none of the program's; a store to what is only for reading is
     * answered, and raises another exception when it is repeated.
     */
    boolean answer(int address, boolean store) {
        long physical = kernel.translate(env, address, store);
        return physical != Tlb.MISS || (provide(address) && kernel.translate(env, address, store) != Tlb.MISS);
    }

    /** Maps the page of an address as far as the program may use it. Returns whether it is mapped now. */
    private boolean provide(int address) {
        int page = address >>> PhysicalMemory.FRAME_SHIFT;
        int allowed = address < 0 ? 0 : permissionsOf(page);
        if (allowed == 0) {
            return false;
        }
        Integer frame = frameOfPage.get(page);
        if (frame == null) {
            Result<List<Integer>> granted = calls.allocPages(1, key);
            if (!granted.ok()) {
                outOfMemory = true;
                return false;
            }
            frame = granted.get().getFirst();
            frameOfPage.put(page, frame);
            image.segments().forEach(segment -> fill(segment, page, frameOfPage.getOrDefault(page, 0)));
        }
        return calls.tlbWrite(page, frame, (allowed & Capability.WRITE) != 0, key)
                .ok();
    }

    /** Adds {@code n} pages of zeros. Returns whether they fit into user space. */
    boolean add(int page, int n) {
        if (!inUserSpace(page, n)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            permissions.put(page + i, Capability.READ_WRITE);
        }
        return true;
    }

    /** Gives pages back with their frames. */
    void remove(int page, int n) {
        for (int i = 0; i < n; i++) {
            permissions.put(page + i, 0);
            Integer frame = frameOfPage.remove(page + i);
            if (frame != null) {
                calls.dealloc(frame, key);
            }
        }
    }

    /** Gives pages of the program's other permissions: at once for those that are mapped, else when they are touched. */
    boolean protect(int page, int n, int allowed) {
        boolean sensible = (allowed & ~Capability.READ_WRITE) == 0 && allowed != Capability.WRITE;
        if (!sensible || !inUserSpace(page, n)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            permissions.put(page + i, allowed);
        }
        return calls.protRange(page, n, allowed).ok();
    }

    /** Whether these are pages of user space; so many at once that the kernel takes them in one call. */
    static boolean inUserSpace(int page, int n) {
        return page >= 0 && n >= 1 && n <= 4096 && page <= PAGES - n;
    }

    /** The physical address of some bytes of one page, or {@link #NOWHERE}. */
    int physicalOf(int address, int bytes) {
        int offset = address & PhysicalMemory.FRAME_BYTES - 1;
        if (offset > PhysicalMemory.FRAME_BYTES - bytes || physical(address, true) < 0) {
            return NOWHERE;
        }
        return (int) physical(address, true);
    }

    private int permissionsOf(int page) {
        Integer changed = permissions.get(page);
        if (changed != null) {
            return changed;
        }
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        int allowed = isStack(start) ? Capability.READ_WRITE : 0;
        for (ElfSegment segment : image.segments()) {
            if (overlaps(segment, start)) {
                allowed |= segment.writable() ? Capability.READ_WRITE : Capability.READ;
            }
        }
        return allowed;
    }

    private static boolean isStack(long start) {
        return start >= InstalledProgram.STACK_TOP - STACK_BYTES && start < InstalledProgram.STACK_TOP;
    }

    private static boolean overlaps(ElfSegment segment, long start) {
        return segment.address() < start + PhysicalMemory.FRAME_BYTES
                && start < (long) segment.address() + segment.memorySize();
    }

    /** Copies the part of a segment that lies in the page. */
    private void fill(ElfSegment segment, int page, int frame) {
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        long from = Math.max(start, segment.address());
        long to = Math.min(start + PhysicalMemory.FRAME_BYTES, (long) segment.address() + segment.fileSize());
        if (from < to) {
            int length = (int) (to - from);
            segment.copy((int) (from - segment.address()), piece, 0, length);
            machine.memory().write((frame << PhysicalMemory.FRAME_SHIFT) + (int) (from - start), piece, 0, length);
        }
    }
}
