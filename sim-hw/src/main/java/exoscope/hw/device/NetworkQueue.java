package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.bus.DmaPort;

/**
 * One queue of the network interface: a ring of empty buffers for what arrives, a ring of frames to be sent, and an
 * interrupt of its own (docs/machine.md, section 6.6).
 */
public final class NetworkQueue {
    /** Cause: a frame has been received. */
    public static final int RECEIVED = 1;
    /** Cause: a frame has been sent, or could not be. */
    public static final int SENT = 2;

    private final int number;
    private final Clock clock;
    private final EventQueue events;
    private final InterruptController interrupts;
    private final InterruptSource source;
    private final DmaPort port;
    private final Runnable doorbell;
    private final Ring receive = new Ring();
    private final Ring transmit = new Ring();
    private int cause;
    private int enabled;
    private int moderation;
    private long quietUntil;
    private boolean scheduled;

    NetworkQueue(
            int number,
            Clock clock,
            EventQueue events,
            InterruptController interrupts,
            DmaPort port,
            Runnable doorbell) {
        this.number = number;
        this.clock = clock;
        this.events = events;
        this.interrupts = interrupts;
        this.port = port;
        this.doorbell = doorbell;
        source = InterruptSource.of(InterruptSource.NETWORK_0.bit() + number);
    }

    int number() {
        return number;
    }

    DmaPort port() {
        return port;
    }

    Ring receiveRing() {
        return receive;
    }

    Ring transmitRing() {
        return transmit;
    }

    /** Where this queue's interrupt arrives. */
    public InterruptSource source() {
        return source;
    }

    /** Places and empties the ring for what arrives; false if there can be no such ring. */
    public boolean setReceiveRing(int base, int descriptors) {
        return receive.setBase(base) && receive.setSize(descriptors);
    }

    /** Places and empties the ring of what is to be sent; false if there can be no such ring. */
    public boolean setTransmitRing(int base, int descriptors) {
        return transmit.setBase(base) && transmit.setSize(descriptors);
    }

    /** Place of the buffer that is filled next. */
    public int receiveHead() {
        return receive.head();
    }

    /** Says up to where buffers wait; false if the ring has no such place. */
    public boolean setReceiveTail(int place) {
        return receive.setTail(place);
    }

    /** Place of the frame that is taken next. */
    public int transmitHead() {
        return transmit.head();
    }

    /** Says up to where frames wait; false if the ring has no such place. */
    public boolean setTransmitTail(int place) {
        boolean accepted = transmit.setTail(place);
        doorbell.run();
        return accepted;
    }

    /** What has happened since it was {@linkplain #acknowledge acknowledged}: {@link #RECEIVED}, {@link #SENT}. */
    public int cause() {
        return cause;
    }

    public void acknowledge(int causes) {
        cause &= ~causes;
    }

    /** Causes that interrupt. */
    public int enabled() {
        return enabled;
    }

    /** Says which causes interrupt; one that is there already does so at once. */
    public void setEnabled(int causes) {
        enabled = causes;
        scheduleInterrupt();
    }

    public int moderation() {
        return moderation;
    }

    /** Says how many cycles lie between two interrupts at least, at least 0; what happens meanwhile shares the next. */
    public void setModeration(int cycles) {
        moderation = cycles;
    }

    /** Something has happened. */
    void note(int what) {
        cause |= what;
        scheduleInterrupt();
    }

    private void scheduleInterrupt() {
        if ((cause & enabled) != 0 && !scheduled) {
            scheduled = true;
            events.schedule(Math.max(clock.now(), quietUntil), this::interrupt);
        }
    }

    private void interrupt() {
        scheduled = false;
        if ((cause & enabled) != 0) {
            quietUntil = clock.now() + moderation;
            interrupts.raise(source);
        }
    }
}
