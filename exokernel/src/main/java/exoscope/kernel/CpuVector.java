package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU as a linear vector of slices, allocated by position like any other resource (SOSP'95 §5.1.1): neighbouring
 * positions make for throughput, equidistant ones for latency. Each has one owner or none.
 */
final class CpuVector {
    /** Positions, as many as Xok has quanta. */
    static final int SLICES = 128;

    static final int FREE = Tracer.NO_ENV;

    private final int[] owner = new int[SLICES];
    private final Tracer tracer;
    private final Invariants invariants;

    CpuVector(Tracer tracer, Invariants invariants) {
        this.tracer = tracer;
        this.invariants = invariants;
    }

    boolean exists(int position) {
        return position >= 0 && position < SLICES;
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
        for (int position = 0; position < SLICES; position++) {
            if (owner[position] == FREE) {
                return position;
            }
        }
        return -1;
    }

    /** Gives a free position to an environment. */
    void bind(int position, int env) {
        if (owner[position] != FREE) {
            invariants.stop(Invariants.OWNER, "slice " + position + " belongs to " + owner[position]);
        }
        invariants.checkAlive(env);
        owner[position] = env;
        tracer.emitFor(env, new KernelEvent.SliceBound(position));
    }

    /** Frees a position that is taken. */
    void release(int position) {
        int env = owner[position];
        owner[position] = FREE;
        tracer.emitFor(env, new KernelEvent.SliceReleased(position));
    }

    /** Frees what an environment has. */
    void releaseAll(int env) {
        for (int position = 0; position < SLICES; position++) {
            if (owner[position] == env) {
                release(position);
            }
        }
    }

    boolean anythingOf(int env) {
        for (int each : owner) {
            if (each == env) {
                return true;
            }
        }
        return false;
    }
}
