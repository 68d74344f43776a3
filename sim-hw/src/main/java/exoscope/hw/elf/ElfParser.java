package exoscope.hw.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads one file, and believes no number in it before it is checked against the file's length and the machine. */
final class ElfParser {
    private final ByteBuffer file;
    private final List<ElfSegment> segments = new ArrayList<>();
    private long end;
    private long memory;

    ElfParser(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    ElfImage parse() {
        ElfHeader header = ElfHeader.read(file);
        requireTableInFile(header);
        for (int i = 0; i < header.count(); i++) {
            accept(ProgramHeader.read(file, (int) header.tableOffset() + i * ProgramHeader.SIZE));
        }
        requireEntryInSegment(header.entry());
        return new ElfImage((int) header.entry(), segments);
    }

    private void requireTableInFile(ElfHeader header) {
        long tableEnd = header.tableOffset() + (long) header.count() * ProgramHeader.SIZE;
        if (tableEnd > file.limit()) {
            throw new MalformedElfException(
                    ElfHeader.TABLE_FIELD,
                    "the " + header.count() + " program headers end at 0x" + Long.toHexString(tableEnd)
                            + ", the file ends at 0x" + Integer.toHexString(file.limit()));
        }
    }

    private void accept(ProgramHeader header) {
        switch (header.type()) {
            case ProgramHeader.LOAD -> load(header);
            case ProgramHeader.DYNAMIC, ProgramHeader.INTERPRETER ->
                throw new MalformedElfException(
                        header.at(), "the program needs a dynamic linker, link it with -static and -fno-pic");
            default -> {}
        }
    }

    private void load(ProgramHeader header) {
        ElfSegment segment = header.segment(file);
        // GNU ld leaves an entry behind for a program that has no data; its address means nothing.
        if (segment.memorySize() == 0) {
            return;
        }
        // The ABI sorts segments by address, so comparing neighbours finds every overlap.
        if (header.address() < end) {
            throw header.malformedAddress(
                    "starts below 0x" + Long.toHexString(end) + ", where the segment before it ends");
        }
        memory += segment.memorySize();
        if (memory > ElfImage.MOST_MEMORY) {
            throw header.malformedMemorySize(
                    "brings the program to " + memory + " bytes, at most " + ElfImage.MOST_MEMORY + " are allowed");
        }
        end = segment.end();
        segments.add(segment);
    }

    private void requireEntryInSegment(long entry) {
        if (entry % Integer.BYTES != 0) {
            throw malformedEntry(entry, "is no multiple of 4");
        }
        if (segments.stream().noneMatch(segment -> segment.holdsInstructionAt(entry))) {
            throw malformedEntry(entry, "lies in no segment");
        }
    }

    private static MalformedElfException malformedEntry(long entry, String problem) {
        return new MalformedElfException(
                ElfHeader.ENTRY_FIELD, "entry address 0x" + Long.toHexString(entry) + " " + problem);
    }
}
