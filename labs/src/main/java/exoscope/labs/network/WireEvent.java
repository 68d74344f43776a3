package exoscope.labs.network;

import exoscope.hw.network.Tampering;
import exoscope.hw.trace.TraceEvent;

/** What happened outside the machine, on the cable and at its other end. */
public sealed interface WireEvent extends TraceEvent {

    /**
     * Something befell a packet, as the run's plan wants it.
     *
     * @param packet its number, from 1, of all that were put on the cable at either end
     * @param deed what befell it
     * @param cycles by which it is late; 0 if it is not
     */
    record PacketTampered(long packet, Tampering.Deed deed, long cycles) implements WireEvent {}

    /** A computer at the other end has something to say, such as what it received: evidence that is not the libOS's word. */
    record PeerSaid(String peer, String text) implements WireEvent {}
}
