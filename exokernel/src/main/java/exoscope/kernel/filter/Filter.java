package exoscope.kernel.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packets somebody wants: those for which every atom holds, one after the other.
 *
 * @param atoms in the order in which they are checked; filters that begin alike share the work
 */
public record Filter(List<Atom> atoms) {
    /** Atoms that a filter may have. */
    public static final int MOST_ATOMS = 32;

    private static final int MOST_SHIFT = 8;

    public Filter {
        // An array refuses what is no atom, though the caller's compiler may have been told that it is one.
        atoms = List.of(atoms.toArray(Atom[]::new));
    }

    /** A filter of some atoms. */
    public static Filter of(Atom... atoms) {
        return new Filter(List.of(atoms));
    }

    /** What is wrong with it, in a sentence; null if nothing is. */
    public @Nullable String problem() {
        if (atoms.isEmpty() || atoms.size() > MOST_ATOMS) {
            return atoms.size() + " atoms: must be 1 to " + MOST_ATOMS;
        }
        if (atoms.stream().noneMatch(Atom.Compare.class::isInstance)) {
            return "compares nothing, so that every packet would match";
        }
        for (int i = 0; i < atoms.size(); i++) {
            String problem = problem(atoms.get(i));
            if (problem != null) {
                return "atom " + i + ": " + problem;
            }
        }
        return null;
    }

    private static @Nullable String problem(Atom atom) {
        if (atom.offset() < 0 || atom.offset() > Atom.MOST_OFFSET) {
            return "offset " + atom.offset() + ": must be 0 to " + Atom.MOST_OFFSET;
        }
        boolean shift = atom instanceof Atom.Shift;
        boolean size = atom.bytes() == 1 || atom.bytes() == 2 || (!shift && atom.bytes() == 4);
        if (!size) {
            return atom.bytes() + " bytes: must be " + (shift ? "1 or 2" : "1, 2 or 4");
        }
        if (atom.mask() == 0 || (atom.mask() & ~Atom.allBits(atom.bytes())) != 0) {
            return "mask 0x%x: must have bits, and only of %d bytes".formatted(atom.mask(), atom.bytes());
        }
        return switch (atom) {
            case Atom.Compare compare ->
                (compare.value() & ~compare.mask()) == 0
                        ? null
                        : "value 0x%x has bits outside the mask 0x%x".formatted(compare.value(), compare.mask());
            case Atom.Shift move ->
                move.left() >= 0 && move.left() <= MOST_SHIFT
                        ? null
                        : "shifts by " + move.left() + " bits: must be 0 to " + MOST_SHIFT;
        };
    }
}
