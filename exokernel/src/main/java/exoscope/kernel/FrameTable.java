package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * Who owns each frame, and which capability opens it.
 *
 * <p>Invariants: a frame has one owner or none; the free list and the owned frames are disjoint and together are all
 * frames; a frame's contents are cleared before a new owner can see them.
 */
final class FrameTable {
    /** Owner of a frame that nobody owns. */
    static final int FREE = Tracer.NO_ENV;

    private final PhysicalMemory memory;
    private final Tracer tracer;
    private final int[] owner;
    private final long[] guard;
    /** Transfers that the disk still has to do from or to the frame. */
    private final int[] pins;

    private int free;

    FrameTable(PhysicalMemory memory, Tracer tracer) {
        this.memory = memory;
        this.tracer = tracer;
        owner = new int[memory.frames()];
        guard = new long[memory.frames()];
        pins = new int[memory.frames()];
        free = memory.frames();
    }

    int size() {
        return owner.length;
    }

    int freeCount() {
        return free;
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
    }

    /** Frames of an environment, in ascending order. */
    List<Integer> ownedBy(int env) {
        List<Integer> frames = new ArrayList<>();
        for (int frame = 0; frame < owner.length; frame++) {
            if (owner[frame] == env) {
                frames.add(frame);
            }
        }
        return frames;
    }

    int countOwnedBy(int env) {
        return ownedBy(env).size();
    }

    /** Clears a free frame and gives it to {@code env}. */
    void bind(int frame, int env, long guardName) {
        if (owner[frame] != FREE) {
            throw new IllegalStateException("frame " + frame + " already belongs to environment " + owner[frame]);
        }
        memory.zeroFrame(frame);
        owner[frame] = env;
        guard[frame] = guardName;
        free--;
        tracer.emitFor(env, new KernelEvent.FrameBound(frame, guardName));
    }

    /** Takes an owned, unpinned frame from its owner and frees it. */
    void release(int frame) {
        int env = owner[frame];
        if (env == FREE || pins[frame] != 0) {
            throw new IllegalStateException("frame " + frame + " of " + env + " with " + pins[frame] + " pins");
        }
        owner[frame] = FREE;
        guard[frame] = 0;
        free++;
        tracer.emitFor(env, new KernelEvent.FrameReleased(frame));
    }

    void pin(int frame) {
        pins[frame]++;
    }

    void unpin(int frame) {
        pins[frame]--;
    }

    boolean pinned(int frame) {
        return pins[frame] != 0;
    }
}
