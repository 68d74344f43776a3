package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who owns each frame, and which capability opens it.
 *
 * <p>Invariants: a frame has one owner or none; the free list and the owned frames are disjoint and together are all
 * frames; a frame's contents are cleared before a new owner can see them.
 */
final class FrameTable {
    /** Owner of a frame that nobody owns. */
    static final int FREE = Tracer.NO_ENV;

    /** Owner of a frame that the kernel needs itself. */
    static final int KERNEL = -1;

    private final PhysicalMemory memory;
    private final Tracer tracer;
    private final Invariants invariants;
    private final int[] owner;
    private final long[] guard;
    /** Transfers that the disk still has to do from or to the frame. */
    private final int[] pins;

    /** The frames of each environment; those of nobody are the free list. */
    private final List<Holding> holdings = new ArrayList<>();

    /** Frames in the kernel's hands. */
    private final BitSet reserved = new BitSet();

    /** Those of them that it never gives back. */
    private final BitSet reservedForGood = new BitSet();

    private final Changes changes;
    /** Told of a frame before it is cleared for its new owner. */
    private IntConsumer beforeReuse = frame -> {};

    private static final class Holding {
        private final BitSet frames = new BitSet();
        private int count;
        private int most;
    }

    FrameTable(PhysicalMemory memory, Tracer tracer, Invariants invariants) {
        this.invariants = invariants;
        this.memory = memory;
        this.tracer = tracer;
        owner = new int[memory.frames()];
        guard = new long[memory.frames()];
        pins = new int[memory.frames()];
        changes = new Changes(owner.length);
        open();
        holdings.getFirst().frames.set(0, owner.length);
        holdings.getFirst().count = owner.length;
    }

    /** A place for the frames of the next environment. */
    void open() {
        holdings.add(new Holding());
    }

    /** Frames whose owner or guard changed. */
    Changes changes() {
        return changes;
    }

    int size() {
        return owner.length;
    }

    int freeCount() {
        return countOwnedBy(FREE);
    }

    boolean exists(int frame) {
        return frame >= 0 && frame < owner.length;
    }

    int owner(int frame) {
        return owner[frame];
    }

    long guard(int frame) {
        return guard[frame];
    }

    void setGuard(int frame, long name) {
        guard[frame] = name;
        changes.note(frame);
    }

    /** Frames of an environment, in ascending order. */
    List<Integer> ownedBy(int env) {
        return holdings.get(env).frames.stream().boxed().toList();
    }

    /** The first {@code n} free frames; there must be so many. */
    List<Integer> firstFree(int n) {
        return holdings.getFirst().frames.stream().limit(n).boxed().toList();
    }

    /** The first free frames of some kind, {@code n} at most. */
    List<Integer> firstFree(int n, IntPredicate kind) {
        return holdings.getFirst().frames.stream().filter(kind).limit(n).boxed().toList();
    }

    /** Frames of some kind that environments may have. */
    int countForAll(IntPredicate kind) {
        return (int) IntStream.range(0, owner.length)
                .filter(kind)
                .filter(frame -> !reservedForGood.get(frame))
                .count();
    }

    int countOwnedBy(int env) {
        return holdings.get(env).count;
    }

    /** The most frames that an environment had at once. */
    int mostOwnedBy(int env) {
        return holdings.get(env).most;
    }

    /** Clears a free frame and gives it to {@code env}. */
    void bind(int frame, int env, long guardName) {
        if (owner[frame] != FREE) {
            invariants.stop(
                    Invariants.OWNER, "frame " + frame + " belongs to " + owner[frame] + ", not only to " + env);
        }
        invariants.checkAlive(env);
        beforeReuse.accept(frame);
        memory.zeroFrame(frame);
        move(frame, FREE, env);
        guard[frame] = guardName;
        tracer.emitFor(env, new KernelEvent.FrameBound(frame, guardName));
    }

    /** Takes a free frame for the kernel's own use, for good. */
    void reserve(int frame) {
        if (owner[frame] != FREE) {
            invariants.stop(Invariants.OWNER, "frame " + frame + " belongs to " + owner[frame] + ", not to the kernel");
        }
        owner[frame] = KERNEL;
        holdings.getFirst().frames.clear(frame);
        holdings.getFirst().count--;
        reserved.set(frame);
        reservedForGood.set(frame);
    }

    /** Has somebody look at each frame before it is cleared for a new owner. */
    void beforeReuse(IntConsumer listener) {
        beforeReuse = listener;
    }

    /** Takes a frame with what is in it into the kernel's hands, from its owner or from the free ones. */
    void lend(int frame, long guardName) {
        int env = owner[frame];
        if (env == KERNEL || pins[frame] != 0) {
            invariants.stop(Invariants.OWNER, "frame " + frame + " of " + env + " cannot be lent");
        }
        invariants.checkUnreachable(frame);
        Holding before = holdings.get(env);
        before.frames.clear(frame);
        before.count--;
        reserved.set(frame);
        owner[frame] = KERNEL;
        guard[frame] = guardName;
        changes.note(frame);
        if (env != FREE) {
            tracer.emitFor(env, new KernelEvent.FrameReleased(frame));
        }
    }

    /** Frees a frame that was lent, with what is in it. */
    void free(int frame) {
        if (owner[frame] != KERNEL) {
            invariants.stop(Invariants.OWNER, "frame " + frame + " of " + owner[frame] + " was not lent");
        }
        invariants.checkUnreachable(frame);
        reserved.clear(frame);
        Holding free = holdings.getFirst();
        free.frames.set(frame);
        free.count++;
        owner[frame] = FREE;
        guard[frame] = 0;
        changes.note(frame);
    }

    /** Takes an owned, unpinned frame from its owner and frees it. */
    void release(int frame) {
        int env = owner[frame];
        if (env == FREE) {
            invariants.stop(Invariants.OWNER, "frame " + frame + " is given back and has no owner");
        }
        if (pins[frame] != 0) {
            invariants.stop(Invariants.DMA, "frame " + frame + " leaves " + env + " with a transfer under way");
        }
        invariants.checkUnreachable(frame);
        move(frame, env, FREE);
        guard[frame] = 0;
        tracer.emitFor(env, new KernelEvent.FrameReleased(frame));
    }

    private void move(int frame, int from, int to) {
        owner[frame] = to;
        Holding before = holdings.get(from);
        Holding after = holdings.get(to);
        before.frames.clear(frame);
        after.frames.set(frame);
        before.count--;
        after.count++;
        after.most = Math.max(after.most, after.count);
        changes.note(frame);
    }

    void pin(int frame) {
        pins[frame]++;
    }

    void unpin(int frame) {
        pins[frame]--;
    }

    /** Goes through the whole table. */
    void checkAll() {
        int entered = reserved.cardinality();
        for (Holding each : holdings) {
            entered += each.frames.cardinality();
        }
        if (entered != owner.length) {
            invariants.stop(Invariants.OWNER, entered + " owners of " + owner.length + " frames");
        }
        for (int frame = 0; frame < owner.length; frame++) {
            check(frame);
        }
    }

    /** A frame is on the list of its owner. */
    void check(int frame) {
        BitSet list = owner[frame] == KERNEL ? reserved : holdings.get(owner[frame]).frames;
        if (!list.get(frame)) {
            invariants.stop(Invariants.OWNER, "frame " + frame + " is not on the list of " + owner[frame]);
        }
    }
}
