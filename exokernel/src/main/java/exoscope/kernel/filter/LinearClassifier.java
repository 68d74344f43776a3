package exoscope.kernel.filter;

import java.util.List;

/** Tries one filter after the other, best rank first, as the Mach packet filter (MPF) did. */
public final class LinearClassifier implements Classifier {
    private final Atom[][] filters;

    /** @param ranked the filter of rank 0 first */
    public LinearClassifier(List<Filter> ranked) {
        filters = ranked.stream()
                .map(filter -> filter.atoms().toArray(Atom[]::new))
                .toArray(Atom[][]::new);
    }

    @Override
    public int classify(byte[] packet, int length) {
        for (int rank = 0; rank < filters.length; rank++) {
            if (matches(filters[rank], packet, length)) {
                return rank;
            }
        }
        return NONE;
    }

    private static boolean matches(Atom[] atoms, byte[] packet, int length) {
        int base = 0;
        for (Atom atom : atoms) {
            int at = base + atom.offset();
            if (at > length - atom.bytes()) {
                return false;
            }
            int number = PacketBytes.load(packet, at, atom.bytes()) & atom.mask();
            switch (atom) {
                case Atom.Compare compare -> {
                    if (number != compare.value()) {
                        return false;
                    }
                }
                case Atom.Shift shift -> base += number << shift.left();
            }
        }
        return true;
    }
}
