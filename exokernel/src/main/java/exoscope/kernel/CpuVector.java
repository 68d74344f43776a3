package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The CPU as a linear vector of slices, allocated by position like any other resource (SOSP'95 §5.1.1): neighbouring
 * positions make for throughput, equidistant ones for latency. Each has one owner or none.
 */
final class CpuVector {
    static final int FREE = Tracer.NO_ENV;

    private final int[] owner;
    private final BitSet taken = new BitSet();
    private final Tracer tracer;
    private final Invariants invariants;

    CpuVector(int slices, Tracer tracer, Invariants invariants) {
        owner = new int[slices];
        this.tracer = tracer;
        this.invariants = invariants;
    }

    /** Number of positions. */
    int size() {
        return owner.length;
    }

    /** The first position from this one on, and round to it again, that somebody owns; -1 if nobody owns any. */
    int nextTaken(int position) {
        int next = taken.nextSetBit(position);
        return next < 0 ? taken.nextSetBit(0) : next;
    }

    boolean exists(int position) {
        return position >= 0 && position < owner.length;
    }

    int owner(int position) {
        return owner[position];
    }

    /** Owners by position. */
    List<Integer> owners() {
        List<Integer> owners = new ArrayList<>();
        for (int env : owner) {
            owners.add(env);
        }
        return owners;
    }

    /** The first free position, or -1. */
    int firstFree() {
        int free = taken.nextClearBit(0);
        return free < owner.length ? free : -1;
    }

    /** Gives a free position to an environment. */
    void bind(int position, int env) {
        if (owner[position] != FREE) {
            invariants.stop(Invariants.OWNER, "slice " + position + " belongs to " + owner[position]);
        }
        invariants.checkAlive(env);
        owner[position] = env;
        taken.set(position);
        tracer.emitFor(env, new KernelEvent.SliceBound(position));
    }

    /** Frees a position that is taken. */
    void release(int position) {
        int env = owner[position];
        owner[position] = FREE;
        taken.clear(position);
        tracer.emitFor(env, new KernelEvent.SliceReleased(position));
    }

    /** Frees what an environment has. */
    void releaseAll(int env) {
        for (int position = 0; position < owner.length; position++) {
            if (owner[position] == env) {
                release(position);
            }
        }
    }

    boolean anythingOf(int env) {
        return countOwnedBy(env) > 0;
    }

    /** Positions that an environment has. */
    int countOwnedBy(int env) {
        int count = 0;
        for (int each : owner) {
            count += each == env ? 1 : 0;
        }
        return count;
    }
}
