package exoscope.kernel;

import exoscope.hw.network.Frame;

/** What a packet may measure. */
final class PacketSizes {
    /** Pieces that a packet may be sent in. */
    static final int MOST_PIECES = 16;

    private PacketSizes() {}

    /** Whether a packet of so many bytes can be sent; shorter ones are padded by the interface. */
    static boolean sendable(int bytes) {
        return bytes >= Frame.HEADER_BYTES && bytes <= Frame.MOST_BYTES;
    }
}
