package exoscope.hw.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads packet captures of Ethernet frames in the classic format, of either byte order and resolution. */
public final class PcapReader {
    private static final int NETWORK_OFFSET = 20;

    private final ByteBuffer in;
    private final boolean nanoseconds;

    private PcapReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        need(PcapWriter.HEADER_BYTES, "the file ends in its header");
        int magic = in.getInt();
        if (!known(magic)) {
            in.order(ByteOrder.BIG_ENDIAN);
            magic = Integer.reverseBytes(magic);
        }
        if (!known(magic)) {
            throw new MalformedPcapException(0, "the file does not begin like a packet capture");
        }
        nanoseconds = magic == PcapWriter.MAGIC_NANOSECONDS;
        int network = in.getInt(NETWORK_OFFSET);
        if (network != PcapWriter.ETHERNET) {
            throw new MalformedPcapException(NETWORK_OFFSET, "the frames are of type " + network + ", not Ethernet");
        }
        in.position(PcapWriter.HEADER_BYTES);
    }

    /**
     * All frames of a capture, in its order. Frames that were cut off when captured are as long as what is left of them.
     *
     * @throws MalformedPcapException if the bytes are no capture of Ethernet frames
     */
    public static List<PcapRecord> read(byte[] bytes) {
        PcapReader reader = new PcapReader(bytes);
        List<PcapRecord> records = new ArrayList<>();
        while (reader.in.hasRemaining()) {
            records.add(reader.next());
        }
        return List.copyOf(records);
    }

    private PcapRecord next() {
        need(PcapWriter.RECORD_BYTES, "the file ends in the header of a frame");
        long seconds = Integer.toUnsignedLong(in.getInt());
        long fraction = Integer.toUnsignedLong(in.getInt());
        int length = in.getInt();
        in.getInt();
        if (length < 0 || length > PcapWriter.MOST_BYTES) {
            throw new MalformedPcapException(in.position() - 8, "a frame of " + length + " bytes");
        }
        need(length, "the file ends in a frame of " + length + " bytes");
        byte[] bytes = new byte[length];
        in.get(bytes);
        long microseconds = seconds * 1_000_000 + (nanoseconds ? fraction / 1_000 : fraction);
        return new PcapRecord(microseconds * PcapWriter.CYCLES_PER_MICROSECOND, Frame.of(bytes));
    }

    private void need(int bytes, String otherwise) {
        if (in.remaining() < bytes) {
            throw new MalformedPcapException(in.limit(), otherwise);
        }
    }

    private static boolean known(int magic) {
        return magic == PcapWriter.MAGIC_MICROSECONDS || magic == PcapWriter.MAGIC_NANOSECONDS;
    }
}
