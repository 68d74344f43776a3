package exoscope.libos.metered;

/** How a call of what is not the guest's own is charged, beyond the flat weight that every call of the JDK has. */
enum CallCost {
    /** The kit's own call: what it does, the kernel charges. */
    KIT('\0'),
    /** Not at all. */
    FLAT(' '),
    /** Cycles by the size of the receiver and of every argument. */
    BY_SIZE('*'),
    /** Cycles by size, and memory by size: the call may copy all of it. */
    COPY('+'),
    /** Cycles by n log n of the receiver or the array. */
    SORT('^'),
    /** The memory of one small object. */
    OBJECT('@');

    private final char mark;

    CallCost(char mark) {
        this.mark = mark;
    }

    /** The cost that a member of the allow-list is marked with. */
    static CallCost of(String markedMember) {
        char last = markedMember.charAt(markedMember.length() - 1);
        for (CallCost cost : values()) {
            if (cost.mark == last) {
                return cost;
            }
        }
        return FLAT;
    }

    /** Whether the call is charged by looking at its receiver and arguments. */
    boolean looksAtArguments() {
        return this == BY_SIZE || this == COPY || this == SORT;
    }
}
