package exoscope.grading.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.device.NetworkInterface;
import exoscope.hw.device.NetworkQueue;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketPeerTest {
    private static final int RX_RING = 0x1000;
    private static final int TX_RING = 0x2000;
    private static final int RX_BUFFER = 0x3000;
    private static final int TX_BUFFER = 0x4000;

    @TempDir
    private Path folder;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(16, 1, DiskTiming.DISK_1995), trace::add);
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("peer")));
        NetworkQueue queue = machine.network().queue(0);
        queue.setReceiveRing(RX_RING, 4);
        queue.setTransmitRing(TX_RING, 4);
        descriptor(RX_RING, RX_BUFFER, 2048);
        descriptor(TX_RING, TX_BUFFER, 42);
        queue.setReceiveTail(1);
        machine.network()
                .setControl(NetworkInterface.RECEIVE
                        | NetworkInterface.TRANSMIT
                        | NetworkInterface.NO_PADDING
                        | NetworkInterface.SHORT_FRAMES);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void descriptor(int address, int buffer, int length) {
        machine.memory().setWord(address, buffer);
        machine.memory().setWord(address + 4, length);
    }

    /** Lets a second pass, or what it takes until something was received. */
    private void run() {
        long end = machine.clock().now() + 25_000_000;
        while (machine.events().nextCycle() <= end && machine.network().received() == 0) {
            machine.clock().idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
    }

    private static byte[] frame(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) -1);
        return bytes;
    }

    @Test
    void framesPassBothWaysWithTheirLengths() throws IOException {
        try (SocketPeer peer = SocketPeer.connect(machine, folder.resolve("peer"));
                SocketChannel other = server.accept()) {
            machine.memory().write(TX_BUFFER, frame(42), 0, 42);
            machine.network().queue(0).setTransmitTail(1);
            machine.events().runDue(machine.clock().now());
            ByteBuffer sent = ByteBuffer.allocate(46);
            while (sent.hasRemaining()) {
                other.read(sent);
            }
            assertThat(sent.getInt(0)).isEqualTo(42);
            assertThat(Arrays.copyOfRange(sent.array(), 4, 46)).containsOnly(-1);
            ByteBuffer answer =
                    ByteBuffer.allocate(4 + 50).putInt(50).put(frame(50)).flip();
            other.write(answer.slice(0, 20)); // frames may come in pieces
            other.write(answer.slice(20, 34));
            run();
            assertThat(machine.network().received()).isEqualTo(1);
            assertThat(machine.memory().word(RX_BUFFER)).isEqualTo(-1);
            assertThat(machine.memory().word(RX_RING + 8) >>> 16).isEqualTo(50);
            assertThat(peer.trouble()).isEmpty();
        }
    }

    @Test
    void peerThatLeavesUnplugsTheLink() throws IOException {
        try (SocketPeer peer = SocketPeer.connect(machine, folder.resolve("peer"))) {
            server.accept().close();
            run();
            assertThat(peer.trouble()).isEqualTo("The peer has gone.");
            machine.network().queue(0).setTransmitTail(1);
            run();
            assertThat(trace).anyMatch(entry -> entry.event() instanceof HwEvent.PacketSent);
        }
    }

    @Test
    void peerThatTalksNonsenseIsNotListenedTo() throws IOException {
        try (SocketPeer peer = SocketPeer.connect(machine, folder.resolve("peer"));
                SocketChannel other = server.accept()) {
            other.write(ByteBuffer.allocate(8).putInt(-2).putInt(0).flip());
            run();
            assertThat(peer.trouble()).isEqualTo("The peer sends a frame of 4294967294 bytes.");
            assertThat(machine.network().received()).isZero();
        }
    }

    @Test
    void nobodyListening() {
        assertThatThrownBy(() -> SocketPeer.connect(machine, folder.resolve("nobody")))
                .isInstanceOf(IOException.class);
    }
}
