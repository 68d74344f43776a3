package exoscope.hw.network;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes frames as a packet capture that Wireshark and tcpdump read: the classic format, version 2.4, little-endian, with
 * microseconds at {@link #CYCLES_PER_MICROSECOND}.
 */
public final class PcapWriter {
    /** The machine's 25 MHz. */
    public static final int CYCLES_PER_MICROSECOND = 25;

    static final int MAGIC_MICROSECONDS = 0xa1b2_c3d4;
    static final int MAGIC_NANOSECONDS = 0xa1b2_3c4d;
    static final int HEADER_BYTES = 24;
    static final int RECORD_BYTES = 16;
    static final int ETHERNET = 1;
    static final int MOST_BYTES = 65_535;

    private static final int MILLION = 1_000_000;

    private final OutputStream out;

    /** Begins a capture. */
    public PcapWriter(OutputStream out) {
        this.out = out;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC_MICROSECONDS).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(MOST_BYTES).putInt(ETHERNET);
        write(header.array());
    }

    /** Adds a frame. */
    public void write(Frame frame, long cycle) {
        long microseconds = cycle / CYCLES_PER_MICROSECOND;
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES + frame.length()).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (microseconds / MILLION)).putInt((int) (microseconds % MILLION));
        record.putInt(frame.length()).putInt(frame.length()).put(frame.bytes());
        write(record.array());
    }

    /** A line that also records what is sent on it, at the cycle at which it is sent. */
    public Line sending(Line line) {
        return (frame, cycle) -> {
            write(frame, cycle);
            return line.send(frame, cycle);
        };
    }

    /** A station that also records what arrives at it, at the cycle at which it arrives. */
    public Station arriving(Station station) {
        return (frame, cycle) -> {
            write(frame, cycle);
            station.arrive(frame, cycle);
        };
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
