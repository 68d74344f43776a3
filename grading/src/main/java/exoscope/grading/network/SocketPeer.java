package exoscope.grading.network;

import exoscope.hw.Machine;
import exoscope.hw.network.Frame;
import exoscope.hw.network.Line;
import exoscope.hw.network.LinkModel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A peer outside: frames go over a UNIX stream socket, each after its length in 32 bits, big-endian, as {@code passt} and
 * QEMU's {@code -netdev stream} speak it.
 *
 * <p>What a real peer answers, and when, is not the machine's to decide: a run with one is no run that a ticket repeats.
 * That is why this class lives outside the machine, and why nothing that grades uses it. {@code passt} takes padding for
 * data, so the machine's network interface is best told not to pad.
 */
public final class SocketPeer implements Line, AutoCloseable {
    /** Cycles between two looks at the socket: a millisecond. */
    private static final long POLL_CYCLES = 25_000;
    /** Longest that a look waits for something to come, in milliseconds: the pace of a machine that idles. */
    private static final long PATIENCE = 1;

    private static final int LENGTH_BYTES = 4;
    private static final int MOST_BYTES = 65_535;

    private final Machine machine;
    private final SocketChannel socket;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(LENGTH_BYTES + MOST_BYTES);
    private String trouble = "";

    private SocketPeer(Machine machine, SocketChannel socket, Selector selector) {
        this.machine = machine;
        this.socket = socket;
        this.selector = selector;
    }

    /**
     * Plugs a machine's network interface into a socket that somebody listens at.
     *
     * @throws IOException if nobody does
     */
    public static SocketPeer connect(Machine machine, Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
        socket.configureBlocking(false);
        Selector selector = Selector.open();
        socket.register(selector, SelectionKey.OP_READ);
        SocketPeer peer = new SocketPeer(machine, socket, selector);
        machine.network().attach(peer);
        peer.schedule();
        return peer;
    }

    /** Why frames no longer pass, in a sentence, or nothing. */
    public String trouble() {
        return trouble;
    }

    @Override
    public long send(Frame frame, long cycle) {
        ByteBuffer out = ByteBuffer.allocate(LENGTH_BYTES + frame.length());
        out.putInt(frame.length()).put(frame.bytes()).flip();
        try {
            while (out.hasRemaining() && trouble.isEmpty()) {
                socket.write(out);
            }
        } catch (IOException e) {
            giveUp("The peer does not take frames any more: " + e);
        }
        return cycle + frame.length() * LinkModel.ETHERNET_10.cyclesPerKilobyte() / 1024;
    }

    @Override
    public void close() throws IOException {
        giveUp("The link has been unplugged.");
        selector.close();
        socket.close();
    }

    private void schedule() {
        machine.events().schedule(machine.clock().now() + POLL_CYCLES, this::poll);
    }

    private void poll() {
        if (!trouble.isEmpty()) {
            return;
        }
        try {
            selector.select(PATIENCE);
            selector.selectedKeys().clear();
            if (socket.read(in) < 0) {
                giveUp("The peer has gone.");
            }
            deliver();
        } catch (IOException e) {
            giveUp("The peer cannot be heard any more: " + e);
        }
        schedule();
    }

    /** Hands on the whole frames that have come, and keeps the beginning of the next. */
    private void deliver() {
        in.flip();
        while (in.remaining() >= LENGTH_BYTES) {
            int length = in.getInt(in.position());
            if (length < 0 || length > MOST_BYTES) {
                giveUp("The peer sends a frame of " + Integer.toUnsignedString(length) + " bytes.");
                in.position(in.limit());
                break;
            }
            if (in.remaining() < LENGTH_BYTES + length) {
                break;
            }
            byte[] bytes = new byte[length];
            in.position(in.position() + LENGTH_BYTES);
            in.get(bytes);
            machine.network().arrive(Frame.of(bytes), machine.clock().now());
        }
        in.compact();
    }

    private void giveUp(String why) {
        trouble = trouble.isEmpty() ? why : trouble;
    }
}
