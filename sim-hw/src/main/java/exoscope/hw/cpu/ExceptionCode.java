package exoscope.hw.cpu;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** R3000 exception codes (Cause bits 6..2), and the two of later MIPS processors for what the R3000 has not. */
public enum ExceptionCode {
    INT(0, "interrupt"),
    MOD(1, "store to a read-only page"),
    TLBL(2, "no mapping for a load or fetch"),
    TLBS(3, "no mapping for a store"),
    ADEL(4, "bad address in a load or fetch"),
    ADES(5, "bad address in a store"),
    IBE(6, "bus error in a fetch"),
    DBE(7, "bus error in a load or store"),
    SYS(8, "system call"),
    BP(9, "breakpoint"),
    RI(10, "reserved instruction"),
    CPU(11, "coprocessor unusable"),
    OV(12, "arithmetic overflow"),
    /** A trap instruction of MIPS32. */
    TR(13, "trap instruction"),
    /** As from the R4000 on; an R3010 interrupts instead. */
    FPE(15, "floating-point exception");

    private static final Map<Integer, ExceptionCode> CODES =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ExceptionCode::code, each -> each));

    private final int code;
    private final String meaning;

    ExceptionCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What happened, in words for a message. */
    public String meaning() {
        return meaning;
    }

    /** The number that hardware uses, 0..15. */
    public int code() {
        return code;
    }

    /** The exception with this code. */
    public static ExceptionCode of(int code) {
        ExceptionCode found = CODES.get(code);
        if (found == null) {
            throw new IllegalArgumentException("there is no exception " + code);
        }
        return found;
    }

    /** Whether the TLB raises it, so that EntryHi and Context name the page. */
    public boolean isTlbException() {
        return this == MOD || this == TLBL || this == TLBS;
    }
}
