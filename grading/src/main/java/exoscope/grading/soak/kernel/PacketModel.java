package exoscope.grading.soak.kernel;

import exoscope.hw.trace.HwEvent;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.KernelEvent.DropReason;
import exoscope.kernel.Upcall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    /** Cycles in which a full ring is sent. */
    private static final long SETTLES = 40_000;
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

    /** A packet whose pieces are in the interface's ring. */
    static final class Sending {
        final int env;
        final List<Integer> frames;
        final int bytes;
        /** Whether the interface has read it, and it is on the wire. */
        boolean begun;
        /** Whether a frame that it was in has left its sender. */
        boolean left;
        /** Whether its sender has been told that it is not sent. */
        boolean cancelled;

        Sending(int env, List<Integer> frames, int bytes) {
            this.env = env;
            this.frames = List.copyOf(frames);
            this.bytes = bytes;
        }

        @Override
        public String toString() {
            return "a packet of %d in %s, begun %s, left %s, cancelled %s"
                    .formatted(env, frames, begun, left, cancelled);
        }
    }

    /** What is about to become of the packet that was given to a filter. */
    record Fate(Bound bound, Packet packet, String verdict) {}

    final Map<Integer, Bound> filters = new TreeMap<>();
    /** In the order in which they are in the ring. */
    final NavigableMap<Integer, Sending> sending = new TreeMap<>();
    /** Names of the filters that are installed as the trace has it. */
    final Set<Integer> traced = new HashSet<>();
    /** On the wire, the oldest first. */
    final Deque<Packet> flying = new ArrayDeque<>();
    /** In the kernel's buffers. */
    final Deque<Packet> stored = new ArrayDeque<>();

    int unclaimed;

    private @Nullable Fate fate;

    /** A frame leaves its owner. */
    void breakFrame(int frame, KernelModel model) {
        List.copyOf(filters.values()).stream()
                .filter(bound -> bound.uses(frame))
                .forEach(bound -> remove(bound, model));
        sending.values().stream()
                .filter(packet -> packet.frames.contains(frame))
                .forEach(packet -> packet.left = true);
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

    /**
     * Pieces in the ring.
     *
     * @param cancelled whether to count those of cancelled packets, which leave it at some time that nothing tells
     */
    int pieces(boolean cancelled) {
        return sending.values().stream()
                .filter(each -> cancelled || !each.cancelled)
                .mapToInt(each -> each.frames.size())
                .sum();
    }

    /** The same of one environment's. */
    int piecesOf(int env, boolean cancelled) {
        return sending.values().stream()
                .filter(each -> each.env == env && (cancelled || !each.cancelled))
                .mapToInt(each -> each.frames.size())
                .sum();
    }

    /** Whether an environment could get a packet that now goes to a filter of somebody else's. */
    boolean takesFromOthers(int env, Wanted wanted, Bound installed) {
        return installed.env != env && couldTake(wanted, installed.wanted);
    }

    /** Whether a filter might get a packet that another would have got. */
    static boolean couldTake(Wanted wanted, Wanted installed) {
        return wanted.bits() > installed.bits()
                && allPackets().stream().anyMatch(packet -> wanted.matches(packet) && installed.matches(packet));
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

    /** The interface has read the next packet that was not cancelled. */
    @Nullable
    String begun(HwEvent.PacketSent event) {
        Sending next = sending.values().stream()
                .filter(packet -> !packet.begun && !packet.cancelled)
                .findFirst()
                .orElse(null);
        if (next == null || event.bytes() != Math.max(BYTES, next.bytes)) {
            return "%s went out, expected %s".formatted(event, next);
        }
        next.begun = true;
        return null;
    }

    /** A sender is told what became of its packet: it went out if the interface has read it, and only then. */
    @Nullable
    String transmitted(KernelEvent.PacketTransmitted event, KernelModel model) {
        Sending packet = sending.get(event.request());
        if (packet == null || packet.cancelled || packet.begun != event.ok()) {
            return "%s of %s".formatted(event, packet);
        }
        if (event.ok()) {
            sending.remove(event.request());
            sending.headMap(event.request()).values().removeIf(each -> each.cancelled); // they leave in order
        } else {
            packet.cancelled = true;
        }
        model.env(packet.env).post(new Upcall.PacketTransmitted(event.request(), event.ok()));
        return null;
    }

    /** Time has passed: if that was enough, the interface is done with what was cancelled, up to the packet that it is sending. */
    void passed(long cycles) {
        if (cycles < SETTLES) {
            return;
        }
        int now = sending.entrySet().stream()
                .filter(entry -> entry.getValue().begun)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        sending.headMap(now).values().removeIf(packet -> packet.cancelled);
    }

    /** What must be true between calls. */
    @Nullable
    String difference() {
        if (!traced.equals(filters.keySet())) {
            return "installed by the trace %s, by the model %s".formatted(traced, filters.keySet());
        }
        return sending.values().stream()
                .filter(packet -> packet.cancelled != (packet.left && !packet.begun))
                .map(Sending::toString)
                .findFirst()
                .orElse(null);
    }
}
