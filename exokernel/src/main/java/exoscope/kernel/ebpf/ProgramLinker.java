package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Puts one program together: its function first, then all that it calls, with regions in the order in which they are met. */
final class ProgramLinker {
    /** A 64-bit immediate that is an address. */
    private static final int ADDRESS = 1;
    /** A call. */
    private static final int CALL = 10;

    private static final int DEFINITION_BYTES = 20;
    private static final int ARRAY = 2;
    private static final int READ_ONLY = 0x80;

    private final ObjectFile object;
    private final List<ObjectSymbol> functions = new ArrayList<>();
    private final Map<Long, Integer> starts = new TreeMap<>();
    private final List<Instruction> code = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<Long, Integer> regionPlaces = new TreeMap<>();
    private final List<RegionSpec> regions = new ArrayList<>();

    /** A call at an index of the program, and the function that it is to reach. */
    private record Link(int index, long function) {}

    ProgramLinker(ObjectFile object, ObjectSymbol start) {
        this.object = object;
        functions.add(start);
    }

    Program link(String name) {
        for (int i = 0; i < functions.size(); i++) {
            add(functions.get(i));
        }
        for (Link link : links) {
            Instruction call = code.get(link.index);
            int distance = starts.getOrDefault(link.function, 0) - link.index - 1;
            code.set(link.index, new Instruction(call.opcode(), 0, Opcode.CALL_LOCAL, 0, distance));
        }
        return new Program(name, code, regions);
    }

    /** A function's name to the maps here: its section and its place in it. */
    private static long key(int section, long offset) {
        return ((long) section << 32) + offset;
    }

    private void add(ObjectSymbol function) {
        ObjectSection section = object.section(function.section(), function.entry() + 6);
        if (!section.isCode() || function.value() + function.size() > section.size()) {
            throw new MalformedObjectException(
                    function.entry() + 8, "function " + function.name() + " does not lie in the code of a section");
        }
        int base = code.size();
        starts.put(key(function.section(), function.value()), base);
        byte[] bytes = object.bytes().copy(section.offset() + function.value(), function.size());
        code.addAll(Decoder.decode(bytes));
        if (code.size() > Structure.MOST_SLOTS) {
            throw new MalformedObjectException(
                    function.entry() + 16, "the program has more than " + Structure.MOST_SLOTS + " instructions");
        }
        NavigableMap<Long, ObjectFile.Relocation> places = object.relocations(function.section());
        for (int i = base; i < code.size(); i++) {
            long offset = function.value() + (long) (i - base) * Instruction.BYTES;
            ObjectFile.Relocation relocation = places.get(offset);
            if (relocation != null) {
                relocate(i, relocation);
            } else if (code.get(i).isLocalCall()) {
                long target = offset + (1L + code.get(i).imm()) * Instruction.BYTES;
                call(i, function.section(), target, section.offset() + offset);
            }
        }
    }

    private void relocate(int index, ObjectFile.Relocation relocation) {
        Instruction instruction = code.get(index);
        ObjectSymbol symbol = relocation.symbol();
        if (relocation.type() == CALL && instruction.isLocalCall()) {
            if (symbol.section() == 0) {
                throw new MalformedObjectException(
                        relocation.entry(),
                        "calls " + symbol.name() + ", which this file does not define; helpers are called by number");
            }
            long addend = symbol.isSection() ? (instruction.imm() + 1L) * Instruction.BYTES : 0;
            call(index, symbol.section(), symbol.value() + addend, relocation.entry());
        } else if (relocation.type() == ADDRESS && instruction.isWide()) {
            code.set(index, address(instruction, relocation));
        } else {
            throw new MalformedObjectException(
                    relocation.entry() + 8,
                    "relocation of type %d for \"%s\" is not known here"
                            .formatted(relocation.type(), Disassembler.text(instruction)));
        }
    }

