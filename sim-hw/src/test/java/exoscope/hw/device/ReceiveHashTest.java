package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.network.Frame;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The IPv4 part of the verification suite in Microsoft's "Verifying the RSS hash calculation". */
class ReceiveHashTest {
    private final ReceiveHash hash = new ReceiveHash(4);

    private static byte[] address(String dotted) {
        ByteBuffer bytes = ByteBuffer.allocate(4);
        for (String part : dotted.split("\\.", -1)) {
            bytes.put((byte) Integer.parseInt(part));
        }
        return bytes.array();
    }

    private static Frame datagram(int protocol, int fragment, String source, int from, String destination, int to) {
        ByteBuffer frame = ByteBuffer.allocate(Frame.LEAST_BYTES);
        frame.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(20, (short) fragment);
        frame.put(23, (byte) protocol).put(26, address(source)).put(30, address(destination));
        frame.putShort(34, (short) from).putShort(36, (short) to);
        return Frame.of(frame.array());
    }

    @ParameterizedTest
    @CsvSource({
        "66.9.149.187,    2794,  161.142.100.80, 1766,  51ccc178, 323e8fc2",
        "199.92.111.2,    14230, 65.69.140.83,   4739,  c626b0ea, d718262a",
        "24.19.198.95,    12898, 12.22.207.184,  38024, 5c2b394a, d2d0a5de",
        "38.27.205.30,    48228, 209.142.163.6,  2217,  afc7327f, 82989176",
        "153.39.163.191,  44251, 202.188.127.2,  1303,  10e828a2, 5d1809c5"
    })
    void hashesAreThoseOfTheVerificationSuite(
            String source, int from, String destination, int to, String withPorts, String withoutPorts) {
        for (int protocol : new int[] {6, 17}) {
            Frame frame = datagram(protocol, 0, source, from, destination, to);
            hash.setMode(ReceiveHash.IPV4 | ReceiveHash.PORTS);
            assertThat(hash.hash(frame)).isEqualTo(Integer.parseUnsignedInt(withPorts, 16));
            hash.setMode(ReceiveHash.IPV4);
            assertThat(hash.hash(frame)).isEqualTo(Integer.parseUnsignedInt(withoutPorts, 16));
        }
    }

    @Test
    void fragmentsAndOtherProtocolsAreHashedWithoutPorts() {
        hash.setMode(ReceiveHash.IPV4 | ReceiveHash.PORTS);
        Frame first = datagram(17, 0x2000, "66.9.149.187", 2794, "161.142.100.80", 1766);
        Frame later = datagram(17, 0x0010, "66.9.149.187", 1, "161.142.100.80", 2);
        Frame other = datagram(1, 0, "66.9.149.187", 3, "161.142.100.80", 4);
        assertThat(new int[] {hash.hash(first), hash.hash(later), hash.hash(other)})
                .containsOnly(0x323e_8fc2);
        assertThat(hash.kind(first)).isEqualTo(ReceiveHash.IPV4);
    }

    @Test
    void framesThatAreNotIpHaveNoHash() {
        hash.setMode(ReceiveHash.IPV4 | ReceiveHash.PORTS);
        assertThat(hash.hash(Frame.of(new byte[60]))).isZero();
        assertThat(hash.hash(Frame.of(new byte[3]))).isZero();
    }
}
