package exoscope.kernel;

import exoscope.hw.trace.TraceEvent;

/** What the kernel did. The environment concerned is in the entry around the event. */
public sealed interface KernelEvent extends TraceEvent {

    /** An environment came to life; the kernel never revokes below {@code guaranteed} frames. */
    record EnvCreated(String name, int guaranteed) implements KernelEvent {}

    /** An environment ended and owns nothing any more. */
    record EnvExited(int code, String reason) implements KernelEvent {}

    /** What an environment that is ending used in its life; see {@link Ledger.Account}. */
    record AccountClosed(long cycles, int mostFrames, long copied, long calls, long upcalls, long crossings)
            implements KernelEvent {
        static AccountClosed of(Ledger.Account account) {
            return new AccountClosed(
                    account.cycles(),
                    account.mostFrames(),
                    account.copied(),
                    account.calls(),
                    account.upcalls(),
                    account.crossings());
        }
    }

    /** A position of the CPU vector was bound to the environment. */
    record SliceBound(int position) implements KernelEvent {}

    /** The environment's binding to a position of the CPU vector ended; the position is free. */
    record SliceReleased(int position) implements KernelEvent {}

    /** The environment gave the rest of its slice to the environment {@code to}, or to whoever is next if that is 0. */
    record ProcessorYielded(int to) implements KernelEvent {}

    /** The environment transferred to the entry of the environment {@code to}; if it is synchronous, with all its slices. */
    record ControlTransferred(int to, boolean synchronous) implements KernelEvent {}

    /** The environment got the processor for the slice at this position of the vector. */
    record SliceStarted(int position) implements KernelEvent {}

    /** The slice ended; {@code cycles} of it are charged to the environment, the rest to the kernel. */
    record SliceEnded(int position, long cycles) implements KernelEvent {}

    /** The environment took {@code cycles} past the end of its slice, and owes {@code debt} now. */
    record ExcessTimeTaken(long cycles, long debt) implements KernelEvent {}

    /** The environment's slice at this position was passed over, for a slice that it owed; it still owes {@code debt} cycles. */
    record SliceForfeited(int position, long debt) implements KernelEvent {}

    /** Exceptions of the environment with this cause go to the code at {@code pc}, and are saved to {@code frame}. */
    record HandlerBound(int cause, int pc, int frame) implements KernelEvent {}

    /** The environment's handler for this cause is bound no longer. */
    record HandlerReleased(int cause) implements KernelEvent {}

    /** An exception or interrupt at {@code epc} was dispatched to the environment's handler at {@code pc}. */
    record ExceptionDispatched(int cause, int epc, int pc) implements KernelEvent {}

    /** A frame was bound to the environment, cleared, and guarded by the capability name {@code guard}. */
    record FrameBound(int frame, long guard) implements KernelEvent {}

    /** The environment's binding to a frame ended; the frame is free. */
    record FrameReleased(int frame) implements KernelEvent {}

    /**
     * The environment's code for an upcall began to run, on top of whatever it interrupts.
     *
     * @param upcall the kind, such as {@code Revoke}
     * @param subject the page, frame or request that it is about, or -1
     */
    record UpcallStarted(String upcall, int subject) implements KernelEvent {}

    /** The upcall that began last and has not ended returned to what it interrupted. */
    record UpcallEnded(String upcall) implements KernelEvent {}

    /** A call was refused. */
    record CallRefused(String call, KernelError error, String reason) implements KernelEvent {}

    /**
     * A translation was admitted after its capability had been checked, or narrowed to what is said here.
     *
     * @param context in which of the environment's address spaces the page is
     */
    record TranslationBound(int page, int frame, boolean writable, int context) implements KernelEvent {}

    /** The environment goes on in another of its own address spaces. */
    record ContextSwitched(int context) implements KernelEvent {}

    /**
     * The environment got an address-space identifier of the hardware's, that is not of its own number, for the space that it is in.
     *
     * @param asid the identifier, 1 to 63
     * @param from the environment that had it and has none now, or 0 if it was free
     */
    record AsidRecycled(int asid, int from) implements KernelEvent {}

    /** A translation of one of the environment's address spaces was taken back, from the STLB and the hardware TLB. */
    record TranslationBroken(int page, int frame, int context) implements KernelEvent {}

    /** The kernel will map the page by itself whenever it is missed; or it will go on, but no wider than is said here. */
    record MappingGuaranteed(int page, int frame, boolean writable) implements KernelEvent {}

    /** The kernel no longer maps the page by itself. */
    record GuaranteeEnded(int page, int frame) implements KernelEvent {}

    /** A hardware miss was answered from the software TLB, without the environment. */
    record StlbHit(int page) implements KernelEvent {}

    /** The kernel asked for a frame; the environment has until {@code deadline} to save it and answer. */
    record RevocationRequested(int frame, long deadline) implements KernelEvent {}

    /** The environment gave the frame back in time. */
    record RevocationAcknowledged(int frame) implements KernelEvent {}

    /** The deadline passed and the kernel broke the bindings; {@code block} holds the contents, or is -1. */
    record RevocationAborted(int frame, int block) implements KernelEvent {}

    /**
     * The kernel asked for something other than a frame; the environment has until {@code deadline} to answer.
     *
     * @param first the slice, first block or filter
     * @param units how many there are from {@code first} on: blocks, or 1
     */
    record ResourceRequested(Resource.Kind kind, int first, int units, long deadline) implements KernelEvent {}

