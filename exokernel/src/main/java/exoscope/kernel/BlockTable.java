package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.Arrays;

/** Who owns each block of the disk. Invariant: a block has one owner or none. */
final class BlockTable {
    /** Owner of blocks of the kernel's own, and of those that still hold what somebody left, until they are wiped. */
    static final int KERNEL = -1;
    /** Owner of blocks that a root of the volume reaches, or may still reach on the disk. */
    static final int CATALOGUED = -2;

    private final Tracer tracer;
    private final Invariants invariants;
    private final int[] owners;

    BlockTable(int blocks, Tracer tracer, Invariants invariants) {
        this.tracer = tracer;
        this.invariants = invariants;
        owners = new int[blocks];
    }

    boolean owns(int env, int block) {
        return block >= 0 && block < owners.length && owners[block] == env;
    }

    /** Owner of a block; 0 if there is no such block. */
    int ownerOf(int block) {
        return block >= 0 && block < owners.length ? owners[block] : FrameTable.FREE;
    }

    /** The environment that owns all of these blocks, 0 if they are not all one environment's or do not all exist. */
    int ownerOf(int first, int n) {
        if (first < 0 || n < 1 || n > owners.length - first) {
            return FrameTable.FREE;
        }
        int owner = owners[first];
        boolean one = Arrays.stream(owners, first, first + n).allMatch(each -> each == owner);
        return one && owner > FrameTable.FREE ? owner : FrameTable.FREE;
    }

    /** Blocks that an environment owns. */
    int countOwnedBy(int env) {
        return (int) Arrays.stream(owners).filter(owner -> owner == env).count();
    }

    int size() {
        return owners.length;
    }

    /** Binds the first run of {@code n} free blocks; -1 if there is none. */
    int allocate(int env, int n) {
        int run = 0;
        for (int block = 0; block < owners.length; block++) {
            run = owners[block] == FrameTable.FREE ? run + 1 : 0;
            if (run == n) {
                int first = block - n + 1;
                bind(env, first, n);
                return first;
            }
        }
        return -1;
    }

    /** Gives free blocks to an environment. */
    void bind(int env, int first, int n) {
        invariants.checkAlive(env);
        pass(first, n, FrameTable.FREE, env);
        tracer.emitFor(env, new KernelEvent.ExtentBound(first, n));
    }

    /** Gives blocks from one owner to another. */
    void pass(int first, int n, int from, int to) {
        for (int block = first; block < first + n; block++) {
            if (owners[block] != from) {
                invariants.stop(Invariants.OWNER, "block " + block + " belongs to " + owners[block]);
            }
            owners[block] = to;
        }
    }
}
