package exoscope.kernel.filter;

/** Finds the filter that gets a packet. Three make the same decisions, each in its own way. */
@FunctionalInterface
public interface Classifier {
    /** No filter wants the packet; worse than any rank. */
    int NONE = Integer.MAX_VALUE;

    /**
     * Classifies a packet.
     *
     * @param packet its bytes, and perhaps more
     * @param length how many bytes it has; what is behind them is never looked at
     * @return the smallest rank of the filters that match, or {@link #NONE}
     */
    int classify(byte[] packet, int length);
}
