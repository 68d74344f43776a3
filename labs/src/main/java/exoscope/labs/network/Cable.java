package exoscope.labs.network;

import exoscope.hw.Machine;
import exoscope.hw.network.Channel;
import exoscope.hw.network.Frame;
import exoscope.hw.network.LinkModel;
import exoscope.hw.network.Tampering;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * The cable between a machine's network card and its peers, who hear all that the machine sends, but not each other. It
 * loses nothing by itself: what befalls packets is planned.
 */
public final class Cable {
    private static final LinkModel MODEL = LinkModel.ETHERNET_10;
    /** Set in the address of a group of receivers. */
    private static final long GROUP = 1L << 40;

    /** A peer with its name and address. */
    public record End(String name, long address, Peer peer) {}

    private final List<End> ends;
    private final Tampering tampering = new Tampering(this::tampered);
    private Tracer tracer;

    /** @param machine the one that it is plugged into first */
    public Cable(List<End> ends, Machine machine) {
        this.ends = List.copyOf(ends);
        tracer = machine.tracer();
        plugInto(machine);
    }

    /** What befalls the packets that go over the cable, both ways. */
    public Tampering tampering() {
        return tampering;
    }

    /** Plugs the cable into a machine: the one that is there after the power has come back. */
    public void plugInto(Machine machine) {
        tracer = machine.tracer();
        Channel in = new Channel(MODEL, 0, tampering.before(machine.network(), MODEL));
        List<Plugged> plugged = new ArrayList<>();
        ends.forEach(end -> plugged.add(new Plugged(end, machine, in)));
        machine.network()
                .attach(new Channel(
                        MODEL,
                        0,
                        tampering.before(
                                (frame, cycle) -> machine.events()
                                        .schedule(cycle, () -> plugged.forEach(each -> each.arrived(frame))),
                                MODEL)));
        plugged.forEach(each -> each.end.peer().connected(each));
    }

    private void tampered(long packet, Tampering.Deed deed, long cycles) {
        tracer.emitFor(Tracer.NO_ENV, new WireEvent.PacketTampered(packet, deed, cycles));
    }

    /** A peer of one machine. */
    private record Plugged(End end, Machine machine, Channel in) implements Peer.Link {
        void arrived(Frame frame) {
            boolean wanted = frame.destination() == end.address() || (frame.destination() & GROUP) != 0;
            if (wanted) {
                end.peer().received(frame.bytes(), this);
            }
        }

        @Override
        public long address() {
            return end.address();
        }

        @Override
        public long now() {
            return machine.clock().now();
        }

        @Override
        public void send(byte[] frame) {
            if (frame.length < Frame.HEADER_BYTES || frame.length > Frame.MOST_BYTES) {
                throw new IllegalArgumentException("%s sends a frame of %d bytes".formatted(end.name(), frame.length));
            }
            byte[] padded = new byte[Math.max(frame.length, Frame.LEAST_BYTES)];
            System.arraycopy(frame, 0, padded, 0, frame.length);
            in.send(Frame.of(padded), now());
        }

        @Override
        public void later(long cycles, Runnable action) {
            if (cycles < 1) {
                throw new IllegalArgumentException("%s acts %d cycles later".formatted(end.name(), cycles));
            }
            machine.events().schedule(now() + cycles, action);
        }

        @Override
        public void say(String text) {
            machine.tracer().emitFor(Tracer.NO_ENV, new WireEvent.PeerSaid(end.name(), text));
        }
    }
}
