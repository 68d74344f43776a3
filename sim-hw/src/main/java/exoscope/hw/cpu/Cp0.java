package exoscope.hw.cpu;

import exoscope.hw.Clock;

/**
 * System control coprocessor of the R3000: the state of exceptions, and the registers through which software reaches
 * the TLB (docs/machine.md, sections 3 and 4).
 */
public final class Cp0 {
    public static final int INDEX = 0;
    public static final int RANDOM = 1;
    public static final int ENTRY_LO = 2;
    public static final int CONTEXT = 4;
    public static final int BAD_VADDR = 8;
    public static final int ENTRY_HI = 10;
    public static final int STATUS = 12;
    public static final int CAUSE = 13;
    public static final int EPC = 14;
    public static final int PRID = 15;

    /** Status: interrupts enabled, now. */
    public static final int STATUS_IEC = 1;
    /** Status: user mode, now. */
    public static final int STATUS_KUC = 2;
    /** Status: bits of the coprocessors that may be used, from coprocessor 0 upwards. */
    public static final int STATUS_CU_SHIFT = 28;
    /** Status: the floating-point unit may be used. */
    public static final int STATUS_CU1 = 1 << 29;
    /** Status.IsC: stores reach the data cache only, and so, on a machine without one, nothing. */
    public static final int STATUS_ISC = 1 << 16;
    /** Status.SwC: the caches change places; kept, and without effect. */
    public static final int STATUS_SWC = 1 << 17;
    /** Status: exception vectors in the boot ROM. */
    public static final int STATUS_BEV = 1 << 22;

    public static final int CAUSE_BD = 1 << 31;

    private static final int CAUSE_CODE_SHIFT = 2;
    private static final int CAUSE_CODE = 31 << CAUSE_CODE_SHIFT;
    private static final int CAUSE_CE_SHIFT = 28;
    private static final int CAUSE_CE = 3 << CAUSE_CE_SHIFT;
    private static final int INTERRUPTS = 0xff00;
    private static final int SOFT_INTERRUPTS = 0x300;
    private static final int STATUS_STACK = 0x3f;
    private static final int STATUS_WRITABLE = 0xf000_ff3f | STATUS_ISC | STATUS_SWC | STATUS_BEV;
    private static final int INDEX_SHIFT = 8;
    private static final int INDEX_MASK = 0x3f00;
    private static final int PROBE_FAILED = 1 << 31;
    private static final int CONTEXT_BASE = 0xffe0_0000;
    private static final int CONTEXT_VPN = 0x001f_fffc;
    private static final int R3000 = 0x0220;

    private final int[] registers = new int[32];
    private final Clock clock;
    private final Tlb tlb;

    Cp0(Clock clock, Tlb tlb) {
        this.clock = clock;
        this.tlb = tlb;
        registers[STATUS] = STATUS_BEV;
        registers[PRID] = R3000;
    }

    /** Whether stores go to the isolated cache. */
    boolean isolated() {
        return (registers[STATUS] & STATUS_ISC) != 0;
    }

    /** Kind of the last exception. */
    public ExceptionCode exception() {
        int code = (registers[CAUSE] & CAUSE_CODE) >>> CAUSE_CODE_SHIFT;
        return ExceptionCode.of(code);
    }

    /** Where the last exception happened: the instruction, or the branch before it if {@link #inDelaySlot()}. */
    public int epc() {
        return registers[EPC];
    }

    /** The offending address of the last address or TLB exception; no other exception changes it. */
    public int badVAddr() {
        return registers[BAD_VADDR];
    }

    /** Whether the last exception happened in the delay slot of the branch at {@link #epc()}. */
    public boolean inDelaySlot() {
        return registers[CAUSE] < 0;
    }

    /** Coprocessor that the last coprocessor-unusable exception was about, 0..3. */
    public int coprocessor() {
        return (registers[CAUSE] & CAUSE_CE) >>> CAUSE_CE_SHIFT;
    }

    /** What {@code rfe} does: the previous mode and interrupt enable become current, the old ones previous. */
    public void returnFromException() {
        int status = registers[STATUS];
        registers[STATUS] = (status & ~0xf) | (status & STATUS_STACK) >>> 2;
    }

    /** Reads a register as {@code mfc0} does; registers that the R3000 does not have read as 0. */
    public int read(int register) {
        return register == RANDOM ? random() << INDEX_SHIFT : registers[register];
    }

