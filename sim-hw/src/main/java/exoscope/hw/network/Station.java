package exoscope.hw.network;

/** Where frames arrive. */
@FunctionalInterface
public interface Station {
    /**
     * Takes note of a frame whose last bit will arrive at {@code cycle}. This is called when the frame is sent, so the
     * station deals with it in an event.
     */
    void arrive(Frame frame, long cycle);
}
