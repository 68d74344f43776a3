package exoscope.hw.device;

import static exoscope.hw.Machine.NETWORK_PAGE;
import static exoscope.hw.Machine.NETWORK_QUEUE_PAGE;

import exoscope.hw.Ensemble;
import exoscope.hw.MachineConfig;
import exoscope.hw.network.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine with rings for queue 0 and drivers that are no more than a test's: eight buffers wait, and what is to be sent
 * goes into the next descriptor.
 */
final class NetworkRig extends DeviceRig implements Ensemble.Member {
    static final int RX_RING = 0x1000;
    static final int TX_RING = 0x2000;
    static final int RX_BUFFERS = 0x8000;
    static final int TX_BUFFERS = 0x4_0000;
    static final int BUFFER = 2048;
    static final int RING_SIZE = 16;

    private final int queue;
    private int txTail;

    NetworkRig(long macAddress) {
        this(macAddress, 0);
    }

    NetworkRig(long macAddress, int queue) {
        super(new MachineConfig(128, 4, new DiskTiming(0, 0, 0, 100))
                .withDevices(DeviceConfig.DEFAULT.withMacAddress(macAddress)));
        this.queue = queue;
        write(NETWORK_PAGE, NetworkRegister.RX_BASE, queue, RX_RING);
        write(NETWORK_PAGE, NetworkRegister.RX_SIZE, queue, RING_SIZE);
        write(NETWORK_PAGE, NetworkRegister.TX_BASE, queue, TX_RING);
        write(NETWORK_PAGE, NetworkRegister.TX_SIZE, queue, RING_SIZE);
        for (int i = 0; i < RING_SIZE; i++) {
            put(RX_RING + 16 * i, RX_BUFFERS + BUFFER * i, BUFFER, 0, 0);
        }
        buffersUpTo(8);
        write(NETWORK_PAGE, NetworkRegister.CONTROL, NetworkInterface.RECEIVE | NetworkInterface.TRANSMIT);
    }

    void buffersUpTo(int tail) {
        write(NETWORK_QUEUE_PAGE + queue, NetworkQueueRegister.RX_TAIL, tail);
    }

    NetworkInterface network() {
        return machine.network();
    }

    static byte[] frame(long destination, long source, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i < 6 ? destination >>> (8 * (5 - i)) : i < 12 ? source >>> (8 * (11 - i)) : i);
        }
        return bytes;
    }

    /** Fills the next descriptor with a frame and rings the bell. Returns its place. */
    int send(byte[] bytes) {
        int place = txTail;
        int buffer = TX_BUFFERS + BUFFER * place;
        machine.memory().write(buffer, bytes, 0, bytes.length);
        put(TX_RING + 16 * place, buffer, bytes.length, 0, 0);
        txTail = (txTail + 1) % RING_SIZE;
        write(NETWORK_QUEUE_PAGE + queue, NetworkQueueRegister.TX_TAIL, txTail);
        return place;
    }

    int txStatus(int place) {
        return machine.memory().word(TX_RING + 16 * place + 8);
    }

    int rxStatus(int place) {
        return machine.memory().word(RX_RING + 16 * place + 8);
    }

    /** What has been received into the first buffers, in order. */
    List<byte[]> received() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < RING_SIZE && (rxStatus(i) & 3) == 1; i++) {
            byte[] bytes = new byte[rxStatus(i) >>> 16];
            machine.memory().read(RX_BUFFERS + BUFFER * i, bytes, 0, bytes.length);
            frames.add(bytes);
        }
        return frames;
    }

    /** Has a frame arrive now. */
    void arrive(byte[] bytes) {
        network().arrive(Frame.of(bytes), machine.clock().now());
        until(machine.clock().now());
    }

    @Override
    public long now() {
        return machine.clock().now();
    }

    @Override
    public void advance(long cycle) {
        until(cycle);
    }
}
