package exoscope.kernel;

/**
 * What the kernel's work costs. {@code docs/costs.md} has the same rows.
 *
 * <p>A figure is either measured by the paper (times of its Tables multiplied by the clock, which come out alike on all
 * three machines), or counted by the paper, or estimated here from the instructions that an R3000 needs, one cycle each.
 */
public enum Cost {
    /** Into the kernel and back, whatever the call does and also when it is refused. */
    SYSTEM_CALL(40, "a call", "measured: Aegis null system call without a stack, 1.6 us at 25 MHz (Table 4)"),
    /** Reading what the kernel exposes: no call, a load from memory that is mapped for everybody to read. */
    EXPOSED_READ(1, "a word", "estimated: one load"),
    /** Changing to another environment's entry by protected control transfer, both environments' part. */
    CONTROL_TRANSFER(
            35,
            "a transfer",
            "measured: Aegis protected control transfer, 1.4 us at 25 MHz (Table 6); 30 instructions (§5.5)"),
    /** Dispatching an upcall to the environment. */
    UPCALL(38, "an upcall", "measured: Aegis exception dispatch, 1.5 us at 25 MHz (Table 5)"),
    /** Answering a hardware miss from the software TLB. */
    STLB_REFILL(18, "a hit", "counted: 18 instructions (§5.4)"),
    /** Answering a miss that the software TLB could not with a guaranteed mapping. */
    GUARANTEED_MAPPING(
            44, "a miss", "estimated: eight pages compared, three instructions each, and entering the translation"),
    /** Comparing what is presented with what the resource is guarded by. */
    CAPABILITY_CHECK(10, "a capability", "estimated: compare name, rights and seal; hashing as we do would take 480"),
    /** Sealing a new or a restricted capability. */
    CAPABILITY_SEAL(480, "a capability", "estimated: SipHash-2-4 of two words, 10 rounds of 48 instructions"),
    /** Entering a translation. */
    TRANSLATION_WRITE(20, "a page", "estimated: probe, five coprocessor moves, tlbwi, two stores to the STLB"),
    /** Removing or narrowing a translation. */
    TRANSLATION_FLUSH(16, "a page", "estimated: probe, three coprocessor moves, tlbwi, a store to the STLB"),
    /** Going on in another of an environment's own address spaces. */
    CONTEXT_SWITCH(
            8, "a switch", "estimated: the bound compared, two loads, the space noted, EntryHi written and its hazard"),
    /** Taking an address-space identifier from one environment for another. */
    ASID_RECYCLE(
            520,
            "an identifier",
            "estimated: 64 times tlbr, mask and compare, eight instructions each, and the two owners"),
    /** Clearing a frame for a new owner. */
    FRAME_CLEAR(1024, "a frame", "estimated: one store a word, the loop unrolled"),
    /** Copying a frame into a buffer of the kernel's. */
    FRAME_COPY(2048, "a frame", "estimated: a load and a store a word, the loop unrolled"),
    /** Giving the disk a request. */
    DISK_COMMAND(30, "a request", "estimated: eight stores to device registers and the queue entry"),
    /** Giving the disk a request's place in memory, and pinning it. */
    DISK_SEGMENT(8, "a frame", "estimated: two stores to the list of segments, the pin, and the owners compared"),
    /** Storing a part of a change in a cached block. */
    BLOCK_PATCH(2, "a word", "estimated: a load and a store, as for a packet"),
    /** Comparing what a block owned before a change and after it. */
    OWNS_COMPARE(6, "a block owned", "estimated: two loads, a compare and a branch, and the owner's table"),
    /** Taking a packet from the interface's ring and giving its buffer back. */
    PACKET_RECEIVE(12, "a packet", "estimated: four loads and four stores to the descriptor, and the ring's tail"),
    /** Copying a packet from the interface's buffer to its owner's ring, as Aegis does. */
    PACKET_COPY(2, "a word", "estimated: a load and a store"),
    /** Giving the interface a piece of a packet, where it is. */
    PACKET_SEND(30, "a piece", "estimated: four stores to the descriptor, the pin, and the doorbell"),
    /** Checking a filter against the others and compiling it. */
    FILTER_INSTALL(50, "an atom", "estimated: five instructions to generate, ten executed for each"),
    /** Letting in downloaded code. */
    PROGRAM_VERIFY(
            100, "an instruction followed", "estimated: two operands and their bounds, looked up, checked, changed"),
    /** Taking a device's interrupt. */
    INTERRUPT(38, "an interrupt", "as for an upcall: the same way in, and the cause decoded"),
    /** Asking for a resource. */
    REVOCATION_NOTICE(24, "a resource", "estimated: enter the request and its deadline, post the upcall"),
    /** Taking a resource whose deadline has passed, beside what flushing and saving it cost. */
    REVOCATION_ABORT(60, "a resource", "estimated: an interrupt, and the entry in the repossession vector"),
    /** Giving the floating-point unit to another environment. */
    FPU_SWITCH(70, "a change of owner", "estimated: 33 registers to memory, 33 from it, and finding both places"),
    /** Giving the processor to an environment. */
    SLICE_START(38, "a slice", "as for an upcall: jumps to the environment, with its identifier and status installed"),
    /** Taking it back, by the timer or because it was given up. */
    SLICE_END(20, "a slice", "estimated: the timer's interrupt saves a register, and finds the next in the vector");

    private final int cycles;
    private final String unit;
    private final String source;

    Cost(int cycles, String unit, String source) {
        this.cycles = cycles;
        this.unit = unit;
        this.source = source;
    }

    /** Cycles for one {@link #unit}. */
    public int cycles() {
        return cycles;
    }

    /** What the cycles are charged for. */
    public String unit() {
        return unit;
    }

    /** Where the figure comes from: the SOSP'95 paper, or an estimate. */
    public String source() {
        return source;
    }
}
