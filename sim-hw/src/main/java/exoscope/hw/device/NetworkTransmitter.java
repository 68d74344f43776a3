package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.bus.DmaPort;
import exoscope.hw.network.Frame;
import exoscope.hw.network.Line;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sending half of the network interface: one frame at a time, from the queues in turn. */
final class NetworkTransmitter {
    /** Most pieces of a frame. */
    static final int MOST_PIECES = 16;

    private static final int MORE = 1 << 16;
    private static final int DONE = 1;
    private static final int FAILED = 2;
    private static final int STATUS_OFFSET = 8;
    private static final int BROKEN = -1;
    private static final int INCOMPLETE = -2;

    private final Clock clock;
    private final EventQueue events;
    private final Tracer tracer;
    private final List<NetworkQueue> queues;
    private final byte[] descriptor = new byte[Ring.DESCRIPTOR_BYTES];
    private final byte[] frame = new byte[Frame.MOST_BYTES];
    /** Addresses of the descriptors of the frame at hand. */
    private final int[] pieces = new int[Ring.MOST];

    private int pieceCount;
    private @Nullable Line line;
    private boolean enabled;
    private boolean padding = true;
    private boolean busy;
    private boolean scheduled;
    private int nextQueue;
    private int frames;
    private int bytes;
    private int errors;

    NetworkTransmitter(Clock clock, EventQueue events, Tracer tracer, List<NetworkQueue> queues) {
        this.clock = clock;
        this.events = events;
        this.tracer = tracer;
        this.queues = queues;
    }

    void attach(Line wire) {
        line = wire;
    }

    boolean attached() {
        return line != null;
    }

    void set(boolean send, boolean pad) {
        enabled = send;
        padding = pad;
        kick();
    }

    int frames() {
        return frames;
    }

    int bytes() {
        return bytes;
    }

    int errors() {
        return errors;
    }

    /** Looks at the rings in an event of its own, so that a register write does nothing else. */
    void kick() {
        if (!scheduled && !busy) {
            scheduled = true;
            events.schedule(clock.now(), this::work);
        }
    }

    private void work() {
        scheduled = false;
        for (int idle = 0; enabled && !busy && idle < queues.size(); ) {
            NetworkQueue queue = queues.get(nextQueue);
            nextQueue = (nextQueue + 1) % queues.size();
            idle = take(queue) ? 0 : idle + 1;
        }
    }

    /** Takes the next frame of a queue; false if there is none. */
    private boolean take(NetworkQueue queue) {
        int length = gather(queue);
        if (length == INCOMPLETE) {
            return false;
        }
        for (int i = 0; i < pieceCount; i++) {
            queue.transmitRing().advance();
        }
        if (length < Frame.HEADER_BYTES || line == null) {
            errors++;
            finish(queue, addresses(), DONE | FAILED);
        } else {
            send(queue, line, length);
        }
        return true;
    }

    /**
     * Gathers the bytes of a frame. Returns their number, {@link #INCOMPLETE} up to the tail, or {@link #BROKEN}, also if the
     * ring is full and its last piece still wants another.
     */
    private int gather(NetworkQueue queue) {
        Ring ring = queue.transmitRing();
        int length = 0;
        pieceCount = 0;
        for (int place = ring.head(); place != ring.tail(); place = ring.next(place)) {
            int address = ring.address(place);
            pieces[pieceCount++] = address;
            if (queue.port().read(address, descriptor, 0, descriptor.length) < descriptor.length) {
                return BROKEN;
            }
            int control = DmaPort.word(descriptor, 4);
            length = length < 0 ? BROKEN : fetch(queue, length, control & 0xffff);
            if ((control & MORE) == 0) {
                return length;
            }
            if (pieceCount == MOST_PIECES) {
                return BROKEN;
            }
        }
        return ring.next(ring.tail()) == ring.head() ? BROKEN : INCOMPLETE;
    }

    /** Adds a piece to a frame of {@code length} bytes; returns its new length, or {@link #BROKEN}. */
    private int fetch(NetworkQueue queue, int length, int more) {
        boolean fits = more > 0 && length + more <= frame.length;
        return fits && queue.port().read(DmaPort.word(descriptor, 0), frame, length, more) == more
                ? length + more
                : BROKEN;
    }

    private void send(NetworkQueue queue, Line wire, int length) {
        int sent = padding ? Math.max(length, Frame.LEAST_BYTES) : length;
        Arrays.fill(frame, length, sent, (byte) 0);
        long until = wire.send(Frame.of(Arrays.copyOf(frame, sent)), clock.now());
        tracer.emit(new HwEvent.PacketSent(queue.number(), sent, until));
        busy = true;
        int[] addresses = addresses();
        events.schedule(until, () -> {
            frames++;
            bytes += sent;
            busy = false;
            finish(queue, addresses, DONE);
            kick();
        });
    }

    private int[] addresses() {
        return Arrays.copyOf(pieces, pieceCount);
    }

    private static void finish(NetworkQueue queue, int[] addresses, int status) {
        for (int address : addresses) {
            queue.port().writeWord(address + STATUS_OFFSET, status);
        }
        queue.note(NetworkQueue.SENT);
    }
}