    /** Writes a register as {@code mtc0} does; bits that hardware owns keep their values. */
    public void write(int register, int value) {
        switch (register) {
            case INDEX -> replace(INDEX, INDEX_MASK, value);
            case ENTRY_LO -> replace(ENTRY_LO, 0xffff_ff00, value);
            case CONTEXT -> replace(CONTEXT, CONTEXT_BASE, value);
            case ENTRY_HI -> replace(ENTRY_HI, Tlb.VPN_MASK | Tlb.ASID_MASK, value);
            case STATUS -> replace(STATUS, STATUS_WRITABLE, value);
            case CAUSE -> replace(CAUSE, SOFT_INTERRUPTS, value);
            default -> {
                // EPC, BadVAddr, PRId and Random belong to the hardware.
            }
        }
    }

    /**
     * Sets the state of the interrupt lines.
     *
     * @param lines bit 0 is hardware interrupt 0 (Cause bit 10), bit 5 is hardware interrupt 5
     */
    public void setInterruptLines(int lines) {
        registers[CAUSE] = (registers[CAUSE] & ~(INTERRUPTS & ~SOFT_INTERRUPTS)) | (lines & 0x3f) << 10;
    }

    boolean interruptPending() {
        int status = registers[STATUS];
        return (status & STATUS_IEC) != 0 && (status & registers[CAUSE] & INTERRUPTS) != 0;
    }

    boolean userMode() {
        return (registers[STATUS] & STATUS_KUC) != 0;
    }

    /** Coprocessor 0 is usable in kernel mode whatever its bit in Status says. */
    boolean usable(int coprocessor) {
        return (registers[STATUS] >>> (STATUS_CU_SHIFT + coprocessor) & 1) != 0 || (coprocessor == 0 && !userMode());
    }

    int asid() {
        return Tlb.asidOf(registers[ENTRY_HI]);
    }

    /** What the Java kernel does on its way out: user mode with interrupts on, in an address space. */
    void enterUserMode(int asid, boolean fpuUsable) {
        registers[STATUS] |= STATUS_KUC | STATUS_IEC;
        replace(STATUS, STATUS_CU1, fpuUsable ? STATUS_CU1 : 0);
        replace(ENTRY_HI, Tlb.ASID_MASK, asid << Tlb.ASID_SHIFT);
    }

    /** Enters an exception: Cause, EPC, and kernel mode with interrupts off. */
    void enter(ExceptionCode code, int epc, boolean delaySlot, int coprocessor) {
        int cause = (registers[CAUSE] & INTERRUPTS) | code.code() << CAUSE_CODE_SHIFT | coprocessor << CAUSE_CE_SHIFT;
        registers[CAUSE] = delaySlot ? cause | CAUSE_BD : cause;
        registers[EPC] = epc;
        int status = registers[STATUS];
        registers[STATUS] = (status & ~STATUS_STACK) | (status << 2 & STATUS_STACK);
    }

    /** Records the address of an address or TLB exception. EntryHi and Context change for TLB exceptions only. */
    void setBadAddress(int address, boolean tlbException) {
        registers[BAD_VADDR] = address;
        if (tlbException) {
            replace(ENTRY_HI, Tlb.VPN_MASK, address);
            replace(CONTEXT, CONTEXT_VPN, address >>> 10);
        }
    }

    /** Where the hardware continues after an exception. */
    int vector(boolean refill) {
        boolean rom = (registers[STATUS] & STATUS_BEV) != 0;
        int general = rom ? 0xbfc0_0180 : 0x8000_0080;
        return refill ? general - 0x80 : general;
    }

    /** {@code tlbr}, {@code tlbwi}, {@code tlbwr}, {@code tlbp}, {@code rfe}; false if {@code function} is none. */
    boolean operate(int function) {
        switch (function) {
            case 1 -> {
                registers[ENTRY_HI] = tlb.entryHi(index());
                registers[ENTRY_LO] = tlb.entryLo(index());
            }
            case 2 -> tlb.write(index(), registers[ENTRY_HI], registers[ENTRY_LO]);
            case 6 -> tlb.write(random(), registers[ENTRY_HI], registers[ENTRY_LO]);
            case 8 -> {
                int found = tlb.probe(registers[ENTRY_HI]);
                registers[INDEX] = found < 0 ? PROBE_FAILED : found << INDEX_SHIFT;
            }
            case 16 -> returnFromException();
            default -> {
                return false;
            }
        }
        return true;
    }

    private int index() {
        return (registers[INDEX] & INDEX_MASK) >>> INDEX_SHIFT;
    }

    /** Counts down from 63 to 8 with the cycles, so that it is the same however instructions are executed. */
    private int random() {
        return Tlb.ENTRIES - 1 - (int) (clock.now() % (Tlb.ENTRIES - Tlb.WIRED));
    }

    private void replace(int register, int mask, int value) {
        registers[register] = (registers[register] & ~mask) | (value & mask);
    }
}
