package exoscope.labs.network;

/** Sends every frame back to whoever sent it. */
public final class Echo implements Peer {
    private static final int ADDRESS_BYTES = 6;

    @Override
    public void received(byte[] frame, Link link) {
        byte[] answer = frame.clone();
        System.arraycopy(frame, ADDRESS_BYTES, answer, 0, ADDRESS_BYTES);
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            answer[ADDRESS_BYTES + i] = (byte) (link.address() >>> (8 * (ADDRESS_BYTES - 1 - i)));
        }
        link.send(answer);
    }
}
