package exoscope.hw.cpu;

/** R3000 exception codes (Cause bits 6..2), in the order of {@link #code()}. */
public enum ExceptionCode {
    INT("interrupt"),
    MOD("store to a read-only page"),
    TLBL("no mapping for a load or fetch"),
    TLBS("no mapping for a store"),
    ADEL("bad address in a load or fetch"),
    ADES("bad address in a store"),
    IBE("bus error in a fetch"),
    DBE("bus error in a load or store"),
    SYS("system call"),
    BP("breakpoint"),
    RI("reserved instruction"),
    CPU("coprocessor unusable"),
    OV("arithmetic overflow");

    private static final ExceptionCode[] CODES = values();

    private final String meaning;

    ExceptionCode(String meaning) {
        this.meaning = meaning;
    }

    /** What happened, in words for a message. */
    public String meaning() {
        return meaning;
    }

    /** The number that hardware uses, 0..12. */
    @SuppressWarnings("EnumOrdinal") // the order is the hardware's and will not change
    public int code() {
        return ordinal();
    }

    /** The exception with this code, 0..12. */
    public static ExceptionCode of(int code) {
        return CODES[code];
    }

    /** Whether the TLB raises it, so that EntryHi and Context name the page. */
    public boolean isTlbException() {
        return this == MOD || this == TLBL || this == TLBS;
    }
}
