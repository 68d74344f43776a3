package exoscope.kernel.filter;

import java.nio.ByteBuffer;

/** TCP/IP over Ethernet, as the paper measured: filters for connections, and packets. */
final class TcpIp {
    static final int HEADER_BYTES = 54;

    private static final int ETHERTYPE = 12;
    private static final int IP = 14;
    private static final int PROTOCOL = IP + 9;
    private static final int SOURCE = IP + 12;
    private static final int DESTINATION = IP + 16;
    private static final int TCP = 6;
    private static final int HERE = 0x0a000001;

    private TcpIp() {}

    /** Packets of one connection, whatever options IP has. */
    static Filter connection(int source, int sourcePort, int port) {
        return Filter.of(
                Atom.equal(ETHERTYPE, 2, 0x0800),
                Atom.equal(PROTOCOL, 1, TCP),
                Atom.equal(SOURCE, 4, source),
                Atom.equal(DESTINATION, 4, HERE),
                new Atom.Shift(IP, 1, 0x0f, 2),
                Atom.equal(IP, 2, sourcePort),
                Atom.equal(IP + 2, 2, port));
    }

    /** Packets for a port, from whomever. */
    static Filter listener(int port) {
        return Filter.of(
                Atom.equal(ETHERTYPE, 2, 0x0800),
                Atom.equal(PROTOCOL, 1, TCP),
                Atom.equal(DESTINATION, 4, HERE),
                new Atom.Shift(IP, 1, 0x0f, 2),
                Atom.equal(IP + 2, 2, port));
    }

    static byte[] packet(int source, int sourcePort, int port, int optionWords) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + 4 * optionWords);
        packet.putShort(ETHERTYPE, (short) 0x0800);
        packet.put(IP, (byte) (0x45 + optionWords));
        packet.put(PROTOCOL, (byte) TCP);
        packet.putInt(SOURCE, source);
        packet.putInt(DESTINATION, HERE);
        int transport = IP + 20 + 4 * optionWords;
        packet.putShort(transport, (short) sourcePort);
        packet.putShort(transport + 2, (short) port);
        return packet.array();
    }
}
