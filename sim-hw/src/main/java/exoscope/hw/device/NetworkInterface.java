package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.bus.DmaPort;
import exoscope.hw.network.Frame;
import exoscope.hw.network.Line;
import exoscope.hw.network.Port;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.HwEvent.DropReason;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * An Ethernet interface with several queues (docs/machine.md, section 6.6). Each queue reaches memory as a bus master of
 * its own and has a page of registers and an interrupt of its own, so that a kernel can give one away.
 */
public final class NetworkInterface implements Port {
    /** Number of queues. */
    public static final int QUEUES = 4;
    /** Control bit: receive. */
    public static final int RECEIVE = 1;
    /** Control bit: send. */
    public static final int TRANSMIT = 2;
    /** Control bit: take frames for anybody. */
    public static final int PROMISCUOUS = 4;
    /** Control bit: take frames for any group. */
    public static final int ALL_GROUPS = 8;
    /** Control bit: send short frames as they are. */
    public static final int NO_PADDING = 16;
    /** Control bit: take frames that are too short. */
    public static final int SHORT_FRAMES = 32;

    /** All control bits. */
    static final int CONTROL = 63;

    private static final long BROADCAST = 0xffff_ffff_ffffL;
    private static final long GROUP = 1L << 40;
    private static final int DONE = 1;
    private static final int FAILED = 2;
    private static final int KIND_SHIFT = 2;

    private final EventQueue events;
    private final Tracer tracer;
    private final List<NetworkQueue> queues = new ArrayList<>();
    private final NetworkTransmitter transmitter;
    private final ReceiveHash hash = new ReceiveHash(QUEUES);
    private final byte[] descriptor = new byte[Ring.DESCRIPTOR_BYTES];
    private final int[] drops = new int[DropReason.values().length];
    private long address;
    private int control;
    private int frames;
    private int bytes;

    /** @param ports the queues' ways to memory */
    public NetworkInterface(
            Clock clock,
            EventQueue events,
            InterruptController interrupts,
            Tracer tracer,
            List<DmaPort> ports,
            long macAddress) {
        this.events = events;
        this.tracer = tracer;
        address = macAddress;
        transmitter = new NetworkTransmitter(clock, events, tracer, queues);
        for (int i = 0; i < QUEUES; i++) {
            queues.add(new NetworkQueue(i, clock, events, interrupts, ports.get(i), transmitter::kick));
        }
    }

    public NetworkQueue queue(int number) {
        return queues.get(number);
    }

    @Override
    public void attach(Line line) {
        transmitter.attach(line);
    }

    /** Whether there is a link. */
    public boolean attached() {
        return transmitter.attached();
    }

    /** The interface's own address, first byte uppermost of 48 bits. */
    public long address() {
        return address;
    }

    public void setAddress(long macAddress) {
        address = macAddress & BROADCAST;
    }

    /** The control bits. */
    public int control() {
        return control;
    }

    /** Sets the control bits, of {@link #RECEIVE}, {@link #TRANSMIT} and the others. */
    public void setControl(int bits) {
        control = bits & CONTROL;
        transmitter.set((bits & TRANSMIT) != 0, (bits & NO_PADDING) == 0);
    }

    /** Says whether frames are spread over the queues by a hash of their addresses, and of their ports too. */
    public void spread(boolean byAddresses, boolean byPorts) {
        hash.setMode((byAddresses ? ReceiveHash.IPV4 : 0) | (byPorts ? ReceiveHash.PORTS : 0));
    }

    /** Leads frames whose hash ends in {@code entry}, 0 to 127, to a queue. */
    public void spreadTo(int entry, int queue) {
        hash.setQueue(entry, queue(queue).number());
    }

    /** Hash and table that choose the queue for a frame. */
    ReceiveHash hash() {
        return hash;
    }

    NetworkTransmitter transmitter() {
        return transmitter;
    }

    /** Frames received into memory. */
    public int received() {
        return frames;
    }

    int receivedBytes() {
        return bytes;
    }

    /** Frames sent. */
    public int sent() {
        return transmitter.frames();
    }

    /** Frames dropped for a reason. */
    public int dropped(DropReason reason) {
        return drops[code(reason)];
    }

    int dropped(int code) {
        return drops[code];
    }

    @Override
    public void arrive(Frame frame, long cycle) {
        events.schedule(cycle, () -> receive(frame));
    }

    private void receive(Frame frame) {
        if ((control & RECEIVE) == 0) {
            drop(frame, DropReason.DISABLED);
        } else if (frame.length() < shortest()) {
            drop(frame, DropReason.RUNT);
        } else if (frame.length() > Frame.MOST_BYTES) {
            drop(frame, DropReason.OVERSIZE);
        } else if (!frame.intact()) {
            drop(frame, DropReason.BAD_FCS);
        } else if (!wanted(frame.destination())) {
            drop(frame, DropReason.OTHER_ADDRESS);
        } else {
            store(frame);
        }
    }

    private int shortest() {
        return (control & SHORT_FRAMES) == 0 ? Frame.LEAST_BYTES : Frame.HEADER_BYTES;
    }

    private boolean wanted(long destination) {
        return destination == address
                || destination == BROADCAST
                || (control & PROMISCUOUS) != 0
                || ((control & ALL_GROUPS) != 0 && (destination & GROUP) != 0);
    }

    private void store(Frame frame) {
        int value = hash.hash(frame);
        NetworkQueue queue = queues.get(hash.mode() == 0 ? 0 : hash.queue(value));
        Ring ring = queue.receiveRing();
        if (ring.isEmpty()) {
            drop(frame, DropReason.NO_DESCRIPTOR);
            return;
        }
        int at = ring.headAddress();
        ring.advance();
        if (queue.port().read(at, descriptor, 0, descriptor.length) < descriptor.length) {
            drop(frame, DropReason.DMA_FAULT);
            return;
        }
        fill(frame, queue, at, value);
        queue.note(NetworkQueue.RECEIVED);
    }

    /** Puts a frame into the buffer of the descriptor at hand. */
    private void fill(Frame frame, NetworkQueue queue, int at, int value) {
        int length = frame.length();
        boolean fits = length <= (DmaPort.word(descriptor, 4) & 0xffff);
        boolean stored = fits && queue.port().write(DmaPort.word(descriptor, 0), frame.bytes(), 0, length) == length;
        int status = length << 16 | hash.kind(frame) << KIND_SHIFT | (stored ? DONE : DONE | FAILED);
        boolean told = queue.port().writeWord(at + 12, value) && queue.port().writeWord(at + 8, status);
        if (stored && told) {
            frames++;
            bytes += length;
            tracer.emit(new HwEvent.PacketReceived(queue.number(), length, value));
        } else {
            drop(frame, fits ? DropReason.DMA_FAULT : DropReason.SMALL_BUFFER);
        }
    }

    private void drop(Frame frame, DropReason reason) {
        drops[code(reason)]++;
        tracer.emit(new HwEvent.PacketDropped(reason, frame.length()));
    }

    /** Place of a reason's counter. */
    static int code(DropReason reason) {
        return switch (reason) {
            case DISABLED -> 0;
            case RUNT -> 1;
            case OVERSIZE -> 2;
            case BAD_FCS -> 3;
            case OTHER_ADDRESS -> 4;
            case NO_DESCRIPTOR -> 5;
            case SMALL_BUFFER -> 6;
            case DMA_FAULT -> 7;
        };
    }
}
