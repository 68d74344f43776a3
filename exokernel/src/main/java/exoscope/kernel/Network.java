package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Engine;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.KernelEvent.DropReason;
import exoscope.kernel.filter.CompiledClassifier;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.FilterTable;
import exoscope.kernel.filter.TrieClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what arrives, and what is on its way out.
 *
 * <p>Invariants: a filter has one owner, and its packets go to that owner's frames only; a frame is pinned as often as
 * packets to be sent name it, and none leaves its owner while the interface may still read it.
 */
final class Network {
    private final Kernel kernel;
    private final FilterTable filters;
    /** By filter. */
    private final Map<Integer, Binding> bindings = new TreeMap<>();
    /** Packets of environments whose pieces are in the interface's ring, by request. */
    private final Map<Integer, Sending> sending = new TreeMap<>();

    private final @Nullable NetworkDriver driver;
    private int unclaimed;

    /** A filter with the ring that its packets go to. */
    static final class Binding {
        final int filter;
        final int env;
        final ReceiveRing ring;

        @Nullable
        PacketHandler handler;

        Binding(int filter, int env, ReceiveRing ring) {
            this.filter = filter;
            this.env = env;
            this.ring = ring;
        }
    }

    /** What a packet still needs. */
    private enum Need {
        /** Its frames. */
        FRAMES,
        /** Its sender must hear of its end: the interface had read it when a frame of it left. */
        WORD,
        /** Nothing: it was cancelled, and is only in the ring. */
        NOTHING
    }

    /** Whose packet it is, and the frame that each of its pieces is in, or was. */
    private record Sending(int env, List<Integer> frames, Need need) {
        boolean pins(int frame) {
            return need == Need.FRAMES && frames.contains(frame);
        }
    }

    Network(Kernel kernel) {
        this.kernel = kernel;
        boolean translated = kernel.config().engine() == Engine.TRANSLATOR;
        filters = new FilterTable(translated ? CompiledClassifier::of : TrieClassifier::new);
        int buffers = kernel.config().packetBuffers();
        driver = buffers == 0 ? null : start(buffers);
    }

    private NetworkDriver start(int buffers) {
        int frames = NetworkDriver.frames(buffers);
        int first = kernel.frames().size() - frames;
        if (first < 1) {
            throw new IllegalArgumentException("the network needs %d frames, memory has %d"
                    .formatted(frames, kernel.frames().size()));
        }
        for (int frame = first; frame < first + frames; frame++) {
            kernel.frames().reserve(frame);
        }
        kernel.tracer().emit(new KernelEvent.NetworkStarted(first, frames));
        return new NetworkDriver(kernel.machine(), this, first, buffers);
    }

    void charge(int payer, Cost cost) {
        kernel.charge(payer, cost, 1);
    }

    /** The interface, or null if this kernel has none. */
    @Nullable
    NetworkDriver driver() {
        return driver;
    }

    FilterTable filters() {
        return filters;
    }

    /** Packets that no filter wanted. */
    int unclaimed() {
        return unclaimed;
    }

    @Nullable
    Binding binding(int filter) {
        return bindings.get(filter);
    }

    /** Whether a ring uses a frame. */
    boolean uses(int frame) {
        return bindings.values().stream().anyMatch(binding -> binding.ring.uses(frame));
    }

    /** Installs a filter whose packets go to a ring of its owner's. */
    Result<Integer> install(int env, Filter filter, int frame, List<Integer> buffers) {
        kernel.invariants().checkAlive(env);
        Result<Integer> id = filters.install(env, filter);
        if (id.ok()) {
            bind(new Binding(id.get(), env, new ReceiveRing(kernel.machine().memory(), frame, buffers)));
            kernel.tracer()
                    .emitFor(
                            env,
                            new KernelEvent.FilterInstalled(
                                    id.get(), filter.atoms().size(), 2 * buffers.size()));
        }
        return id;
    }

    /** Leads the packets of an installed filter to a ring. */
    void bind(Binding binding) {
        check(binding);
        bindings.put(binding.filter, binding);
    }

    /** Ends the binding of a filter that there is. */
    void remove(int filter, boolean byForce) {
        Binding binding = bindings.get(filter);
        if (binding == null) {
            kernel.invariants().stop(Invariants.FILTERS, "filter " + filter + " is given back and leads nowhere");
        } else {
            remove(binding, byForce);
        }
    }

