package exoscope.hw.bus;

/** Why a bus master does not reach memory; codes as in docs/machine.md, section 6.4. */
public enum DmaFault {
    /** Nobody has said what the master may reach. */
    NO_TABLE(1),
    /** The page has no entry. */
    NO_ENTRY(2),
    /** The entry does not allow the direction. */
    PERMISSION(3),
    /** The table itself lies beyond memory. */
    TABLE_BEYOND_MEMORY(4),
    /** The address, or what it leads to, lies beyond memory. */
    BEYOND_MEMORY(5);

    private final int code;

    DmaFault(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
