package exoscope.grading.soak.kernel;

import exoscope.kernel.KernelEvent;
import exoscope.kernel.KernelEvent.DropReason;
import exoscope.kernel.Upcall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel should know of packets: a list of filters, and every question answered by trying all packets that there
 * are. Packets differ in two bytes only, each of few values.
 */
final class PacketModel {
    /** Bytes of a packet. */
    static final int BYTES = 60;
    /** Where the first of the two bytes is. */
    static final int FIRST = 12;

    /** More than a handler of two instructions takes. */
    private static final int HANDLER_CYCLES = 10;

    private static final int SLOT_BYTES = 2048;
    /** Values of a byte that filters and packets use: all combinations of these are all packets. */
    private static final int VALUES = 8;

    /** What a packet says. */
    record Packet(int first, int second) {}

    /** Masks and values of both bytes. */
    record Wanted(int firstMask, int first, int secondMask, int second) {
        boolean matches(Packet packet) {
            return (packet.first() & firstMask) == first && (packet.second() & secondMask) == second;
        }

        /** A packet that matches, otherwise like another. */
        Packet example(Packet other) {
            return new Packet((other.first() & ~firstMask) | first, (other.second() & ~secondMask) | second);
        }

        int bits() {
            return Integer.bitCount(firstMask) + Integer.bitCount(secondMask);
        }
    }

    /** A filter that is installed. */
    static final class Bound {
        final int id;
        final int env;
        final Wanted wanted;
        final int words;
        final List<Integer> buffers;
        int put;
        /** Verdict of its handler, or null. */
        @Nullable
        String verdict;
        /** Cycles that its handler may take. */
        long budget;

        Bound(int id, int env, Wanted wanted, int words, List<Integer> buffers) {
            this.id = id;
            this.env = env;
            this.wanted = wanted;
            this.words = words;
            this.buffers = List.copyOf(buffers);
        }

        @Override
        public String toString() {
            return "filter %d of %d for %s".formatted(id, env, wanted);
        }

        boolean uses(int frame) {
            return words == frame || buffers.contains(frame);
        }

        int slots() {
            return 2 * buffers.size();
        }

        int nextFrame() {
            return buffers.get(Integer.remainderUnsigned(put, slots()) / 2);
        }

        int nextAddress() {
            return (nextFrame() << 12) + Integer.remainderUnsigned(put, slots()) % 2 * SLOT_BYTES;
        }
    }

    /** A packet to be sent, and the frames that it is in. */
    record Sending(int env, List<Integer> frames) {}

    /** What is about to become of the packet that was given to a filter. */
    record Fate(Bound bound, Packet packet, String verdict) {}

    final Map<Integer, Bound> filters = new TreeMap<>();
    final Map<Integer, Sending> sending = new TreeMap<>();
    /** Names of the filters that are installed as the trace has it. */
    final Set<Integer> traced = new HashSet<>();
    /** On the wire, the oldest first. */
    final Deque<Packet> flying = new ArrayDeque<>();
    /** In the kernel's buffers. */
    final Deque<Packet> stored = new ArrayDeque<>();
    /** What could not be sent, looked at when the call is over. */
    final List<Sending> failed = new ArrayList<>();

    int unclaimed;
    int cancelledPieces;

    private @Nullable Fate fate;

    /** A frame leaves its owner. */
    void breakFrame(int frame, KernelModel model) {
        List.copyOf(filters.values()).stream()
                .filter(bound -> bound.uses(frame))
                .forEach(bound -> remove(bound, model));
    }

    /** An environment ends. */
    void forget(int env, KernelModel model) {
        List.copyOf(filters.values()).stream().filter(bound -> bound.env == env).forEach(bound -> remove(bound, model));
    }

    void remove(Bound bound, KernelModel model) {
        filters.remove(bound.id);
        model.env(bound.env).upcalls.remove(new Upcall.PacketArrived(bound.id));
    }

    long filtersOf(int env) {
        return filters.values().stream().filter(bound -> bound.env == env).count();
    }

    int pieces(Collection<Sending> of) {
        return of.stream().mapToInt(each -> each.frames().size()).sum();
    }

    int piecesOf(int env) {
        return pieces(
                sending.values().stream().filter(each -> each.env() == env).toList());
    }

    /** Whether an environment could get a packet that now goes to a filter of somebody else's. */
    boolean takesFromOthers(int env, Wanted wanted, Bound installed) {
        return installed.env != env
                && wanted.bits() > installed.wanted.bits()
                && allPackets().stream().anyMatch(packet -> wanted.matches(packet) && installed.wanted.matches(packet));
    }