    /**
     * Ends a binding: the filter is gone, and its ring is no longer written to.
     *
     * @param byForce whether it is taken from its owner, and not given back
     */
    void remove(Binding binding, boolean byForce) {
        kernel.revocations().endWithAnother(new Resource.Filter(binding.filter), byForce);
        bindings.remove(binding.filter);
        filters.remove(binding.env, binding.filter);
        kernel.environment(binding.env).withdrawPacket(binding.filter);
        kernel.tracer().emitFor(binding.env, new KernelEvent.FilterRemoved(binding.filter));
    }

    /** A packet has arrived: finds whose it is, and does with it what that environment wants. */
    void receive(byte[] packet) {
        int filter = filters.classify(packet, packet.length);
        if (filter == FilterTable.NO_FILTER) {
            kernel.chargeCycles(Tracer.NO_ENV, filters.cycles(filter));
            unclaimed++;
            kernel.tracer()
                    .emitFor(Tracer.NO_ENV, new KernelEvent.PacketDropped(filter, DropReason.NO_FILTER, packet.length));
            return;
        }
        Binding binding = bindings.get(filter);
        if (binding == null) {
            kernel.invariants().stop(Invariants.FILTERS, "filter " + filter + " is installed and leads nowhere");
            return;
        }
        check(binding);
        kernel.chargeCycles(binding.env, filters.cycles(filter));
        kernel.tracer().emitFor(binding.env, new KernelEvent.PacketDemuxed(filter, packet.length));
        handle(binding, packet);
    }

    private void handle(Binding binding, byte[] packet) {
        PacketHandler handler = binding.handler;
        if (handler == null) {
            deliver(binding, packet, true);
            return;
        }
        switch (handler.run(packet)) {
            case DELIVER -> deliver(binding, packet, true);
            case KEEP -> deliver(binding, packet, false);
            case DROP -> drop(binding, packet, DropReason.HANDLER);
            case OUT_OF_BUDGET -> drop(binding, packet, DropReason.BUDGET);
        }
    }

    private void deliver(Binding binding, byte[] packet, boolean tell) {
        if (binding.ring.full()) {
            drop(binding, packet, DropReason.RING_FULL);
            return;
        }
        int frame = binding.ring.nextFrame();
        kernel.charge(binding.env, Cost.PACKET_COPY, (packet.length + Integer.BYTES - 1) / Integer.BYTES);
        kernel.accounts().countCopied(binding.env, packet.length);
        binding.ring.put(packet, kernel.machine().clock().now());
        kernel.tracer().emitFor(binding.env, new KernelEvent.PacketDelivered(binding.filter, frame, packet.length));
        if (tell) {
            tell(binding);
        }
    }

    private void drop(Binding binding, byte[] packet, DropReason reason) {
        binding.ring.countDrop(reason);
        kernel.tracer().emitFor(binding.env, new KernelEvent.PacketDropped(binding.filter, reason, packet.length));
    }

    /** Has the owner hear of its packets, once for all that come before it does. */
    void tell(Binding binding) {
        kernel.environment(binding.env).postOnce(new Upcall.PacketArrived(binding.filter));
    }

    /** Pieces of an environment's packets that are in the interface's ring, cancelled or not. */
    int sendingOf(int env) {
        return sending.values().stream()
                .filter(each -> each.env() == env)
                .mapToInt(each -> each.frames().size())
                .sum();
    }

    /** Has the interface read a packet from frames of its sender, which are pinned until it has. */
    int send(int env, NetworkDriver through, List<Exokernel.Piece> pieces) {
        List<Integer> frames = pieces.stream().map(Exokernel.Piece::frame).toList();
        frames.forEach(frame -> checkSender(env, frame));
        frames.forEach(kernel.frames()::pin);
        int bytes = pieces.stream().mapToInt(Exokernel.Piece::bytes).sum();
        int request = through.send(pieces.stream().map(Network::place).toList());
        sending.put(request, new Sending(env, frames, Need.FRAMES));
        kernel.tracer().emitFor(env, new KernelEvent.PacketSubmitted(request, bytes, false));
        return request;
    }

    private static NetworkDriver.Piece place(Exokernel.Piece piece) {
        return new NetworkDriver.Piece((piece.frame() << PhysicalMemory.FRAME_SHIFT) + piece.offset(), piece.bytes());
    }

