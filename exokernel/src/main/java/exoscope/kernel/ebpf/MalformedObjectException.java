package exoscope.kernel.ebpf;

/** A file from which no program can be taken; the message is one sentence that says what is wrong and where. */
public final class MalformedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedObjectException(long offset, String problem) {
        super("eBPF object, offset 0x" + Long.toHexString(offset) + ": " + problem);
    }
}
