package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.bus.RegisterFile;
import exoscope.hw.bus.RegisterMap;

/** The disk as machine code sees it. */
public final class DiskRegisters extends RegisterFile<DiskRegister> {
    private static final RegisterMap<DiskRegister> MAP = new RegisterMap<>(DiskRegister.class);
    private static final int ID = 0x4449_534b;
    private static final int STUCK = 1;

    private final Disk disk;
    private final DiskRing requests;

    public DiskRegisters(Disk disk, Clock clock, EventQueue events, InterruptController interrupts) {
        super(MAP);
        this.disk = disk;
        requests = new DiskRing(disk, clock, events, interrupts);
    }

    @Override
    protected int get(DiskRegister register, int index) {
        return switch (register) {
            case ID -> ID;
            case STATUS -> error() | (requests.stuck() ? STUCK : 0);
            case CONTROL -> requests.running() ? 1 : 0;
            case SECTORS -> disk.blocks() * DiskImage.BLOCK_SECTORS;
            case RING_BASE -> requests.ring().base();
            case RING_SIZE -> requests.ring().size();
            case HEAD -> requests.ring().head();
            case TAIL -> requests.ring().tail();
            case OUTSTANDING -> requests.outstanding();
            case POLICY -> disk.policy().code();
        };
    }

    @Override
    protected boolean set(DiskRegister register, int index, int value) {
        return switch (register) {
            case ID, SECTORS, HEAD, OUTSTANDING -> false;
            case STATUS -> clearError(value);
            case CONTROL -> control(value);
            case RING_BASE -> !requests.running() && requests.ring().setBase(value);
            case RING_SIZE -> !requests.running() && requests.ring().setSize(value);
            case TAIL -> requests.setTail(value);
            case POLICY -> policy(value);
        };
    }

    private boolean control(int value) {
        if (value < 0 || value > 1 || (value == 1 && requests.ring().size() == 0)) {
            return false;
        }
        requests.run(value == 1);
        return true;
    }

    private boolean policy(int value) {
        for (DiskPolicy policy : DiskPolicy.values()) {
            if (policy.code() == value) {
                disk.setPolicy(policy);
                return true;
            }
        }
        return false;
    }
}
