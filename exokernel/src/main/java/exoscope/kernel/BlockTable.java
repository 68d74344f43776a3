package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Who owns each block of the disk. Invariant: a block has one owner or none. */
final class BlockTable {
    /** Owner of blocks of the kernel's own, and of those that still hold what somebody left, until they are wiped. */
    static final int KERNEL = -1;
    /** Owner of blocks that a root of the volume reaches, or may still reach on the disk. */
    static final int CATALOGUED = -2;

    private final Tracer tracer;
    private final Invariants invariants;
    private final int[] owners;
    /** Blocks of the kernel's that will be free. */
    private final BitSet wiped = new BitSet();

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

    /** Whether an environment has any of these blocks. */
    boolean anyOwnedBy(int env, Resource.Extent extent) {
        return Arrays.stream(owners, extent.first(), extent.first() + extent.blocks())
                .anyMatch(owner -> owner == env);
    }

    /** Whether nobody has any of these blocks. */
    boolean free(Resource.Extent extent) {
        return Arrays.stream(owners, extent.first(), extent.first() + extent.blocks())
                .allMatch(owner -> owner == FrameTable.FREE);
    }

    /** Says of blocks of the kernel's whether they will be free when they are wiped. */
    void setWiped(int first, int n, boolean soon) {
        wiped.set(first, first + n, soon);
    }

    /** Whether some of these blocks are a file system's or the kernel's, and nobody has been told to wipe them. */
    boolean anyForGood(Resource.Extent extent) {
        return IntStream.range(extent.first(), extent.first() + extent.blocks())
                .anyMatch(block -> owners[block] < FrameTable.FREE && !wiped.get(block));
    }

    /** What environments have of an extent: for each run of one owner's blocks an extent. */
    List<Resource.Extent> ownedOf(Resource.Extent extent) {
        List<Resource.Extent> owned = new ArrayList<>();
        int end = extent.first() + extent.blocks();
        int first = extent.first();
        while (first < end) {
            int next = first + 1;
            while (next < end && owners[next] == owners[first]) {
                next++;
            }
            if (owners[first] > FrameTable.FREE) {
                owned.add(new Resource.Extent(first, next - first));
            }
            first = next;
        }
        return owned;
    }

    /** Where the first run of {@code n} blocks begins that are free, and good for whoever asks; -1 if there is none. */
    int firstFree(int n, IntPredicate good) {
        int run = 0;
        for (int block = 0; block < owners.length; block++) {
            run = owners[block] == FrameTable.FREE && good.test(block) ? run + 1 : 0;
            if (run == n) {
                return block - n + 1;
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
