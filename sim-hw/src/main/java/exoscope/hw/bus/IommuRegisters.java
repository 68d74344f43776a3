package exoscope.hw.bus;

import exoscope.hw.PhysicalMemory;

/** The IOMMU as machine code sees it. */
public final class IommuRegisters extends RegisterFile<IommuRegister> {
    private static final RegisterMap<IommuRegister> MAP = new RegisterMap<>(IommuRegister.class);
    private static final int ID = 0x494f_4d55;
    private static final int REFUSED = 1;
    private static final int MORE_REFUSED = 2;
    private static final int CAUSE_WRITE = 1 << 8;
    private static final int CAUSE_MASTER_SHIFT = 16;

    private final Iommu iommu;

    public IommuRegisters(Iommu iommu) {
        super(MAP);
        this.iommu = iommu;
    }

    @Override
    protected int get(IommuRegister register, int index) {
        Iommu.Refusal refusal = iommu.refusal();
        return switch (register) {
            case ID -> ID;
            case STATUS -> error() | (refusal != null ? REFUSED : 0) | (iommu.moreRefused() ? MORE_REFUSED : 0);
            case CONTROL -> iommu.on() ? 1 : 0;
            case FAULT_ADDRESS -> refusal == null ? 0 : refusal.address();
            case FAULT_CAUSE -> refusal == null ? 0 : cause(refusal);
            case FAULTS -> iommu.refusals();
            case ROOT -> iommu.root(index);
        };
    }

    @Override
    protected boolean set(IommuRegister register, int index, int value) {
        return switch (register) {
            case ID, FAULT_ADDRESS, FAULT_CAUSE, FAULTS -> false;
            case STATUS -> {
                if ((value & REFUSED) != 0) {
                    iommu.forgetRefusals();
                }
                yield clearError(value);
            }
            case CONTROL -> control(value);
            case ROOT -> root(index, value);
        };
    }

    private static int cause(Iommu.Refusal refusal) {
        return refusal.master() << CAUSE_MASTER_SHIFT
                | (refusal.write() ? CAUSE_WRITE : 0)
                | refusal.reason().code();
    }

    private boolean control(int value) {
        if (value != 0 && value != 1) {
            return false;
        }
        iommu.switchOn(value == 1);
        return true;
    }

    private boolean root(int master, int value) {
        if ((value & PhysicalMemory.FRAME_BYTES - 1 & ~Iommu.PRESENT) != 0) {
            return false;
        }
        iommu.setRoot(master, value);
        return true;
    }
}
