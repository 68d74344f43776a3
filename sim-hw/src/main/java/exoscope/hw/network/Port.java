package exoscope.hw.network;

/** Something that a link can be plugged into: a network interface, or a port of a switch. */
public interface Port extends Station {
    /** Says where what is sent from here goes. */
    void attach(Line line);
}
