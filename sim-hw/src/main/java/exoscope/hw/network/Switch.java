package exoscope.hw.network;

import exoscope.hw.Ensemble;
import exoscope.hw.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A switch that learns at which port an address is, and sends what it cannot place to all other ports; or a hub, which
 * does not learn. It stores a frame, looks at it {@code delay} cycles after it has arrived, and forwards it. A switch
 * drops frames that arrived damaged.
 */
public final class Switch implements Ensemble.Member {
    /** Addresses that a switch can know; it learns no more. */
    public static final int MOST_ADDRESSES = 1024;

    /** Set in the address of a group of receivers. */
    private static final long GROUP = 1L << 40;

    private final EventQueue events = new EventQueue();
    private final List<SwitchPort> ports = new ArrayList<>();
    private final Map<Long, SwitchPort> places = new TreeMap<>();
    private final boolean learning;
    private final long delay;
    private long now;
    private long forwarded;
    private long dropped;

    private Switch(int ports, boolean learning, long delay) {
        this.learning = learning;
        this.delay = delay;
        for (int i = 0; i < ports; i++) {
            this.ports.add(new SwitchPort());
        }
    }

    /** A switch with {@code ports} ports. */
    public static Switch learning(int ports, long delay) {
        return new Switch(ports, true, delay);
    }

    /** A hub with {@code ports} ports. */
    public static Switch hub(int ports) {
        return new Switch(ports, false, 0);
    }

    public Port port(int index) {
        return ports.get(index);
    }

    /** Frames sent on, one for each port that they were sent to. */
    public long forwarded() {
        return forwarded;
    }

    /** Frames dropped because they were damaged. */
    public long dropped() {
        return dropped;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void advance(long cycle) {
        while (events.nextCycle() < cycle) {
            now = Math.max(now, events.nextCycle());
            events.runDue(now);
        }
        now = Math.max(now, cycle);
    }

    private void forward(Frame frame, SwitchPort from) {
        if (learning && !frame.intact()) {
            dropped++;
            return;
        }
        SwitchPort place = places.get(frame.destination());
        learn(frame.source(), from);
        if (place == null) {
            ports.stream().filter(port -> port != from).forEach(port -> port.send(frame));
        } else if (place != from) {
            place.send(frame);
        }
    }

    /** Notes where an address is; a group is nowhere, whatever a frame claims. */
    private void learn(long source, SwitchPort from) {
        boolean single = (source & GROUP) == 0;
        if (learning && single && (places.size() < MOST_ADDRESSES || places.containsKey(source))) {
            places.put(source, from);
        }
    }

    private final class SwitchPort implements Port {
        private @Nullable Line line;

        @Override
        public void attach(Line wire) {
            line = wire;
        }

        @Override
        public void arrive(Frame frame, long cycle) {
            events.schedule(cycle + delay, () -> forward(frame, this));
        }

        private void send(Frame frame) {
            if (line != null) {
                line.send(frame, now);
                forwarded++;
            }
        }
    }
}
