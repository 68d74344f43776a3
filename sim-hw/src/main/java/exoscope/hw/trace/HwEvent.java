package exoscope.hw.trace;

/** What the machine did. Addresses and page numbers are unsigned 32-bit values kept in an {@code int}. */
public sealed interface HwEvent extends TraceEvent {

    /** Power on: the first event of every run, with the sizes that all others keep within. */
    record MachineStarted(int frames, int diskBlocks, int tlbEntries) implements HwEvent {}

    /**
     * A valid entry was written into the hardware TLB.
     *
     * @param index slot, 0..63
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
     * @param code R3000 exception code (Cause bits 6..2)
     * @param pc address of the instruction, or of the branch before it if it stood in a delay slot
     * @param address the offending address of an address or TLB exception, else 0
     */
    record ExceptionRaised(int code, int pc, int address) implements HwEvent {}

    /** A device asked for attention. */
    record InterruptRaised(Device device) implements HwEvent {}

    /** The disk arm began to serve a request; it will be done at {@code untilCycle}. */
    record DiskStarted(int request, int block, int blocks, boolean write, long untilCycle) implements HwEvent {}

    /** The disk finished a request and its data is in memory or on the platter. */
    record DiskFinished(int request, boolean ok) implements HwEvent {}

    /** A program wrote to the console. */
    record ConsoleWritten(String text) implements HwEvent {}

    /** The devices that can interrupt. */
    enum Device {
        TIMER,
        DISK,
        CONSOLE
    }
}