    private static List<Packet> allPackets() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < VALUES * VALUES; i++) {
            packets.add(new Packet(i / VALUES, i % VALUES));
        }
        return packets;
    }

    private @Nullable Bound receiver(Packet packet) {
        return filters.values().stream()
                .filter(bound -> bound.wanted.matches(packet))
                .min(Comparator.comparingInt((Bound bound) -> -bound.wanted.bits())
                        .thenComparingInt(bound -> bound.id))
                .orElse(null);
    }

    /** The interface has put the oldest packet on the wire into memory, or has dropped it. */
    @Nullable
    String leftTheWire(boolean kept) {
        Packet packet = flying.poll();
        if (packet != null && kept) {
            stored.add(packet);
        }
        return packet == null ? "a packet came from nowhere" : null;
    }

    /** The kernel says whose a packet is. */
    @Nullable
    String demuxed(KernelEvent.PacketDemuxed event, int env) {
        Packet packet = stored.poll();
        Bound expected = packet == null ? null : receiver(packet);
        if (packet == null || expected == null || expected.id != event.filter() || expected.env != env) {
            return "%s went to filter %d of %d".formatted(packet, event.filter(), env);
        }
        fate = new Fate(expected, packet, expected.verdict == null ? "DELIVER" : expected.verdict);
        return null;
    }

    /** A handler has run; one with little budget may not have come to its end. */
    @Nullable
    String handled(KernelEvent.HandlerRan event) {
        Fate now = fate;
        if (now == null || now.bound().id != event.filter() || now.bound().verdict == null) {
            return "a handler ran without cause: " + event;
        }
        boolean spent = event.verdict().equals("OUT_OF_BUDGET");
        fate = new Fate(now.bound(), now.packet(), event.verdict());
        boolean expected =
                spent ? now.bound().budget < HANDLER_CYCLES : event.verdict().equals(now.verdict());
        return expected && event.cycles() <= now.bound().budget ? null : "%s instead of %s".formatted(event, now);
    }

    /** A packet is in a ring; {@code told} learns whether the owner is to hear of it. */
    @Nullable
    String delivered(KernelEvent.PacketDelivered event, int waiting, KernelModel model) {
        Fate now = fate;
        fate = null;
        if (now == null || now.bound().id != event.filter() || now.bound().nextFrame() != event.frame()) {
            return "%s, expected %s".formatted(event, now);
        }
        if (waiting == now.bound().slots()) {
            return "a packet overwrote another: " + event;
        }
        now.bound().put++;
        Upcall upcall = new Upcall.PacketArrived(now.bound().id);
        if (now.verdict().equals("DELIVER")
                && !model.env(now.bound().env).upcalls.contains(upcall)) {
            model.env(now.bound().env).post(upcall);
        }
        return now.verdict().equals("DELIVER") || now.verdict().equals("KEEP") ? null : "delivered, but was " + now;
    }

    /** The packet that is about to be delivered, or null. */
    @Nullable
    Fate fate() {
        return fate;
    }

    /** A packet is lost. */
    @Nullable
    String dropped(KernelEvent.PacketDropped event, int waiting) {
        if (event.reason() == DropReason.NO_FILTER) {
            Packet packet = stored.poll();
            unclaimed++;
            return packet == null || receiver(packet) != null ? packet + " was somebody's" : null;
        }
        Fate now = fate;
        fate = null;
        if (now == null || now.bound().id != event.filter()) {
            return "%s, expected %s".formatted(event, now);
        }
        boolean expected = switch (event.reason()) {
            case RING_FULL -> waiting == now.bound().slots();
            case HANDLER -> now.verdict().equals("DROP");
            case BUDGET -> now.verdict().equals("OUT_OF_BUDGET");
            case NO_FILTER -> false;
        };
        return expected ? null : "%s, expected %s".formatted(event, now);
    }

    /** The interface is done with what somebody wanted to send. */
    @Nullable
    String transmitted(KernelEvent.PacketTransmitted event, KernelModel model) {
        Sending done = sending.remove(event.request());
        if (done == null) {
            return "sent what nobody asked for: " + event;
        }
        if (!event.ok()) {
            failed.add(done);
            cancelledPieces += done.frames().size();
        }
        model.env(done.env()).post(new Upcall.PacketTransmitted(event.request(), event.ok()));
        return null;
    }

    /** What must be true between calls. */
    @Nullable
    String difference(KernelModel model) {
        if (!traced.equals(filters.keySet())) {
            return "installed by the trace %s, by the model %s".formatted(traced, filters.keySet());
        }
        boolean strange = sending.values().stream()
                .anyMatch(each -> each.frames().stream().anyMatch(frame -> model.owner[frame] != each.env()));
        boolean causeless = failed.stream()
                .anyMatch(each -> each.frames().stream().allMatch(frame -> model.owner[frame] == each.env()));
        failed.clear();
        return strange
                ? "a packet is sent from a frame that is not its sender's"
                : causeless ? "a packet was not sent, without cause" : null;
    }
}
