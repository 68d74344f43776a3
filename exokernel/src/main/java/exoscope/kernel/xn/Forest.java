package exoscope.kernel.xn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that roots reach: who owns each, in memory and on the disk, and what may be written when.
 *
 * <p>Every metadata block has two sets of blocks: those that its contents in memory own, and those that its contents on
 * the disk name. All three rules of order (Ganger and Patt) follow from the two, and none needs a list of its own:
 * <ol>
 * <li>never point to a structure before it is initialised: a block may not be written while it owns a metadata block that
 *     has never been written;
 * <li>never reuse a resource before all old pointers are nullified: a block is reusable when no set names it, of neither
 *     kind, but for those of blocks that are to be reused with it;
 * <li>never reset the old pointer before the new one is set: a block may not be written if it would take the last pointer
 *     on the disk from a block that lives elsewhere now.
 * </ol>
 */
public final class Forest {
    /** Type of blocks that own nothing, whatever they hold. */
    public static final int DATA = 0;
    /** In place of a parent: the catalogue. */
    public static final int CATALOGUE = -1;
    /** In place of a parent: an environment, whose end is the root's. */
    public static final int TEMPORARY = -2;

    private static final Root NO_ROOT = new Root(0, 0, -1, DATA, 0);

    private final Map<Integer, Node> nodes = new TreeMap<>();
    /** Blocks that were given back and that contents on the disk, or a second claim, still name. */
    private final Map<Integer, Node> limbo = new TreeMap<>();

    private final Node catalogue = new Node(CATALOGUE, -1, NO_ROOT, CATALOGUE);
    private final Node temporary = new Node(TEMPORARY, -1, NO_ROOT, TEMPORARY);
    /** How many sets name a block. */
    private final int[] claims;

    private final IntConsumer reusable;

    /** @param reusable told of each block that nothing names any more */
    public Forest(int blocks, IntConsumer reusable) {
        claims = new int[blocks];
        this.reusable = reusable;
    }

    /** The block as part of the forest, or null. */
    public @Nullable Node node(int block) {
        return nodes.get(block);
    }

    public Collection<Node> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /** Blocks that nobody owns and nobody may have yet. */
    public Set<Integer> waiting() {
        return Collections.unmodifiableSet(limbo.keySet());
    }

    /** A block that is free and zero on the disk becomes a root. */
    public void addRoot(Root root) {
        Node holder = root.temporary() ? temporary : catalogue;
        Node node = new Node(root.block(), root.type(), root, holder.block());
        node.written = true; // zeros own nothing
        nodes.put(root.block(), node);
        setCore(holder, with(holder.core, root.block(), 1, root.type()));
    }

    /** A root that owns nothing is given up. */
    public void removeRoot(Root root) {
        Node holder = root.temporary() ? temporary : catalogue;
        retire(root.block());
        setCore(holder, without(holder.core, root.block(), 1));
        releaseCircles();
    }

    /** A temporary root ends, with all that it reaches. */
    public void drop(Root root) {
        List<Node> all = nodes.values().stream()
                .filter(node -> node.root().id() == root.id())
                .toList();
        all.forEach(node -> retire(node.block()));
        for (Node each : all) {
            setCore(each, Node.NOTHING);
            setDisk(each, Node.NOTHING);
        }
        setCore(temporary, without(temporary.core, root.block(), 1));
    }

    /** The catalogue on the disk may name these roots from now on, or those of before. */
    public void catalogueBegun(Collection<Root> roots) {
        SortedMap<Integer, Integer> names = names(roots);
        names.putAll(catalogue.disk);
        setDisk(catalogue, names);
    }

    /** The catalogue on the disk names these roots now. */
    public void catalogueWritten(Collection<Root> roots) {
        setDisk(catalogue, names(roots));
        releaseCircles();
    }

    private static SortedMap<Integer, Integer> names(Collection<Root> roots) {
        SortedMap<Integer, Integer> names = new TreeMap<>();
        roots.forEach(root -> names.put(root.block(), root.type()));
        return names;
    }

