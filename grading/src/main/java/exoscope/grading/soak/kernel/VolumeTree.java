package exoscope.grading.soak.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that roots reach, by what metadata owns in memory and on the disk. A block may be used for something else when no
 * chain of names leads to it any more, be it in memory, on the disk, or partly in both.
 */
final class VolumeTree {
    /** In place of the parent of a root's own block. */
    static final int CATALOGUE = -1;

    static final int TEMPORARY = -2;
    static final int DATA = 0;

    /** @param env with whom it ends, or 0 */
    record Root(int id, long guard, int block, int type, int env) {
        boolean temporary() {
            return env != 0;
        }
    }

    /** A block. */
    static final class Node {
        final int block;
        final int type;
        final Root root;
        int parent;
        /** What it owns in memory, types by block. */
        SortedMap<Integer, Integer> core = new TreeMap<>();
        /** What it owns on the disk. */
        SortedMap<Integer, Integer> disk = new TreeMap<>();
        /** Whether it has been written since it was allocated. */
        boolean written;

        Node(int block, int type, Root root, int parent) {
            this.block = block;
            this.type = type;
            this.root = root;
            this.parent = parent;
        }

        boolean metadata() {
            return type != DATA;
        }
    }

    final Map<Integer, Root> roots = new TreeMap<>();
    int nextRoot = 1;

    private final Map<Integer, Node> nodes = new TreeMap<>();
    /** Blocks that nobody owns in memory any more. */
    private final Map<Integer, Node> gone = new TreeMap<>();
    /** Blocks of roots that the catalogue on the disk may name, and of those that it will. */
    private Set<Integer> named = new TreeSet<>();

    private Set<Integer> begun = new TreeSet<>();

    @Nullable
    Node node(int block) {
        return nodes.get(block);
    }

    Node get(int block) {
        Node node = nodes.get(block);
        if (node == null) {
            throw new IllegalStateException("the model has no block " + block);
        }
        return node;
    }

    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Whether nobody may use a block for something else. */
    boolean keeps(int block) {
        return nodes.containsKey(block) || gone.containsKey(block);
    }

    List<Integer> blocksOf(Root root) {
        return nodes.values().stream()
                .filter(node -> node.root.id() == root.id())
                .map(node -> node.block)
                .toList();
    }

    void plant(Root root) {
        roots.put(root.id(), root);
        Node node = new Node(root.block(), root.type(), root, root.temporary() ? TEMPORARY : CATALOGUE);
        node.written = true; // zeros own nothing
        nodes.put(root.block(), node);
        nextRoot = root.id() + 1;
    }

    void uproot(Root root) {
        roots.remove(root.id());
        retire(root.block());
    }

    /** A temporary root ends. Returns all its blocks, which nobody needs any more. */
    List<Integer> drop(Root root) {
        roots.remove(root.id());
        List<Integer> blocks = blocksOf(root);
        nodes.keySet().removeAll(blocks);
        List<Integer> all = new ArrayList<>(blocks);
        all.addAll(sweep());
        return all;
    }

    private void retire(int block) {
        gone.put(block, get(block));
        nodes.remove(block);
    }

    void catalogueBegun() {
        begun = new TreeSet<>();
        roots.values().stream().filter(root -> !root.temporary()).forEach(root -> begun.add(root.block()));
        named.addAll(begun);
    }

    void catalogueWritten() {
        named = begun;
    }

    void written(Node node) {
        node.written = true;
        node.disk = node.core;
    }

    void own(Node parent, int first, int n, int type, SortedMap<Integer, Integer> owned) {
        for (int block = first; block < first + n; block++) {
            nodes.put(block, new Node(block, type, parent.root, parent.block));
        }
        parent.core = owned;
    }

    void disown(Node parent, int first, int n, SortedMap<Integer, Integer> owned) {
        for (int block = first; block < first + n; block++) {
            retire(block);
        }
        parent.core = owned;
    }

    /** Gives blocks another parent, unless two writes would then have to wait for each other. */
    boolean move(
            Node from,
            Node to,
            SortedMap<Integer, Integer> moved,
            SortedMap<Integer, Integer> fromOwned,
            SortedMap<Integer, Integer> toOwned) {
        SortedMap<Integer, Integer> fromBefore = from.core;
        SortedMap<Integer, Integer> toBefore = to.core;
        from.core = fromOwned;
        to.core = toOwned;
        moved.keySet().forEach(block -> get(block).parent = to.block);
        if (nodes.values().stream().noneMatch(this::waitsForItself)) {
            return true;
        }
        from.core = fromBefore;
        to.core = toBefore;
        moved.keySet().forEach(block -> get(block).parent = from.block);
        return false;
    }

    private boolean waitsForItself(Node node) {
        Set<Node> found = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(before(node));
        while (!open.isEmpty()) {
            Node next = open.remove();
            if (found.add(next)) {
                open.addAll(before(next));
            }
        }
        return found.contains(node);
    }

    /** Whether a block is another one, or reached through it. */
    boolean within(Node node, int block) {
        return node.block == block || (node.parent >= 0 && within(get(node.parent), block));
    }

    /**
     * What has to be written before a block may be: metadata that it owns and that has never been written; and where
     * something lives now that only the block's old contents on the disk still name.
     */
    List<Node> before(Node node) {
        List<Node> before = new ArrayList<>();
        if (node.root.temporary()) {
            return before;
        }
        for (int block : node.core.keySet()) {
            Node child = get(block);
            if (child.metadata() && !child.written) {
                before.add(child);
            }
        }
        for (int block : node.disk.keySet()) {
            Node moved = node.core.containsKey(block) ? null : nodes.get(block);
            if (moved != null && moved.parent >= 0 && !get(moved.parent).disk.containsKey(block)) {
                before.add(get(moved.parent));
            }
        }
        return before;
    }

    /** Forgets the blocks to which no chain of names leads any more, and returns them. */
    List<Integer> sweep() {
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<Integer> reached = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(named);
        open.addAll(nodes.keySet());
        while (!open.isEmpty()) {
            int block = open.remove();
            if (reached.add(block)) {
                Node node = nodes.getOrDefault(block, gone.get(block));
                if (node != null) {
                    open.addAll(node.core.keySet());
                    open.addAll(node.disk.keySet());
                }
            }
        }
        List<Integer> free =
                gone.keySet().stream().filter(block -> !reached.contains(block)).toList();
        gone.keySet().removeAll(free);
        return free;
    }
}
