package exoscope.kernel;

import exoscope.kernel.ebpf.Program;
import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.InstalledFilter;
import java.util.List;

/**
 * The whole contract between the kernel and one environment. Bracketed names are those of the SOSP'95 paper (Tables 2
 * and 3) or of the course's overview. Each call acts for the environment it was handed to; a refused call changes
 * nothing and says why.
 */
public interface Exokernel {
    /**
     * Frames that one call allocates at most. A call is never cut short, and clearing so many takes two thirds of a millisecond at
     * 25 MHz, less than a slice of any lab: whoever wants more calls again, and others get their turn in between.
     */
    int MOST_ALLOCATED = 16;

    /** A capability for a new name, with all rights, to guard resources with. */
    Capability newCapability();

    /**
     * The well-known capability [§3.2]: the same for everybody, with all rights. Who guards a frame or a root by it shares that
     * with all there are and will be, and need not hand out anything; a capability whose bits are in such a frame is published.
     * Being the owner is as necessary as ever. Looking at it is no call.
     */
    Capability wellKnownCapability();

    /** The same name with fewer rights, to hand to others. */
    Result<Capability> restrict(Capability capability, int rights);

    /**
     * Any {@code n} free frames, {@link #MOST_ALLOCATED} at most, cleared, opened by {@code key}; all or none [Alloc, exo_alloc_pages].
     */
    Result<List<Integer>> allocPages(int n, Capability key);

    /** This very frame, if it is free. */
    Result<Integer> allocFrame(int frame, Capability key);

    /**
     * Any {@code n} free frames of a colour, {@link #MOST_ALLOCATED} at most: those with this number modulo {@link #colours()}, which share a part of a
     * physically indexed cache; all or none.
     */
    Result<List<Integer>> allocColour(int n, int colour, Capability key);

    /** Gives a frame back; its translations go with it [Dealloc]. */
    Result<Boolean> dealloc(int frame, Capability key);

    /** Puts a frame behind another capability; translations made under the old one go. */
    Result<Boolean> changeGuard(int frame, Capability old, Capability next);

    /** Maps a page to a frame that {@code key} opens, in the STLB and the hardware TLB [TLBwr]. */
    Result<Boolean> tlbWrite(int page, int frame, boolean writable, Capability key);

    /**
     * Has the kernel itself map a page of the second segment (the last 256 MiB) whenever it is missed, so that it never upcalls
     * for it: for handlers and page tables. At most 8; the guarantee goes with the frame, as its translations do [§5.4].
     */
    Result<Boolean> guarantee(int page, int frame, boolean writable, Capability key);

    /** Ends a page's guarantee and its translation; done even if there was none. */
    Result<Boolean> endGuarantee(int page);

    /**
     * Goes on in another of the environment's own four address spaces, numbered from 0, in which it begins [CIDswitch]. What it
     * maps, deletes or protects by page it does in the one that it is in, and misses are for that; guaranteed mappings are in
     * all of them, and what breaks translations to a frame breaks them in all.
     */
    Result<Boolean> switchContext(int context);

    /** In which of its address spaces the environment is. Looking is no call. */
    int context();

    /** Removes a page's translation everywhere, unless it is guaranteed; done even if there was none [TLBvadelete]. */
    Result<Boolean> tlbDelete(int page);

    /**
     * Narrows every translation to an own frame to {@code permissions}, in all address spaces: {@link Capability#READ}
     * forbids stores, 0 removes them. Later ones are admitted as before: see {@link #changeGuard} [exo_prot_ctrl].
     */
    Result<Boolean> protCtrl(int frame, int permissions, Capability key);

    /**
     * Maps consecutive pages, from {@code page} on, to so many frames, in one crossing: all, or none if one is refused. How
     * many that were.
     */
    Result<Integer> tlbWriteRange(int page, List<Integer> frames, boolean writable, Capability key);

    /**
     * Gives {@code n} own pages from {@code page} on other permissions, 0 for none, within what each was mapped with; all or
     * none. Pages whose translation is not known to the kernel are left for the next miss; guaranteed ones are refused. How many
     * were changed.
     */
    Result<Integer> protRange(int page, int n, int permissions);