    /** The environment gave what was asked for back in time. */
    record ResourceReturned(Resource.Kind kind, int first, int units) implements KernelEvent {}

    /** The deadline passed and the kernel took it; blocks from {@code block} on hold what was in it, if that is not -1. */
    record ResourceRepossessed(Resource.Kind kind, int first, int units, int block) implements KernelEvent {}

    /**
     * The environment wants what others have. They have been asked for it, and what they give back is kept for it until the
     * cycle {@code until}; for a filter, {@code first} is one that is in its way.
     */
    record ResourceClaimed(Resource.Kind kind, int first, int units, long until) implements KernelEvent {}

    /** The environment said where to save a resource if it is taken by force: in blocks from {@code block} on. */
    record RepossessionPreloaded(Resource.Kind kind, int first, int units, int block) implements KernelEvent {}

    /** An extent of the disk was bound to the environment. */
    record ExtentBound(int firstBlock, int blocks) implements KernelEvent {}

    /** The environment's binding to an extent ended; its blocks are free once the disk has wiped them. */
    record ExtentReleased(int firstBlock, int blocks) implements KernelEvent {}

    /** A transfer between a frame and a block was handed to the disk; the frame is pinned until it ends. */
    record TransferSubmitted(int request, int block, int frame, boolean write) implements KernelEvent {}

    /** A transfer ended; {@code ok} is false if it was cancelled because a frame is gone, or met a bad sector. */
    record TransferEnded(int request, boolean ok) implements KernelEvent {}

    /**
     * The kernel read the catalogue of file systems and found their blocks.
     *
     * @param epoch which boot of this disk it is
     * @param blocks blocks that roots reach
     * @param damaged metadata blocks among them that cannot be relied on
     */
    record VolumeBooted(int epoch, int roots, int blocks, int damaged) implements KernelEvent {}

    /** The catalogue is on the disk as of now, or could not be written. */
    record CatalogueWritten(long generation, boolean ok) implements KernelEvent {}

    /** The environment added a type of metadata, a function of so many slots. */
    record TemplateAdded(int type, int instructions) implements KernelEvent {}

    /** The environment made a block a root. */
    record RootCreated(int root, int block, int type, boolean temporary) implements KernelEvent {}

    /** A root is no more. */
    record RootDeleted(int root) implements KernelEvent {}

    /** The environment's change made {@code parent} own {@code n} blocks more. */
    record BlocksOwned(int parent, int first, int n, int type) implements KernelEvent {}

    /** The environment's change made {@code parent} own {@code n} blocks less. */
    record BlocksDisowned(int parent, int first, int n) implements KernelEvent {}

    /** The environment's change gave {@code n} blocks another parent. */
    record BlocksMoved(int from, int to, int first, int n) implements KernelEvent {}

    /** The environment lent a frame, in which a block is or will be. */
    record BlockCached(int block, int frame) implements KernelEvent {}

    /** The frame in which a block was cached is free; it may still hold the block. */
    record BlockUncached(int block, int frame) implements KernelEvent {}

    /** A cached block was written to its place. */
    record BlockWritten(int block, boolean ok) implements KernelEvent {}

    /** The kernel took frames for the network interface's rings and buffers. */
    record NetworkStarted(int firstFrame, int frames) implements KernelEvent {}

    /** A filter was bound to the environment, with a ring of {@code slots} packets in its own frames. */
    record FilterInstalled(int filter, int atoms, int slots) implements KernelEvent {}

    /** The environment's binding to a filter ended. */
    record FilterRemoved(int filter) implements KernelEvent {}

    /** A verified program of so many slots runs from now on when a packet of the filter arrives. */
    record HandlerAttached(int filter, int instructions) implements KernelEvent {}

    /** A handler ran on a packet; {@code verdict} says what becomes of it. */
    record HandlerRan(int filter, String verdict, long cycles) implements KernelEvent {}

    /** A packet that arrived is the environment's. */
    record PacketDemuxed(int filter, int bytes) implements KernelEvent {}

    /** A packet was copied to a slot of the ring, in {@code frame}. */
    record PacketDelivered(int filter, int frame, int bytes) implements KernelEvent {}

    /** A packet that arrived is lost; {@code filter} is whose it was, or -1. */
    record PacketDropped(int filter, DropReason reason, int bytes) implements KernelEvent {}

    /** A packet was handed to the interface: from the environment's pinned frames, or a copy of what its handler said. */
    record PacketSubmitted(int request, int bytes, boolean byHandler) implements KernelEvent {}

    /** The interface has read a packet from the environment's frames; {@code ok} is false if it was not sent. */
    record PacketTransmitted(int request, boolean ok) implements KernelEvent {}

    /** The environment waits for a predicate, a verified program of so many slots. */
    record PredicateSet(int instructions) implements KernelEvent {}

    /** A predicate ended its environment's waiting: it holds, or it cannot be evaluated any more. */
    record PredicateEnded(boolean held) implements KernelEvent {}

    /** Why a packet that arrived is lost. */
    enum DropReason {
        /** No filter matches. */
        NO_FILTER,
        /** All slots of the ring are full. */
        RING_FULL,
        /** The filter's handler said so. */
        HANDLER,
        /** The handler's budget was used up. */
        BUDGET
    }

    /** An invariant does not hold; the machine stops here. */
    record InvariantBroken(String invariant, String detail) implements KernelEvent {}
}
