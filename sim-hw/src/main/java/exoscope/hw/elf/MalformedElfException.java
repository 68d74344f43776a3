package exoscope.hw.elf;

/** A file that is no program for this machine; the message is one sentence that says what is wrong and where. */
public final class MalformedElfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedElfException(long offset, String problem) {
        super("ELF file, offset 0x" + Long.toHexString(offset) + ": " + problem);
    }
}
