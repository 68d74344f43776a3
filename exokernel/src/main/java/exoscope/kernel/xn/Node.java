package exoscope.kernel.xn;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A block that a root reaches, or the catalogue itself. */
public final class Node {
    static final SortedMap<Integer, Integer> NOTHING = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final int block;
    private final int type;
    private final Root root;
    /** The block that owns it, or one of the negative numbers of {@link Forest}. */
    int parent;
    /** What its contents in memory own, types by block; as on the disk if it is not in memory. */
    SortedMap<Integer, Integer> core = NOTHING;
    /** What its contents on the disk own. */
    SortedMap<Integer, Integer> disk = NOTHING;
    /** Whether its contents on the disk are its owner's: they were written since it was allocated. */
    boolean written;

    private boolean damaged;

    Node(int block, int type, Root root, int parent) {
        this.block = block;
        this.type = type;
        this.root = root;
        this.parent = parent;
    }

    public int block() {
        return block;
    }

    public int type() {
        return type;
    }

    /** The root that reaches it. */
    public Root root() {
        return root;
    }

    public int parent() {
        return parent;
    }

    /** Whether it may own others. */
    public boolean metadata() {
        return type != Forest.DATA;
    }

    /** Types of the blocks that it owns, by block. */
    public SortedMap<Integer, Integer> owned() {
        return core;
    }

    /** Types of the blocks that its contents on the disk name, by block. */
    public SortedMap<Integer, Integer> ownedOnDisk() {
        return disk;
    }

    public boolean written() {
        return written;
    }

    /** Whether what is on the disk claims what is another's, cannot be read, or makes no sense. */
    public boolean damaged() {
        return damaged;
    }

    public void setDamaged() {
        damaged = true;
    }
}
