package exoscope.kernel.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is left to check after some atoms hold that several filters share. */
final class TrieNode {
    private int accepts = Classifier.NONE;
    private int best = Classifier.NONE;
    private int atoms;
    private final List<Branch> branches = new ArrayList<>();

    /**
     * Atoms that look at the same bits: the value decides which way to go. A shift has one way only, at 0.
     *
     * @param look the first of these atoms
     * @param ways by value
     */
    record Branch(Atom look, NavigableMap<Integer, TrieNode> ways) {
        private boolean looksAsDoes(Atom atom) {
            return look instanceof Atom.Compare
                    ? atom instanceof Atom.Compare
                            && look.offset() == atom.offset()
                            && look.bytes() == atom.bytes()
                            && look.mask() == atom.mask()
                    : look.equals(atom);
        }

        /** The smallest rank on any of its ways. */
        int best() {
            return ways.values().stream().mapToInt(TrieNode::best).min().orElse(Classifier.NONE);
        }
    }

    /** Merges filters, the one of rank 0 first. */
    static TrieNode merge(List<Filter> ranked) {
        TrieNode root = new TrieNode();
        for (int rank = 0; rank < ranked.size(); rank++) {
            root.add(ranked.get(rank).atoms(), rank);
        }
        return root;
    }

    private void add(List<Atom> rest, int rank) {
        best = Math.min(best, rank);
        atoms += rest.size();
        if (rest.isEmpty()) {
            accepts = Math.min(accepts, rank);
            return;
        }
        Atom first = rest.getFirst();
        int value = first instanceof Atom.Compare compare ? compare.value() : 0;
        Branch branch = branches.stream()
                .filter(known -> known.looksAsDoes(first))
                .findFirst()
                .orElseGet(() -> addBranch(first));
        branch.ways.computeIfAbsent(value, key -> new TrieNode()).add(rest.subList(1, rest.size()), rank);
    }

    private Branch addBranch(Atom look) {
        Branch branch = new Branch(look, new TreeMap<>());
        branches.add(branch);
        return branch;
    }

    /** The rank of the filter that is satisfied here, or {@link Classifier#NONE}. */
    int accepts() {
        return accepts;
    }

    /** The smallest rank that may still be found from here on. */
    int best() {
        return best;
    }

    /** Roughly how much there is to check: atoms of all filters from here on. */
    int atoms() {
        return atoms;
    }

    /** Where to look next, the most promising first. */
    List<Branch> branches() {
        return branches.stream().sorted(Comparator.comparingInt(Branch::best)).toList();
    }
}
