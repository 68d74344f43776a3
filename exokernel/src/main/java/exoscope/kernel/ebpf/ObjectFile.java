package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What {@code clang -target bpf -O2 -c} makes of a C file: programs, the functions that they call, their variables and
 * constants, and the regions that they declare in the section {@code maps}. No number in it is believed before it is checked.
 */
public final class ObjectFile {
    private static final int HEADER_BYTES = 64;
    private static final int RELOCATABLE = 1;
    private static final int BPF = 247;
    private static final int RELOCATION_BYTES = 16;
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    private final ObjectBytes file;
    private final List<ObjectSection> sections = new ArrayList<>();
    private final List<ObjectSymbol> symbols = new ArrayList<>();
    private final NavigableMap<Integer, NavigableMap<Long, Relocation>> relocations = new TreeMap<>();

    /**
     * A place that has to be filled in.
     *
     * @param type what with
     * @param entry offset of the relocation itself in the file
     */
    record Relocation(int type, ObjectSymbol symbol, long entry) {}

    private ObjectFile(byte[] bytes) {
        file = new ObjectBytes(bytes);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedObjectException if it is none, with the offset at which it is wrong
     */
    public static ObjectFile parse(byte[] bytes) {
        ObjectFile object = new ObjectFile(bytes);
        object.header();
        object.readSections();
        object.readSymbols();
        object.readRelocations();
        return object;
    }

    /** Names of the functions that could be programs: those that are not static. */
    public List<String> programs() {
        return symbols.stream()
                .filter(symbol -> symbol.isFunction() && symbol.global())
                .map(ObjectSymbol::name)
                .toList();
    }

    /**
     * Takes a program out, with all that it calls and uses.
     *
     * @throws MalformedObjectException if there is none of that name, or if something that it needs is not there
     * @throws RefusedProgramException if something in it is no instruction
     */
    public Program program(String name) {
        ObjectSymbol start = symbols.stream()
                .filter(symbol -> symbol.isFunction() && symbol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedObjectException(
                        0, "there is no function " + name + "; there are " + String.join(", ", programs())));
        return new ProgramLinker(this, start).link(name);
    }

    ObjectBytes bytes() {
        return file;
    }

    /** @param at where in the file the index is */
    ObjectSection section(int index, long at) {
        if (index <= 0 || index >= sections.size()) {
            throw new MalformedObjectException(at, "there is no section " + index + " of " + sections.size());
        }
        return sections.get(index);
    }

    List<ObjectSymbol> symbols() {
        return symbols;
    }

    /** Places to fill in, in a section, by their offsets. */
    NavigableMap<Long, Relocation> relocations(int section) {
        return relocations.getOrDefault(section, new TreeMap<>());
    }

    private void header() {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= file.size() || file.byteAt(i) != MAGIC[i]) {
                throw new MalformedObjectException(i, "not an ELF file, which starts with the bytes 7f 45 4c 46");
            }
        }
        if (file.size() < HEADER_BYTES) {
            throw new MalformedObjectException(file.size(), "the file ends inside the ELF header of 64 bytes");
        }
        require("class", 0x04, file.byteAt(0x04), 2, "64-bit");
        require("byte order", 0x05, file.byteAt(0x05), 1, "little-endian: -target bpfel");
        require("type", 0x10, file.half(0x10), RELOCATABLE, "relocatable: clang -c");
        require("machine", 0x12, file.half(0x12), BPF, "BPF: clang -target bpf");
        require("section header size", 0x3a, file.half(0x3a), ObjectSection.HEADER_BYTES, "bytes");
    }

    private static void require(String field, int offset, int found, int wanted, String meaning) {
        if (found != wanted) {
            throw new MalformedObjectException(
                    offset, field + " is " + found + ", must be " + wanted + " (" + meaning + ")");
        }
    }

    private void readSections() {
        long table = file.small(0x28, "the offset of the section headers");
        int count = file.half(0x3c);
        for (int i = 0; i < count; i++) {
            sections.add(ObjectSection.read(file, table + (long) i * ObjectSection.HEADER_BYTES));
        }
        ObjectSection names = section(file.half(0x3e), 0x3e);
        sections.replaceAll(section -> {
            long at = names.offset() + Integer.toUnsignedLong(file.word(section.header()));
            return section.named(at < names.end() ? file.text(at, names.end()) : "");
        });
    }

    private void readSymbols() {
        for (ObjectSection section : sections) {
            if (section.isSymbols()) {
                ObjectSection names = section(section.link(), section.header() + 40);
                for (long at = section.offset(); at + ObjectSymbol.BYTES <= section.end(); at += ObjectSymbol.BYTES) {
                    requireRoom(symbols.size() + 1L, ObjectSymbol.BYTES, section, "symbols");
                    symbols.add(ObjectSymbol.read(file, at, names));
                }
            }
        }
    }

    /** Sections that overlap could have more entries than the file has bytes. */
    private void requireRoom(long entries, int bytes, ObjectSection section, String what) {
        if (entries * bytes > file.size()) {
            throw new MalformedObjectException(
                    section.header(), "the file has more " + what + " than there is room for: sections overlap");
        }
    }

    private void readRelocations() {
        long count = 0;
        for (ObjectSection section : sections) {
            if (section.isRelocationsWithAddends()
                    && section(section.info(), section.header() + 44).isCode()) {
                throw new MalformedObjectException(
                        section.header() + 4, section.name() + " has addends, which clang does not make for BPF");
            }
            if (section.isRelocations()) {
                NavigableMap<Long, Relocation> places =
                        relocations.computeIfAbsent(section.info(), info -> new TreeMap<>());
                for (long at = section.offset(); at + RELOCATION_BYTES <= section.end(); at += RELOCATION_BYTES) {
                    requireRoom(++count, RELOCATION_BYTES, section, "relocations");
                    places.put(file.wide(at), new Relocation(file.word(at + 8), symbol(file.word(at + 12), at), at));
                }
            }
        }
    }

    private ObjectSymbol symbol(int index, long at) {
        if (index < 0 || index >= symbols.size()) {
            throw new MalformedObjectException(at + 12, "there is no symbol " + index + " of " + symbols.size());
        }
        return symbols.get(index);
    }
}
