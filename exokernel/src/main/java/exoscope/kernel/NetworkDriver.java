package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.InterruptSource;
import exoscope.hw.device.NetworkInterface;
import exoscope.hw.device.NetworkQueue;
import exoscope.hw.trace.Tracer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Drives queue 0 of the network interface. What arrives is written to buffers in frames of the kernel's own, since nobody
 * knows whose it is before its filter is found. What is sent is read from where it is.
 */
final class NetworkDriver {
    /** Buffers into which the interface can receive. */
    static final int MOST_BUFFERS = 64;
    /** Pieces that can wait to be sent. */
    static final int MOST_PIECES = 63;

    private static final int PLACES = MOST_PIECES + 1;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int TRANSMIT_RING = 1024; // behind the receive ring, in the same frame
    private static final int BUFFER_BYTES = 2048;
    private static final int REPLIES = 8;
    private static final int MORE = 1 << 16;
    private static final int DONE = 1;
    private static final int FAILED = 2;

    /** Memory that a piece of a packet is in. */
    record Piece(int address, int length) {}

    /** A packet that waits to be sent. */
    static final class Sending {
        final int request;
        final List<Piece> pieces;
        /** Buffer of the kernel's that it is in, or -1. */
        private final int reply;

        private Sending(int request, List<Piece> pieces, int reply) {
            this.request = request;
            this.pieces = pieces;
            this.reply = reply;
        }
    }

    private final Machine machine;
    private final PhysicalMemory memory;
    private final NetworkQueue queue;
    private final Network network;
    private final int base;
    private final int buffers;
    private final Deque<Sending> sending = new ArrayDeque<>();
    private final boolean[] replyUsed = new boolean[REPLIES];
    private int lastRequest;
    /** Place of the receive ring that is looked at next. */
    private int next;
    /** Place of the transmit ring where the oldest packet in {@link #sending} begins. */
    private int oldest;

    private int used;

    /** @param firstFrame the first of {@link #frames} frames that are the driver's */
    NetworkDriver(Machine machine, Network network, int firstFrame, int buffers) {
        this.machine = machine;
        this.network = network;
        this.buffers = buffers;
        memory = machine.memory();
        base = firstFrame << PhysicalMemory.FRAME_SHIFT;
        queue = machine.network().queue(0);
        start();
    }

    /** Frames that the driver needs: one for the rings, and two buffers a frame. */
    static int frames(int buffers) {
        return 1 + (buffers + REPLIES) / 2;
    }

    private void start() {
        queue.setReceiveRing(base, buffers);
        queue.setTransmitRing(base + TRANSMIT_RING, PLACES);
        for (int place = 0; place < buffers; place++) {
            memory.setWord(receiveDescriptor(place), buffer(place));
            memory.setWord(receiveDescriptor(place) + 4, BUFFER_BYTES);
        }
        queue.setReceiveTail(buffers - 1);
        machine.interrupts().connect(InterruptSource.NETWORK_0, this::interrupt);
        queue.setEnabled(NetworkQueue.RECEIVED | NetworkQueue.SENT);
        machine.network().setControl(NetworkInterface.RECEIVE | NetworkInterface.TRANSMIT);
    }

    private int buffer(int number) {
        return base + PhysicalMemory.FRAME_BYTES + number * BUFFER_BYTES;
    }

    private int receiveDescriptor(int place) {
        return base + place * DESCRIPTOR_BYTES;
    }

    private int transmitDescriptor(int place) {
        return base + TRANSMIT_RING + (place & PLACES - 1) * DESCRIPTOR_BYTES;
    }

    private void interrupt() {
        queue.acknowledge(NetworkQueue.RECEIVED | NetworkQueue.SENT);
        network.charge(Tracer.NO_ENV, Cost.INTERRUPT);
        while (next != queue.receiveHead()) {
            receive(next);
            queue.setReceiveTail(next);
            next = next + 1 & buffers - 1;
        }
        complete();
    }

    private void receive(int place) {
        int status = memory.word(receiveDescriptor(place) + 8);
        memory.setWord(receiveDescriptor(place) + 8, 0);
        network.charge(Tracer.NO_ENV, Cost.PACKET_RECEIVE);
        if ((status & FAILED) == 0) {
            byte[] packet = new byte[status >>> 16];
            memory.read(buffer(place), packet, 0, packet.length);
            network.receive(packet);
        }
    }

    /** Whether so many pieces can be sent now. */
    boolean room(int pieces) {
        return used + pieces <= MOST_PIECES;
    }

    /** Has pieces sent as one packet; there must be room. Returns the request's number. */
    int send(List<Piece> pieces) {
        return send(pieces, -1);
    }

    /** Copies a packet into a buffer of the kernel's and has it sent; the request's number, or -1 if all are in use. */
    int reply(byte[] packet) {
        int free = 0;
        while (free < REPLIES && replyUsed[free]) {
            free++;
        }
        if (free == REPLIES || !room(1)) {
            return -1;
        }
        replyUsed[free] = true;
        int address = buffer(buffers + free);
        memory.write(address, packet, 0, packet.length);
        return send(List.of(new Piece(address, packet.length)), free);
    }

    private int send(List<Piece> pieces, int reply) {
        for (int i = 0; i < pieces.size(); i++) {
            int at = transmitDescriptor(oldest + used + i);
            memory.setWord(at, pieces.get(i).address());
            memory.setWord(at + 4, pieces.get(i).length() | (i < pieces.size() - 1 ? MORE : 0));
            memory.setWord(at + 8, 0);
        }
        used += pieces.size();
        lastRequest++;
        sending.add(new Sending(lastRequest, List.copyOf(pieces), reply));
        queue.setTransmitTail(oldest + used & PLACES - 1);
        return lastRequest;
    }

    private void complete() {
        while (!sending.isEmpty()) {
            int status = memory.word(transmitDescriptor(oldest) + 8);
            if ((status & DONE) == 0) {
                return;
            }
            Sending done = sending.remove();
            oldest = oldest + done.pieces.size() & PLACES - 1;
            used -= done.pieces.size();
            if (done.reply >= 0) {
                replyUsed[done.reply] = false;
            }
            network.sent(done.request, (status & FAILED) == 0);
        }
    }

    /**
     * Sees to it that the interface will not read the pieces of a request any more. If it has not begun with it, its
     * descriptors name no bytes afterwards and it will fail; otherwise it has read everything when it began. Returns whether
     * this was in time; the request's pieces stay in the ring either way, until the interface is done with them.
     */
    boolean cancel(int request) {
        int place = oldest;
        int taken = queue.transmitHead() - oldest & PLACES - 1;
        for (Sending each : sending) {
            int distance = place - oldest & PLACES - 1;
            if (each.request == request) {
                if (distance < taken) {
                    return false;
                }
                takeBack(place, each.pieces.size());
                return true;
            }
            place += each.pieces.size();
        }
        return false;
    }

    private void takeBack(int place, int pieces) {
        for (int i = 0; i < pieces; i++) {
            int at = transmitDescriptor(place + i) + 4;
            memory.setWord(at, memory.word(at) & MORE);
        }
    }
}
