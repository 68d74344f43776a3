package exoscope.hw.device;

import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** The network interface as a whole as machine code sees it: what a kernel keeps to itself. */
public final class NetworkRegisters extends RegisterFile<NetworkRegister> {
    private static final RegisterMap<NetworkRegister> MAP = new RegisterMap<>(NetworkRegister.class);
    private static final int ID = 0x4e45_5457;
    private static final int LINK = 1;
    private static final int QUEUE_MASK = NetworkInterface.QUEUES - 1;
    private static final long LOW = 0xffff_ffffL;

    private final NetworkInterface network;

    public NetworkRegisters(NetworkInterface network) {
        super(MAP);
        this.network = network;
    }

    @Override
    protected int get(NetworkRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error() | (network.attached() ? LINK : 0);
            case CONTROL -> network.control();
            case MAC_LOW -> (int) network.address();
            case MAC_HIGH -> (int) (network.address() >>> 32);
            case HASH_CONTROL -> network.hash().mode();
            case HASH_KEY -> network.hash().key(index);
            case HASH_TABLE -> table(index);
            case RX_BASE -> network.queue(index).receiveRing().base();
            case RX_SIZE -> network.queue(index).receiveRing().size();
            case TX_BASE -> network.queue(index).transmitRing().base();
            case TX_SIZE -> network.queue(index).transmitRing().size();
            case RX_FRAMES -> network.received();
            case RX_BYTES -> network.receivedBytes();
            case TX_FRAMES -> network.sent();
            case TX_BYTES -> network.transmitter().bytes();
            case TX_ERRORS -> network.transmitter().errors();
            case DROPS -> network.dropped(index);
        };
    }

    @Override
    protected boolean set(NetworkRegister register, int index, int value) {
        return switch (register) {
            case ID, RX_FRAMES, RX_BYTES, TX_FRAMES, TX_BYTES, TX_ERRORS, DROPS -> false;
            case STATUS -> clearError(value);
            case CONTROL -> control(value);
            case MAC_LOW -> address((network.address() & ~LOW) | Integer.toUnsignedLong(value));
            case MAC_HIGH -> value >>> 16 == 0 && address((network.address() & LOW) | (long) value << 32);
            case HASH_CONTROL -> mode(value);
            case HASH_KEY -> key(index, value);
            case HASH_TABLE -> table(index, value);
            case RX_BASE -> network.queue(index).receiveRing().setBase(value);
            case RX_SIZE -> network.queue(index).receiveRing().setSize(value);
            case TX_BASE -> network.queue(index).transmitRing().setBase(value);
            case TX_SIZE -> network.queue(index).transmitRing().setSize(value);
        };
    }

    private boolean control(int value) {
        if ((value & ~NetworkInterface.CONTROL) != 0) {
            return false;
        }
        network.setControl(value);
        return true;
    }

    private boolean address(long value) {
        network.setAddress(value);
        return true;
    }

    private boolean mode(int value) {
        if ((value & ~(ReceiveHash.IPV4 | ReceiveHash.PORTS)) != 0) {
            return false;
        }
        network.hash().setMode(value);
        return true;
    }

    private boolean key(int word, int value) {
        network.hash().setKey(word, value);
        return true;
    }

    private int table(int word) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= network.hash().queue(4 * word + i) << (8 * i);
        }
        return value;
    }

    private boolean table(int word, int value) {
        for (int i = 0; i < 4; i++) {
            if ((value >>> (8 * i) & 0xff & ~QUEUE_MASK) != 0) {
                return false;
            }
        }
        for (int i = 0; i < 4; i++) {
            network.hash().setQueue(4 * word + i, value >>> (8 * i) & QUEUE_MASK);
        }
        return true;
    }
}
