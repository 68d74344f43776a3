package exoscope.hw.trace;

/** What the machine did. Addresses and page numbers are unsigned 32-bit values kept in an {@code int}. */
public sealed interface HwEvent extends TraceEvent {

    /**
     * Power on: the first event of every run, and of all that comes after a power failure, with the sizes that all others keep
     * within.
     */
    record MachineStarted(int frames, int diskBlocks, int tlbEntries) implements HwEvent {}

    /**
     * A valid entry was written into the hardware TLB.
     *
     * @param index slot: 0..63 in the TLB of CPU 0, 64..127 in that of CPU 1, and so on
     * @param asid address-space identifier, 0..63
     * @param page virtual page number
     * @param frame physical frame number
     * @param writable whether stores are allowed (the R3000's D bit)
     */
    record TlbFilled(int index, int asid, int page, int frame, boolean writable) implements HwEvent {}

    /** A valid TLB entry went: it was overwritten or invalidated. */
    record TlbDropped(int index, int asid, int page, int frame) implements HwEvent {}

    /**
     * The CPU took an exception.
     *
     * @param cpu which CPU, from 0
     * @param code R3000 exception code (Cause bits 6..2)
     * @param pc address of the instruction, or of the branch before it if it stood in a delay slot
     * @param address the offending address of an address or TLB exception, else 0
     */
    record ExceptionRaised(int cpu, int code, int pc, int address) implements HwEvent {}

    /** A device asked for attention. */
    record InterruptRaised(Device device) implements HwEvent {}

    /** The disk arm began to serve a request; it will be done at {@code untilCycle}. */
    record DiskStarted(int request, int block, int blocks, boolean write, long untilCycle) implements HwEvent {}

    /** The disk finished a request and its data is in memory or on the platter. */
    record DiskFinished(int request, boolean ok) implements HwEvent {}

    /** A program wrote to the console. */
    record ConsoleWritten(String text) implements HwEvent {}

    /** Somebody typed on the console, or what stands for somebody. */
    record ConsoleTyped(String text) implements HwEvent {}

    /**
     * A device could not reach memory.
     *
     * @param device number of the bus master
     * @param address the address it used
     * @param write whether it was to write
     */
    record DmaFaulted(int device, int address, boolean write) implements HwEvent {}

    /** The power failed, with {@code sectors} sectors of an unfinished write on the platter. */
    record PowerFailed(int sectors) implements HwEvent {}

    /** The power failed in the middle of a sector; its first {@code bytes} bytes are the new ones. */
    record SectorTorn(int request, int sector, int bytes) implements HwEvent {}

    /** The network interface began to send a frame; the line is free again at {@code untilCycle}. */
    record PacketSent(int queue, int bytes, long untilCycle) implements HwEvent {}

    /** A frame from the network is in memory; {@code hash} is its receive-side hash, or 0. */
    record PacketReceived(int queue, int bytes, int hash) implements HwEvent {}

    /** A frame from the network was dropped. */
    record PacketDropped(DropReason reason, int bytes) implements HwEvent {}

    /** The devices that can interrupt. */
    enum Device {
        TIMER,
        DISK,
        CONSOLE,
        IOMMU,
        NETWORK,
        SIGNAL
    }

    /** Why a network interface drops a frame, in the order in which it looks. */
    enum DropReason {
        /** It does not receive. */
        DISABLED,
        /** Shorter than Ethernet allows. */
        RUNT,
        /** Longer than Ethernet allows. */
        OVERSIZE,
        /** The frame check sequence does not match. */
        BAD_FCS,
        /** For somebody else. */
        OTHER_ADDRESS,
        /** No empty buffer waits in the queue. */
        NO_DESCRIPTOR,
        /** The buffer is too small. */
        SMALL_BUFFER,
        /** Buffer or descriptor could not be reached. */
        DMA_FAULT
    }
}
