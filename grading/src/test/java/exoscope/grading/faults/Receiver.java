package exoscope.grading.faults;

import exoscope.labs.network.Peer;

/** Acknowledges every message by its number, and delivers those whose numbers are new. */
public final class Receiver implements Peer {
    private static final int NUMBER = 14;
    private static final int CONTENT = 15;
    private static final int ADDRESS_BYTES = 6;

    private int last;

    @Override
    public void received(byte[] frame, Link link) {
        if (frame[NUMBER] > last) {
            last = frame[NUMBER];
            link.say("delivered " + frame[CONTENT]);
        }
        byte[] answer = frame.clone();
        System.arraycopy(frame, ADDRESS_BYTES, answer, 0, ADDRESS_BYTES);
        System.arraycopy(frame, 0, answer, ADDRESS_BYTES, ADDRESS_BYTES);
        link.send(answer);
    }
}
