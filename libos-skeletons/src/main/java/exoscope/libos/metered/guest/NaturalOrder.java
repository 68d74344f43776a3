package exoscope.libos.metered.guest;

import java.util.Comparator;

/** The order of things that can be compared, as a comparator, so that trees and queues compare in metered code. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class NaturalOrder implements Comparator {
    NaturalOrder() {}

    static Comparator orGiven(@org.jspecify.annotations.Nullable Comparator given) {
        return given == null ? new NaturalOrder() : given;
    }

    @Override
    public int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }
}
