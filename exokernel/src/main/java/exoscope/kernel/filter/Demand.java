package exoscope.kernel.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a filter demands of each byte, so that two filters can be compared whatever the sizes and the order of their atoms.
 * Bytes behind a shift are the same bytes only behind the same shifts.
 */
final class Demand {
    private final Map<Place, Bits> bytes = new HashMap<>();
    private boolean contradictory;

    /** A byte: the shifts before it, and its distance from where they lead. */
    private record Place(List<Atom> shifts, int offset) {}

    /** Bits of one byte. */
    private record Bits(int mask, int value) {}

    Demand(Filter filter) {
        List<Atom> shifts = new ArrayList<>();
        for (Atom atom : filter.atoms()) {
            switch (atom) {
                case Atom.Shift shift -> shifts.add(shift);
                case Atom.Compare compare -> demand(List.copyOf(shifts), compare);
            }
        }
    }

    private void demand(List<Atom> shifts, Atom.Compare compare) {
        for (int i = 0; i < compare.bytes(); i++) {
            int right = (compare.bytes() - 1 - i) * Byte.SIZE;
            int mask = compare.mask() >>> right & 0xff;
            if (mask != 0) {
                Place place = new Place(shifts, compare.offset() + i);
                Bits more = new Bits(mask, compare.value() >>> right & 0xff);
                bytes.merge(place, more, (a, b) -> {
                    contradictory |= contradict(a, b);
                    return new Bits(a.mask | b.mask, a.value | b.value);
                });
            }
        }
    }

    private static boolean contradict(Bits a, Bits b) {
        return ((a.value ^ b.value) & a.mask & b.mask) != 0;
    }

    /** Whether no packet can match. */
    boolean isContradictory() {
        return contradictory;
    }

    /** Whether both demand exactly the same of the same bytes. */
    boolean same(Demand other) {
        return bytes.equals(other.bytes);
    }

    /** Bits that are looked at, each counted once. */
    int bits() {
        return bytes.values().stream()
                .mapToInt(bits -> Integer.bitCount(bits.mask))
                .sum();
    }

    /** Whether a filter that demands this might get a packet that one that demands the other would have got. */
    boolean couldTakeFrom(Demand other) {
        return bits() > other.bits() && !excludes(other);
    }

    /** Those of them that are at the same places in every packet: before the first shift. */
    int fixedBits() {
        return bytes.entrySet().stream()
                .filter(entry -> entry.getKey().shifts.isEmpty())
                .mapToInt(entry -> Integer.bitCount(entry.getValue().mask))
                .sum();
    }

    /** Whether no packet can match both. Without proof of that, some packet might. */
    boolean excludes(Demand other) {
        return bytes.entrySet().stream().anyMatch(entry -> {
            Bits theirs = other.bytes.get(entry.getKey());
            return theirs != null && contradict(entry.getValue(), theirs);
        });
    }
}
