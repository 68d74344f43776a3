package exoscope.hw.network;

/** Bytes that are no packet capture; the message is one sentence that says what is wrong and where. */
public final class MalformedPcapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPcapException(long offset, String problem) {
        super("Packet capture, offset 0x" + Long.toHexString(offset) + ": " + problem);
    }
}
