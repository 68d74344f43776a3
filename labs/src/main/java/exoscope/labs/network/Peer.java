package exoscope.labs.network;

/**
 * What a computer at the other end of the cable does. It belongs to the lab, runs on the machine's clock and takes none of
 * its cycles; equal packets at equal cycles have to make it do the same.
 */
public interface Peer {
    /** The machine is switched on, for the first time or again. */
    default void connected(Link link) {}

    /**
     * A frame has arrived that is for this computer or for a group.
     *
     * @param frame destination, source, type and data
     */
    void received(byte[] frame, Link link);

    /** What a peer can do. */
    interface Link {
        /** Its own address: six bytes, the first one uppermost. */
        long address();

        /** Cycles since power-on. */
        long now();

        /** Sends a frame, or refuses one that is shorter than a header or longer than Ethernet allows. */
        void send(byte[] frame);

        /** Carries something out after so many cycles, at least 1; never, if the power fails before. */
        void later(long cycles, Runnable action);

        /** Has something stand in the trace, in one line. */
        void say(String text);
    }
}