    /** Sends what a handler says; the kernel copies it first. Returns whether that was possible. */
    boolean reply(int env, byte[] packet) {
        int request = driver == null || !PacketSizes.sendable(packet.length) ? -1 : driver.reply(packet);
        if (request < 0) {
            return false;
        }
        kernel.accounts().countCopied(env, packet.length);
        kernel.tracer().emitFor(env, new KernelEvent.PacketSubmitted(request, packet.length, true));
        return true;
    }

    /** The interface has done with a request. */
    void sent(int request, boolean ok) {
        Sending done = sending.remove(request);
        if (done == null || done.need() == Need.NOTHING) {
            return;
        }
        if (done.need() == Need.FRAMES) {
            unpin(done);
        }
        tellSender(done.env(), request, ok);
    }

    private void unpin(Sending packet) {
        packet.frames().forEach(frame -> checkSender(packet.env(), frame));
        packet.frames().forEach(kernel.frames()::unpin);
    }

    private void tellSender(int env, int request, boolean ok) {
        kernel.tracer().emitFor(env, new KernelEvent.PacketTransmitted(request, ok));
        kernel.environment(env).post(new Upcall.PacketTransmitted(request, ok));
    }

    /** A frame is about to leave its owner: filters that need it end, and what was to be sent from it is not. */
    void breakFrame(int frame, boolean byForce) {
        new ArrayList<>(bindings.values())
                .stream()
                        .filter(binding ->
                                binding.ring.uses(frame) || (binding.handler != null && binding.handler.uses(frame)))
                        .forEach(binding -> remove(binding, byForce));
        if (driver != null) {
            cancelFrom(driver, frame);
        }
    }

    /** A packet that the interface has read already goes out all the same, and its sender hears how that ended. */
    private void cancelFrom(NetworkDriver through, int frame) {
        List<Integer> requests = sending.entrySet().stream()
                .filter(entry -> entry.getValue().pins(frame))
                .map(Map.Entry::getKey)
                .toList();
        for (int request : requests) {
            Sending packet = Objects.requireNonNull(sending.get(request));
            boolean inTime = through.cancel(request);
            unpin(packet);
            sending.put(request, new Sending(packet.env(), packet.frames(), inTime ? Need.NOTHING : Need.WORD));
            if (inTime) {
                tellSender(packet.env(), request, false);
            }
        }
    }

    /** Takes everything from an environment that is ending, but what is read from its frames: they leave one by one. */
    void forget(int env) {
        new ArrayList<>(bindings.values())
                .stream().filter(binding -> binding.env == env).forEach(binding -> remove(binding, true));
    }

    boolean anythingOf(int env) {
        return !filters.filtersOf(env).isEmpty()
                || sending.values().stream().anyMatch(each -> each.env() == env && each.need() == Need.FRAMES);
    }

    /** Goes through all filters, and all that is to be sent. */
    void checkAll() {
        if (bindings.size() != filters.size()) {
            kernel.invariants().stop(Invariants.FILTERS, bindings.size() + " rings of " + filters.size() + " filters");
        }
        bindings.values().forEach(this::check);
        sending.values().forEach(this::checkSending);
    }

    private void checkSending(Sending packet) {
        if (packet.need() == Need.FRAMES) {
            packet.frames().forEach(frame -> checkSender(packet.env(), frame));
        }
    }

    private void check(Binding binding) {
        int owner = filters.ownerOf(binding.filter);
        if (owner != binding.env) {
            kernel.invariants()
                    .stop(
                            Invariants.FILTERS,
                            "filter %d of %d leads to %d".formatted(binding.filter, owner, binding.env));
        }
        checkReceiver(binding, binding.ring.wordsFrame());
        binding.ring.buffers().forEach(frame -> checkReceiver(binding, frame));
        PacketHandler handler = binding.handler;
        if (handler != null) {
            handler.frames().forEach(frame -> checkReceiver(binding, frame));
        }
    }

    private void checkReceiver(Binding binding, int frame) {
        int owner = kernel.frames().owner(frame);
        if (owner != binding.env) {
            kernel.invariants()
                    .stop(
                            Invariants.DELIVERY,
                            "filter %d of %d delivers to frame %d of %d"
                                    .formatted(binding.filter, binding.env, frame, owner));
        }
    }

    private void checkSender(int env, int frame) {
        int owner = kernel.frames().owner(frame);
        if (owner != env) {
            kernel.invariants().stop(Invariants.DMA, "a packet of " + env + " is in frame " + frame + " of " + owner);
        }
    }
}
