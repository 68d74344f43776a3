package exoscope.hw.network;

/** One direction of a link, as its sender sees it. */
@FunctionalInterface
public interface Line {
    /**
     * Sends a frame at {@code cycle}, or when the line is free.
     *
     * @return the cycle from which on the line is free again
     */
    long send(Frame frame, long cycle);
}
