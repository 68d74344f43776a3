package exoscope.hw.device;

import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** One queue of the network interface as machine code sees it: what its owner needs, and nothing of the others. */
public final class NetworkQueueRegisters extends RegisterFile<NetworkQueueRegister> {
    private static final RegisterMap<NetworkQueueRegister> MAP = new RegisterMap<>(NetworkQueueRegister.class);
    private static final int ID = 0x4e45_5451;
    private static final int CAUSES = NetworkQueue.RECEIVED | NetworkQueue.SENT;

    private final NetworkQueue queue;

    public NetworkQueueRegisters(NetworkQueue queue) {
        super(MAP);
        this.queue = queue;
    }

    @Override
    protected int get(NetworkQueueRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error();
            case RX_HEAD -> queue.receiveRing().head();
            case RX_TAIL -> queue.receiveRing().tail();
            case TX_HEAD -> queue.transmitRing().head();
            case TX_TAIL -> queue.transmitRing().tail();
            case CAUSE -> queue.cause();
            case ENABLE -> queue.enabled();
            case MODERATION -> queue.moderation();
        };
    }

    @Override
    protected boolean set(NetworkQueueRegister register, int index, int value) {
        return switch (register) {
            case ID, RX_HEAD, TX_HEAD -> false;
            case STATUS -> clearError(value);
            case RX_TAIL -> queue.setReceiveTail(value);
            case TX_TAIL -> queue.setTransmitTail(value);
            case CAUSE -> {
                queue.acknowledge(value);
                yield true;
            }
            case ENABLE -> enable(value);
            case MODERATION -> moderate(value);
        };
    }

    private boolean enable(int value) {
        if ((value & ~CAUSES) != 0) {
            return false;
        }
        queue.setEnabled(value);
        return true;
    }

    private boolean moderate(int value) {
        if (value < 0) {
            return false;
        }
        queue.setModeration(value);
        return true;
    }
}