    private void call(int index, int section, long offset, long at) {
        long key = key(section, offset);
        ObjectSymbol target = object.symbols().stream()
                .filter(symbol -> symbol.isFunction() && key(symbol.section(), symbol.value()) == key)
                .findFirst()
                .orElseThrow(() -> new MalformedObjectException(at, "a call leads to where no function begins"));
        if (functions.stream().noneMatch(known -> key(known.section(), known.value()) == key)) {
            functions.add(target);
        }
        links.add(new Link(index, key));
    }

    private Instruction address(Instruction wide, ObjectFile.Relocation relocation) {
        ObjectSymbol symbol = relocation.symbol();
        if (symbol.section() == 0) {
            throw new MalformedObjectException(
                    relocation.entry(), "uses " + symbol.name() + ", which this file does not define");
        }
        ObjectSection section = object.section(symbol.section(), symbol.entry() + 6);
        if (section.isRegions()) {
            long offset = symbol.value() + wide.imm();
            return new Instruction(Opcode.LDDW, wide.dst(), Opcode.WIDE_REGION, 0, region(symbol, section, offset), 0);
        }
        if (!section.isData()) {
            throw new MalformedObjectException(relocation.entry(), notData(symbol, section));
        }
        int offset = (int) symbol.value() + wide.imm();
        return new Instruction(Opcode.LDDW, wide.dst(), Opcode.WIDE_VALUE, 0, data(symbol, section), offset);
    }

    private static String notData(ObjectSymbol symbol, ObjectSection section) {
        String name = symbol.name().isEmpty() ? section.name() : symbol.name();
        return section.name().equals(".maps")
                ? name + " is a map that BTF describes; declare it as struct region in section maps instead"
                : "takes the address of %s in section %s, which holds no data".formatted(name, section.name());
    }

    /** A region that the section maps declares: type, bytes of a key, of an entry, number of entries, flags. */
    private int region(ObjectSymbol symbol, ObjectSection section, long offset) {
        Integer known = regionPlaces.get(key(symbol.section(), offset));
        if (known != null) {
            return known;
        }
        if (offset < 0 || offset + DEFINITION_BYTES > section.size()) {
            throw new MalformedObjectException(
                    symbol.entry() + 8, "region " + symbol.name() + " is not all in section maps");
        }
        ObjectBytes bytes = object.bytes();
        long at = section.offset() + offset;
        if (bytes.word(at) != ARRAY || bytes.word(at + 4) != Integer.BYTES) {
            throw new MalformedObjectException(
                    at, "region " + symbol.name() + " is not an array (type 2) with keys of 4 bytes");
        }
        boolean writable = (bytes.word(at + 16) & READ_ONLY) == 0;
        RegionSpec spec = RegionSpec.array(symbol.name(), bytes.word(at + 8), bytes.word(at + 12), writable);
        return remember(key(symbol.section(), offset), spec, at);
    }

    /** @param at where in the file the region is described */
    private int remember(long key, RegionSpec spec, long at) {
        if (regions.size() == Program.MOST_REGIONS) {
            throw new MalformedObjectException(at, "the program has more than " + Program.MOST_REGIONS + " regions");
        }
        regions.add(spec);
        regionPlaces.put(key, regions.size() - 1);
        return regions.size() - 1;
    }

    private int data(ObjectSymbol symbol, ObjectSection section) {
        long key = key(symbol.section(), 0);
        Integer known = regionPlaces.get(key);
        if (known != null) {
            return known;
        }
        if (!object.relocations(symbol.section()).isEmpty()) {
            throw new MalformedObjectException(
                    section.header(), section.name() + " holds addresses; variables and constants can only be numbers");
        }
        return remember(key, dataSpec(section), section.header());
    }

    private RegionSpec dataSpec(ObjectSection section) {
        if (section.size() < 1 || section.size() > RegionSpec.MOST_BYTES) {
            throw new MalformedObjectException(
                    section.header() + 32, section.name() + " has " + section.size() + " bytes");
        }
        boolean writable = !section.isReadOnly();
        return section.isBlank()
                ? RegionSpec.array(section.name(), (int) section.size(), 1, writable)
                : RegionSpec.data(section.name(), object.bytes().copy(section.offset(), section.size()), writable);
    }
}
