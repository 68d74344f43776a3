package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code new TreeSet} makes for a guest: the JDK's own, which compares in metered code. */
public final class GuestTreeSet<E> extends TreeSet<E> implements HostStored {
    @SuppressWarnings("unchecked")
    public GuestTreeSet() {
        super(new NaturalOrder());
    }

    @SuppressWarnings("unchecked")
    public GuestTreeSet(@Nullable Comparator<? super E> order) {
        super(NaturalOrder.orGiven(order));
    }

    public GuestTreeSet(Collection<? extends E> given) {
        this();
        addAll(given);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return Contents.addAll(this, added);
    }
}
