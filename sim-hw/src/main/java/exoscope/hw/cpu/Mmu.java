package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * Turns virtual addresses into physical ones for one CPU: segments, alignment, TLB, and caches of translations in front
 * (docs/machine.md, section 2). Every failure is an exception of the guest's, kept here until the CPU takes it.
 */
final class Mmu {
    /** Physical address of a failed access; {@link #failure()} says why. */
    static final int FAILED = -1;

    private static final int KSEG2 = 0xc000_0000;
    private static final int UNMAPPED = 0x1fff_ffff;

    /** Decoded frames kept: 2 MiB of code, in some 4 to 10 MiB of the host's memory. */
    private static final int MOST_DECODED = 512;

    private final PhysicalMemory memory;
    private final Tlb tlb;
    private final boolean markHeads;
    private final Isa isa;
    private final TranslationCache fetches = new TranslationCache();
    private final TranslationCache loads = new TranslationCache();
    /** Holds no watched frame: a store that it translates changes nothing but memory. */
    private final TranslationCache stores = new TranslationCache();

    private final @Nullable DecodedFrame[] frames;
    /** The frames that are decoded, in the order in which they came to be. */
    private final int[] decoded = new int[MOST_DECODED];

    private int made;
    private int asid;
    private boolean user = true;
    private boolean isolated;
    private int key = TranslationCache.key(0, true);

    private ExceptionCode failure = ExceptionCode.ADEL;
    private int failedAddress;
    private long failedPhysical;
    private boolean refill;

    /** @param markHeads whether to look out for code that is worth translating */
    Mmu(PhysicalMemory memory, Tlb tlb, boolean markHeads, Isa isa) {
        this.isa = isa;
        this.markHeads = markHeads;
        this.memory = memory;
        this.tlb = tlb;
        tlb.onWrite(this::forgetPage);
        memory.onWatch(stores::forgetFrame);
        frames = new DecodedFrame[memory.frames()];
    }

    /** Chooses the address space and privilege of the accesses that follow. */
    void select(int asid, boolean user) {
        select(asid, user, false);
    }

    /** The same; if {@code isolated}, stores fail with a bus error once they have been found to be allowed. */
    void select(int asid, boolean user, boolean isolated) {
        this.asid = asid;
        this.user = user;
        this.isolated = isolated;
        key = TranslationCache.key(asid, user) | (isolated ? TranslationCache.KEY_ISOLATED : 0);
    }

    /** Whether stores go to the isolated cache. */
    boolean isolated() {
        return isolated;
    }

    private void forgetPage(int address) {
        fetches.forgetPage(address);
        loads.forgetPage(address);
        stores.forgetPage(address);
    }

    /** Physical address of a load of {@code alignment + 1} bytes, or {@link #FAILED}. */
    int load(int address, int alignment) {
        int physical = loads.find(address, key, alignment);
        return physical >= 0 ? physical : slowLoad(address, alignment);
    }

    /** Physical address of a store of {@code alignment + 1} bytes, or {@link #FAILED}. */
    int store(int address, int alignment) {
        int physical = stores.find(address, key, alignment);
        return physical >= 0 ? physical : slowStore(address, alignment);
    }

    /** The decoded instructions of the page that {@code pc} is in. */
    long[] fetch(int pc) {
        DecodedFrame frame = codeAt(pc);
        return frame == null ? DecodedFrame.UNFETCHABLE : frame.refreshed();
    }

    /** The frame that instructions at {@code pc} come from, or null if they cannot be fetched. */
    @Nullable
    DecodedFrame codeAt(int pc) {
        int physical = fetches.find(pc, key, 3);
        if (physical < 0) {
            physical = translate(pc, 3, false);
            if (physical < 0) {
                failure = failure == ExceptionCode.DBE ? ExceptionCode.IBE : failure;
                return null;
            }
            fetches.remember(pc, key, physical);
        }
        return frame(physical);
    }