    /** Free blocks become {@code parent}'s, whose contents own {@code owned} now. */
    public void allocate(Node parent, int first, int n, int type, SortedMap<Integer, Integer> owned) {
        for (int block = first; block < first + n; block++) {
            nodes.put(block, new Node(block, type, parent.root(), parent.block()));
        }
        setCore(parent, owned);
    }

    /** A parent gives blocks up that own nothing; what is another's loses a second claim and nothing else. */
    public void free(Node parent, int first, int n, SortedMap<Integer, Integer> owned) {
        for (int block = first; block < first + n; block++) {
            Node child = nodes.get(block);
            if (child != null && child.parent == parent.block()) {
                retire(block);
            }
        }
        setCore(parent, owned);
        releaseCircles();
    }

    /** Blocks change their parent. Returns whether that was possible: writes must not wait for each other in a circle. */
    public boolean move(Node from, Node to, int first, int n, Sets sets) {
        SortedMap<Integer, Integer> fromBefore = from.core;
        SortedMap<Integer, Integer> toBefore = to.core;
        relink(first, n, to);
        setCore(to, sets.to());
        setCore(from, sets.from());
        if (!new Waits(this).circular()) {
            return true;
        }
        setCore(from, fromBefore);
        setCore(to, toBefore);
        relink(first, n, from);
        return false;
    }

    /** What both parents of a move own afterwards. */
    public record Sets(SortedMap<Integer, Integer> from, SortedMap<Integer, Integer> to) {}

    private void relink(int first, int n, Node parent) {
        for (int block = first; block < first + n; block++) {
            get(block).parent = parent.block();
        }
    }

    /** A block's contents in memory are on the disk now. */
    public void written(Node node) {
        node.written = true;
        setDisk(node, node.core);
        releaseCircles();
    }

    /** A block that was never written may stay as it is: all free blocks are zeros on the disk, and zeros own nothing. */
    public void initialised(Node node) {
        node.written = true;
    }

    /** Whether {@code node} is {@code block}, or reached through it. */
    public boolean within(Node node, int block) {
        for (Node at = node; at != null; at = nodes.get(at.parent)) {
            if (at.block() == block) {
                return true;
            }
        }
        return false;
    }

    /** The blocks that must be written before a block may be: none for those of a temporary root. */
    public List<Node> before(Node node) {
        if (node.root().temporary()) {
            return List.of();
        }
        List<Node> first = new ArrayList<>();
        for (int block : node.core.keySet()) {
            Node child = nodes.get(block);
            if (child != null && child.parent == node.block() && child.metadata() && !child.written) {
                first.add(child);
            }
        }
        for (int block : node.disk.keySet()) {
            Node moved = node.core.containsKey(block) ? null : nodes.get(block);
            Node owner = moved == null ? null : nodes.get(moved.parent);
            if (owner != null && !owner.disk.containsKey(block)) {
                first.add(owner);
            }
        }
        return first;
    }

    /** What a boot finds on the disk. A block that has a parent already keeps it. */
    public Node recover(int block, int type, Root root, int parent) {
        Node node = nodes.computeIfAbsent(block, absent -> new Node(block, type, root, parent));
        node.written = true;
        if (parent == CATALOGUE) {
            setCore(catalogue, with(catalogue.core, block, 1, type));
        }
        return node;
    }

    /** What a boot finds that a block owns. */
    public void recover(Node node, SortedMap<Integer, Integer> owned) {
        setCore(node, owned);
        setDisk(node, owned);
    }

    /** A set and a run of blocks more. */
    public static SortedMap<Integer, Integer> with(SortedMap<Integer, Integer> set, int first, int n, int type) {
        SortedMap<Integer, Integer> more = new TreeMap<>(set);
        for (int i = 0; i < n; i++) {
            more.put(first + i, type);
        }
        return more;
    }

