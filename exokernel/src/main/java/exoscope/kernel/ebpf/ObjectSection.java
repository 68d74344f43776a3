package exoscope.kernel.ebpf;

/**
 * A section of an object file.
 *
 * @param name empty if it has none
 * @param type SHT_PROGBITS and so on
 * @param flags SHF_WRITE and so on
 * @param offset of its contents in the file
 * @param size in bytes
 * @param link the section that it needs
 * @param info the section that it is about
 * @param header offset of its header in the file
 */
record ObjectSection(String name, int type, long flags, long offset, long size, int link, int info, long header) {
    static final int HEADER_BYTES = 64;

    private static final int PROGBITS = 1;
    private static final int SYMBOLS = 2;
    private static final int RELOCATIONS_WITH_ADDENDS = 4;
    private static final int NOBITS = 8;
    private static final int RELOCATIONS = 9;
    private static final long EXECUTABLE = 4;

    static ObjectSection read(ObjectBytes file, long at) {
        int type = file.word(at + 4);
        ObjectSection section = new ObjectSection(
                "",
                type,
                file.wide(at + 8),
                file.small(at + 24, "the offset of a section"),
                file.small(at + 32, "the size of a section"),
                file.word(at + 40),
                file.word(at + 44),
                at);
        if (!section.isBlank() && section.offset + section.size > file.size()) {
            throw new MalformedObjectException(
                    at + 32, "a section ends at 0x%x, the file at 0x%x".formatted(section.end(), file.size()));
        }
        return section;
    }

    ObjectSection named(String text) {
        return new ObjectSection(text, type, flags, offset, size, link, info, header);
    }

    long end() {
        return offset + size;
    }

    /** Whether it has no contents in the file: zeros, or nothing. */
    boolean isBlank() {
        return type == NOBITS || type == 0;
    }

    boolean isCode() {
        return type == PROGBITS && (flags & EXECUTABLE) != 0;
    }

    /** Whether it holds variables or constants of programs. */
    boolean isData() {
        return !isCode()
                && (type == PROGBITS || type == NOBITS)
                && (isNamed(".rodata") || isNamed(".data") || isNamed(".bss"));
    }

    private boolean isNamed(String base) {
        return name.equals(base) || name.startsWith(base + ".");
    }

    boolean isReadOnly() {
        return isNamed(".rodata");
    }

    boolean isRegions() {
        return type == PROGBITS && name.equals("maps");
    }

    boolean isSymbols() {
        return type == SYMBOLS;
    }

    boolean isRelocations() {
        return type == RELOCATIONS;
    }

    boolean isRelocationsWithAddends() {
        return type == RELOCATIONS_WITH_ADDENDS;
    }
}
