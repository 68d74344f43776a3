package exoscope.kernel.ebpf;

/**
 * One run of a program: its memory and its budget. An address is the number of a region in the upper half and an offset in
 * the lower half, so that no address of one region reaches another, and the same run has the same addresses everywhere.
 */
public final class Execution {
    static final int STACK = 1;
    static final int CONTEXT = 2;
    static final int PACKET = 3;
    static final int FIRST_REGION = 4;

    /** Bytes of stack that a function may use, and distance between the frames of functions that call each other. */
    static final int FRAME_BYTES = 512;

    /** Functions that may be active at once. */
    static final int MOST_FRAMES = 8;

    /** Upper half of the handle of the first region; no region has such a number, so nothing can be loaded through it. */
    private static final int HANDLES = 0x4000_0000;

    private final Region[] regions;
    private final int[] entryBytes;
    private long budget;
    private long remaining;

    Execution(Region[] regions, int[] entryBytes) {
        this.regions = regions;
        this.entryBytes = entryBytes;
    }

    /** Ends a run whose budget is used up; an ordinary end, so that it has no stack trace. */
    static final class BudgetExhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetExhausted() {
            super("budget used up", null, false, false);
        }
    }

    static long address(int region, int offset) {
        return ((long) region << 32) + offset;
    }

    static long handle(int place) {
        return (long) (HANDLES + place) << 32;
    }

    void begin(long cycles, Region context, Region packet) {
        budget = cycles;
        remaining = cycles;
        regions[CONTEXT] = context;
        regions[PACKET] = packet;
    }

    long load(long address, int bytes) {
        return region(address).load((int) address, bytes);
    }

    void store(long address, int bytes, long value) {
        region(address).store((int) address, bytes, value);
    }

    /** Reads, operates and writes; gives the old value. */
    long atomic(long address, int bytes, int imm, long operand, long expected) {
        long old = load(address, bytes);
        if (imm == Opcode.CMPXCHG) {
            long compared = bytes == Integer.BYTES ? Integer.toUnsignedLong((int) expected) : expected;
            store(address, bytes, old == compared ? operand : old);
        } else {
            store(address, bytes, Arithmetic.stored(imm, old, operand));
        }
        return old;
    }

    private Region region(long address) {
        int number = (int) (address >>> 32);
        if (number <= 0 || number >= regions.length) {
            throw new IndexOutOfBoundsException("address 0x" + Long.toHexString(address) + " is in no region");
        }
        return regions[number];
    }

    /** Pays for what is about to be done; the run ends if it cannot be paid, and nothing is taken. */
    public void charge(long cycles) {
        long left = remaining - cycles;
        if (left < 0) {
            throw new BudgetExhausted();
        }
        remaining = left;
    }

    /** Cycles used so far, with the straight piece of code that is being executed. */
    public long consumed() {
        return budget - remaining;
    }

    /** A copy of memory that the program passed to a helper. */
    public byte[] read(long address, int size) {
        byte[] copy = new byte[size];
        Region region = region(address);
        for (int i = 0; i < size; i++) {
            copy[i] = (byte) region.load((int) address + i, 1);
        }
        return copy;
    }

    /** Writes to memory that the program passed to a helper. */
    public void write(long address, byte[] bytes) {
        Region region = region(address);
        for (int i = 0; i < bytes.length; i++) {
            region.store((int) address + i, 1, bytes[i]);
        }
    }

    /** The packet of this run; empty if there is none. */
    public Region packet() {
        return regions[PACKET];
    }

    /** The region that a handle names. */
    public Region regionOf(long handle) {
        return regions[FIRST_REGION + place(handle)];
    }

    /** The address of the entry that the 4 bytes at {@code key} name, or 0 if there are not so many. */
    public long entry(long handle, long key) {
        int place = place(handle);
        long at = load(key, Integer.BYTES) * entryBytes[place];
        boolean exists = at < regionOf(handle).size();
        return exists ? address(FIRST_REGION + place, (int) at) : 0;
    }

    private static int place(long handle) {
        return (int) (handle >>> 32) - HANDLES;
    }
}
