package exoscope.hw.cpu;

/** R3000 exception codes (Cause bits 6..2); {@link #ordinal()} is the code. */
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

    private final String meaning;

    ExceptionCode(String meaning) {
        this.meaning = meaning;
    }

    /** What happened, in words for a message. */
    public String meaning() {
        return meaning;
    }
}