    /**
     * Takes the slice at this position of the CPU vector, if it is free. The environment may have several. From one that has
     * more than its share it is asked back (SHORT: try again): see {@link Claims}.
     */
    Result<Boolean> allocSlice(int position);

    /** Gives an own slice back; what runs in it runs to its end. */
    Result<Boolean> deallocSlice(int position);

    /** Gives the rest of this slice to an environment that can use it, or to whoever is next if 0 [Yield]. */
    @SuppressWarnings("NamedLikeContextualKeyword") // the paper's name; always called on an object
    Result<Boolean> yield(int env);

    /** Has {@link Upcall.SliceStarting} or {@link Upcall.SliceEnding} come from now on, or no longer [§5.1.1]. */
    Result<Boolean> sliceUpcalls(boolean start, boolean end);

    /**
     * Has all upcalls but those for misses wait, or come again: a critical section. Time in it past the end of the slice is
     * excess time: each whole slice owed is forfeited, and who owes more than four is destroyed. A store and a load, no call.
     *
     * @return what was kept waiting so far, a bit for each {@link Upcall#number()}
     */
    int interruptsOff(boolean off);

    /** Keeps what {@link #interruptsOff} sets and says in two words of an own frame, for plain stores and loads. */
    Result<Boolean> bindInterruptWords(int frame, int offset, Capability key);

    /**
     * Has exceptions of machine code with this cause go to the code at {@code pc}, and its registers to a save area at
     * {@code offset} in an own frame: {@link ExceptionContexts} [exception and interrupt contexts, §5.1.2].
     */
    Result<Boolean> bindHandler(int cause, int pc, int frame, int offset, Capability key);

    /** Ends that; an exception without a handler ends the environment. */
    Result<Boolean> releaseHandler(int cause);

    /**
     * Transfers to another environment's entry with a message, together with this slice and all later ones until it
     * transfers back: then {@link Upcall.Called} brings its answer. Until then nothing runs here, no upcall either; if the
     * callee ends, {@link Upcall.CalleeEnded} says so. Who may call is the callee's to decide [Scall, §5.5].
     */
    Result<Boolean> scall(int env, Message message);

    /**
     * Transfers to another environment's entry with a message and the rest of this slice. To one that waits in
     * {@link #scall} for this environment, it is the return [Acall].
     */
    Result<Boolean> acall(int env, Message message);

    /** Any {@code n} consecutive disk blocks; the first one's number. */
    Result<Integer> allocExtent(int n);

    /** These very blocks, if they are free; from those that have more than their share they are asked back, as slices are. */
    Result<Integer> allocExtentAt(int first, int n);

    /** Gives own consecutive blocks back. They are wiped, then free; transfers still pending for them are cancelled. */
    Result<Boolean> deallocExtent(int first, int n);

    /** Starts copying an own frame to an own block; {@link Upcall.TransferDone} tells of the end. */
    Result<Integer> writeBlock(int block, int frame, Capability key);

    /** Starts copying an own block to an own frame. */
    Result<Integer> readBlock(int block, int frame, Capability key);

    /** The calls about many blocks at once. */
    ExokernelDisk disk();

    /** The calls about file systems that outlive their environments. */
    ExokernelVolume volume();

    /**
     * Has packets that a filter matches copied to a ring of own frames: see {@link ReceiveRing}; the filter's name. Filters in
     * its way are asked back, as slices are.
     */
    Result<Integer> bindFilter(Filter filter, int ring, List<Integer> buffers, Capability key);

    /** Gives an own filter back; its packets are nobody's, or go to another that matches them. */
    Result<Boolean> releaseFilter(int filter);

    /** Says that the oldest {@code n} packets are done with; storing to the ring's word does the same without a call. */
    Result<Boolean> postBuffers(int filter, int n);

    /** Runs a program at each packet of an own filter, within {@code budget} cycles; a frame for each region, or -1. */
    Result<Boolean> attachHandler(int filter, Program program, List<Integer> frames, long budget, Capability key);

    /** Starts sending a packet from own frames; {@link Upcall.PacketTransmitted} tells of the end. */
    Result<Integer> sendPacket(List<Piece> pieces, Capability key);

    /**
     * Has {@link Upcall.PredicateEnded} come as soon as a program that reads own frames and the clock does not return 0.
     * It replaces the one before; a frame for each region, or -1.
     */
    Result<Boolean> waitUntil(Program predicate, List<Integer> frames, Capability key);

