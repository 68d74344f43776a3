package exoscope.hw.network;

/**
 * A link between two ports.
 *
 * @param there from the first to the second
 * @param back from the second to the first
 */
public record Wire(Channel there, Channel back) {
    /** Plugs a link in at both ends; each direction has chances of its own. */
    public static Wire between(Port first, Port second, LinkModel model, long seed) {
        Wire wire = new Wire(new Channel(model, seed, second), new Channel(model, ~seed, first));
        first.attach(wire.there);
        second.attach(wire.back);
        return wire;
    }
}
