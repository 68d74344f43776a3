package exoscope.kernel.filter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the trie, so that what filters share is checked once, as PATHFINDER did. */
public final class TrieClassifier implements Classifier {
    private final Node root;

    /** A node in a form that is quick to walk. */
    private record Node(int accepts, List<Branch> branches) {}

    /** A branch of the same form. */
    private record Branch(Atom look, int best, Map<Integer, Node> ways) {}

    /** @param ranked the filter of rank 0 first */
    public TrieClassifier(List<Filter> ranked) {
        root = node(TrieNode.merge(ranked));
    }

    private static Node node(TrieNode node) {
        return new Node(
                node.accepts(),
                node.branches().stream().map(TrieClassifier::branch).toList());
    }

    private static Branch branch(TrieNode.Branch branch) {
        Map<Integer, Node> ways = new TreeMap<>();
        branch.ways().forEach((value, way) -> ways.put(value, node(way)));
        return new Branch(branch.look(), branch.best(), ways);
    }

    @Override
    public int classify(byte[] packet, int length) {
        return walk(root, packet, length, 0);
    }

    private static int walk(Node node, byte[] packet, int length, int base) {
        int found = node.accepts;
        for (int i = 0; i < node.branches.size(); i++) {
            Branch branch = node.branches.get(i);
            if (branch.best >= found) {
                return found;
            }
            Atom look = branch.look;
            int at = base + look.offset();
            if (at > length - look.bytes()) {
                continue;
            }
            int number = PacketBytes.load(packet, at, look.bytes()) & look.mask();
            Node way = way(branch, number);
            if (way != null) {
                int next = look instanceof Atom.Shift shift ? base + (number << shift.left()) : base;
                found = Math.min(found, walk(way, packet, length, next));
            }
        }
        return found;
    }

    private static @Nullable Node way(Branch branch, int number) {
        return branch.ways.get(branch.look instanceof Atom.Shift ? 0 : number);
    }
}