    /** Gives a frame back that was asked for. Bindings are broken; a transfer still pending for it is cancelled. */
    Result<Boolean> acknowledge(int frame);

    /** Gives back what was asked for, of any kind; everything that rests on it goes with it. */
    Result<Boolean> acknowledge(Resource resource);

    /** Where the kernel shall save {@code frame} if it must take it by force: an own block. */
    Result<Boolean> preloadRepossession(int frame, int block);

    /**
     * The same for any kind that has a state: an own frame's goes to an own block, an own extent's to as many own blocks
     * beside it from {@code block} on. Slices have none, and what a filter has is in its owner's frames.
     */
    Result<Boolean> preloadRepossession(Resource resource, int block);

    /** What was taken by force since the last call, oldest first [repossession vector, §3.4]. */
    List<Repossession> takeRepossessions();

    /** Frames that are free, in ascending order. */
    List<Integer> freeFrames();

    /** Owner of a frame, 0 if free or no such frame, -1 for the kernel: anyone may look. */
    int ownerOf(int frame);

    /** Owners of the slices of the CPU vector by position, 0 where one is free. */
    List<Integer> slices();

    /** The valid entries of the hardware TLB, of all environments. */
    List<Translation> tlbEntries();

    /** What the software TLB knows of an own page: one translation, or none. */
    List<Translation> stlbEntry(int page);

    /** The guaranteed mappings of this environment. */
    List<Translation> guaranteedMappings();

    /** Colours that frames have: the bytes of a way of the data cache, in frames. */
    int colours();

    /** Owner of a disk block, 0 if free or no such block, -1 while the kernel wipes it. */
    int ownerOfBlock(int block);

    /** Every request that is open, of all environments: for frames, slices, extents and filters, by name. */
    List<PendingRevocation> allRevocations();

    /** Frames asked back from this environment and not yet answered; {@link #allRevocations} has the other kinds too. */
    List<Integer> pendingRevocations();

    /** All filters and their owners: anyone may know who gets what. */
    List<InstalledFilter> filters();

    /** What the words of an own filter's ring say: one, or none if there is no such filter. */
    List<RingState> ringState(int filter);

    /** Packets since power-on that no filter wanted. */
    int unclaimedPackets();

    /** Upcalls that wait to be delivered to this environment, oldest first. */
    List<Upcall> pendingUpcalls();

    /** Cycles that this environment owes for having run past the end of slices. */
    long excessTime();

    /** Cycles since power-on. */
    long now();

    /**
     * Something lost to the abort protocol.
     *
     * @param resource what it is, which may have another owner by now
     * @param block where its state is, or begins; -1 if nothing was pre-loaded
     */
    record Repossession(Resource resource, int block) {
        /** A frame that was lost. */
        public Repossession(int frame, int block) {
            this(new Resource.Frame(frame), block);
        }

        /** The frame, or -1 if it is something else. */
        public int frame() {
            return frameOf(resource);
        }
    }

    /** A part of a packet: {@code bytes} from {@code offset} on in a frame. */
    record Piece(int frame, int offset, int bytes) {}

    /**
     * A receive ring.
     *
     * @param slots packets that it holds
     * @param put packets copied to it so far
     * @param waiting packets in it
     * @param droppedFull packets dropped because all slots were full
     * @param droppedByHandler packets that the handler dropped
     * @param droppedOverBudget packets dropped because the handler's budget was used up
     */
    record RingState(int slots, int put, int waiting, int droppedFull, int droppedByHandler, int droppedOverBudget) {}

    /** A page of an environment, and where it leads. */
    record Translation(int env, int page, int frame, boolean writable) {}

    /** What an environment is asked for, until {@code deadline}. */
    record PendingRevocation(int env, Resource resource, long deadline) {
        /** A frame that is asked for. */
        public PendingRevocation(int env, int frame, long deadline) {
            this(env, new Resource.Frame(frame), deadline);
        }

        /** The frame, or -1 if it is something else. */
        public int frame() {
            return frameOf(resource);
        }
    }

    private static int frameOf(Resource resource) {
        return resource instanceof Resource.Frame frame ? frame.frame() : -1;
    }
}