    /** A set without a run of blocks. */
    public static SortedMap<Integer, Integer> without(SortedMap<Integer, Integer> set, int first, int n) {
        SortedMap<Integer, Integer> less = new TreeMap<>(set);
        less.keySet().removeIf(block -> block >= first && block < first + n);
        return less;
    }

    /** What does not hold of the whole, or null. */
    public @Nullable String problem() {
        int[] counted = new int[claims.length];
        List<Node> all = new ArrayList<>(nodes.values());
        all.addAll(limbo.values());
        all.addAll(List.of(catalogue, temporary));
        for (Node each : all) {
            each.core.keySet().forEach(block -> counted[block]++);
            each.disk.keySet().forEach(block -> counted[block]++);
        }
        for (int block = 0; block < claims.length; block++) {
            if (claims[block] != counted[block]) {
                return "block %d is named %d times, not %d".formatted(block, counted[block], claims[block]);
            }
        }
        Set<Integer> owned = new HashSet<>(nodes.keySet());
        owned.retainAll(limbo.keySet());
        return owned.isEmpty() ? orphan() : "blocks " + owned + " are owned and given back";
    }

    private @Nullable String orphan() {
        for (Node each : nodes.values()) {
            Node parent = holder(each.parent);
            Integer type = parent == null ? null : parent.core.get(each.block());
            if (type == null || type != each.type()) {
                return "block %d of %d is not among what that owns".formatted(each.block(), each.parent);
            }
        }
        return null;
    }

    private @Nullable Node holder(int block) {
        return block == CATALOGUE ? catalogue : block == TEMPORARY ? temporary : nodes.get(block);
    }

    private Node get(int block) {
        Node node = nodes.get(block);
        if (node == null) {
            throw new IllegalStateException("block " + block + " is no root's");
        }
        return node;
    }

    private void retire(int block) {
        limbo.put(block, get(block));
        nodes.remove(block);
    }

    private void setCore(Node node, SortedMap<Integer, Integer> next) {
        SortedMap<Integer, Integer> old = node.core;
        node.core = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        replace(old, node.core);
    }

    private void setDisk(Node node, SortedMap<Integer, Integer> next) {
        SortedMap<Integer, Integer> old = node.disk;
        node.disk = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        replace(old, node.disk);
    }

    private void replace(SortedMap<Integer, Integer> old, SortedMap<Integer, Integer> next) {
        next.keySet().forEach(block -> claims[block]++);
        old.keySet().forEach(block -> claims[block]--);
        old.keySet().stream().filter(block -> !next.containsKey(block)).forEach(this::release);
    }

    /** A block that nothing names is reusable, and what it named itself is named no more. */
    private void release(int block) {
        Node gone = claims[block] == 0 ? limbo.remove(block) : null;
        if (gone != null) {
            setCore(gone, Node.NOTHING);
            setDisk(gone, Node.NOTHING);
            reusable.accept(block);
        }
    }

    /** Blocks that were given back and that only such blocks still name, each other or themselves, are reusable too. */
    private void releaseCircles() {
        if (limbo.isEmpty()) {
            return;
        }
        Map<Integer, Integer> named = new TreeMap<>();
        limbo.values().forEach(node -> named(node).forEach(block -> named.merge(block, 1, Integer::sum)));
        Deque<Integer> open = new ArrayDeque<>();
        limbo.keySet().stream()
                .filter(block -> claims[block] > named.getOrDefault(block, 0))
                .forEach(open::add);
        Set<Integer> reached = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = limbo.get(open.remove());
            if (node != null && reached.add(node.block())) {
                open.addAll(named(node));
            }
        }
        for (Node node : List.copyOf(limbo.values())) {
            if (!reached.contains(node.block())) {
                setCore(node, Node.NOTHING);
                setDisk(node, Node.NOTHING);
            }
        }
    }

    private static List<Integer> named(Node node) {
        List<Integer> blocks = new ArrayList<>(node.core.keySet());
        blocks.addAll(node.disk.keySet());
        return blocks;
    }
}