    /** Decodes the instruction at {@code pc}, in the page fetched last; tells whether a jump led there. */
    void decode(int pc, boolean jumped) {
        int physical = fetches.find(pc, key, 3);
        DecodedFrame frame = frame(physical);
        frame.decode(physical);
        if (markHeads) {
            frame.markHeads(pc, jumped);
        }
    }

    /** Whether the head at {@code pc}, in the page fetched last, has been passed so often that it ought to be translated. */
    boolean hot(int pc) {
        return frame(fetches.find(pc, key, 3)).heads().passed(pc);
    }

    /** What tells the translations of the address space and mode selected from others. */
    int key() {
        return key;
    }

    TranslationCache loads() {
        return loads;
    }

    TranslationCache stores() {
        return stores;
    }

    /** The instruction at {@code pc} without executing it. */
    long peek(int pc) {
        long[] code = fetch(pc);
        if (code[DecodedFrame.index(pc)] == Op.UNDECODED) {
            decode(pc, false);
        }
        return code[DecodedFrame.index(pc)];
    }

    /** The instruction at {@code pc} as it is executed, whether or not it heads code worth translating. */
    long plainAt(int pc) {
        long instruction = peek(pc);
        return Decoder.op(instruction) == Op.UNDECODED ? Decoder.plain(instruction) : instruction;
    }

    private DecodedFrame frame(int physical) {
        int frame = physical >>> PhysicalMemory.FRAME_SHIFT;
        DecodedFrame decoded = frames[frame];
        return decoded == null ? newFrame(frame) : decoded;
    }

    /** Makes room for the decoded instructions of a frame, at the cost of those made longest ago. */
    private DecodedFrame newFrame(int frame) {
        int slot = made++ % MOST_DECODED;
        if (made > MOST_DECODED) {
            frames[decoded[slot]] = null;
        }
        decoded[slot] = frame;
        DecodedFrame fresh = new DecodedFrame(memory, frame, isa);
        frames[frame] = fresh;
        return fresh;
    }

    /** Why the last access failed. */
    ExceptionCode failure() {
        return failure;
    }

    /** The virtual address of the last access that failed. */
    int failedAddress() {
        return failedAddress;
    }

    /** Where the last access that failed with a data bus error would have gone. */
    long failedPhysical() {
        return failedPhysical;
    }

    /** Whether the last access failed because no entry matched a kuseg page: that has a vector of its own. */
    boolean refill() {
        return refill;
    }

    /** What {@link #load} does when the cache cannot tell. */
    int slowLoad(int address, int alignment) {
        int physical = translate(address, alignment, false);
        if (physical >= 0) {
            loads.remember(address, key, physical);
        }
        return physical;
    }

    /** What {@link #store} does when the cache cannot tell. */
    int slowStore(int address, int alignment) {
        int physical = translate(address, alignment, true);
        if (physical >= 0 && isolated) {
            return fail(ExceptionCode.DBE, address, false);
        }
        if (physical >= 0 && !memory.isWatched(physical)) {
            stores.remember(address, key, physical);
        }
        return physical;
    }

    private int translate(int address, int alignment, boolean store) {
        if ((address & alignment) != 0 || (user && address < 0)) {
            return fail(store ? ExceptionCode.ADES : ExceptionCode.ADEL, address, false);
        }
        boolean mapped = address >= 0 || Integer.compareUnsigned(address, KSEG2) >= 0;
        long physical = mapped ? tlb.translate(address, asid, store) : address & UNMAPPED;
        if (physical < 0) {
            return fail(tlbFailure(physical, store), address, physical == Tlb.MISS && address >= 0);
        }
        if (physical >= memory.size()) {
            failedPhysical = physical;
            return fail(ExceptionCode.DBE, address, false);
        }
        return (int) physical;
    }

    private static ExceptionCode tlbFailure(long result, boolean store) {
        if (result == Tlb.READ_ONLY) {
            return ExceptionCode.MOD;
        }
        return store ? ExceptionCode.TLBS : ExceptionCode.TLBL;
    }

    private int fail(ExceptionCode code, int address, boolean missedUserPage) {
        failure = code;
        failedAddress = address;
        refill = missedUserPage;
        return FAILED;
    }
}
