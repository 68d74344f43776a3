package exoscope.kernel.ebpf;

/**
 * A symbol of an object file.
 *
 * @param type STT_FUNC and so on
 * @param global whether other files could name it
 * @param section index of the section that it is in; 0 if it is not defined
 * @param value offset in that section
 * @param size in bytes
 * @param entry offset of the symbol itself in the file
 */
record ObjectSymbol(String name, int type, boolean global, int section, long value, long size, long entry) {
    static final int BYTES = 24;

    private static final int FUNCTION = 2;
    private static final int SECTION = 3;

    static ObjectSymbol read(ObjectBytes file, long at, ObjectSection names) {
        int info = file.byteAt(at + 4);
        long name = names.offset() + Integer.toUnsignedLong(file.word(at));
        return new ObjectSymbol(
                name < names.end() ? file.text(name, names.end()) : "",
                info & 0xf,
                info >>> 4 != 0,
                file.half(at + 6),
                file.small(at + 8, "the value of a symbol"),
                file.small(at + 16, "the size of a symbol"),
                at);
    }

    boolean isFunction() {
        return type == FUNCTION && section != 0;
    }

    boolean isSection() {
        return type == SECTION;
    }
}
