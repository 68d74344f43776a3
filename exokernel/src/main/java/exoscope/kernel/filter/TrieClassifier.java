package exoscope.kernel.filter;

import java.util.Arrays;
import java.util.List;

/** Walks the trie, so that what filters share is checked once, as PATHFINDER did. */
public final class TrieClassifier implements Classifier {
    private final Node root;

    /** @param ranked the filter of rank 0 first */
    public TrieClassifier(List<Filter> ranked) {
        root = new Node(TrieNode.merge(ranked));
    }

    /** A node in a form that is quick to walk. */
    private static final class Node {
        private final int accepts;
        private final Branch[] branches;

        Node(TrieNode node) {
            accepts = node.accepts();
            branches = node.branches().stream().map(Branch::new).toArray(Branch[]::new);
        }

        int walk(byte[] packet, int length, int base) {
            int found = accepts;
            for (Branch branch : branches) {
                if (branch.best >= found) {
                    return found;
                }
                found = Math.min(found, branch.walk(packet, length, base));
            }
            return found;
        }
    }

    /** A branch of the same form. */
    private static final class Branch {
        private final int offset;
        private final int bytes;
        private final int mask;
        private final boolean shifts;
        private final int left;
        private final int best;
        private final int[] values;
        private final Node[] ways;

        Branch(TrieNode.Branch branch) {
            Atom look = branch.look();
            offset = look.offset();
            bytes = look.bytes();
            mask = look.mask();
            shifts = look instanceof Atom.Shift;
            left = look instanceof Atom.Shift shift ? shift.left() : 0;
            best = branch.best();
            values = branch.ways().keySet().stream().mapToInt(value -> value).toArray();
            ways = branch.ways().values().stream().map(Node::new).toArray(Node[]::new);
        }

        int walk(byte[] packet, int length, int base) {
            int at = base + offset;
            if (at > length - bytes) {
                return NONE;
            }
            int number = PacketBytes.load(packet, at, bytes) & mask;
            if (shifts) {
                return ways[0].walk(packet, length, base + (number << left));
            }
            int way = values.length == 1 ? (values[0] == number ? 0 : -1) : Arrays.binarySearch(values, number);
            return way < 0 ? NONE : ways[way].walk(packet, length, base);
        }
    }

    @Override
    public int classify(byte[] packet, int length) {
        return root.walk(packet, length, 0);
    }
}
