package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What {@code new PriorityQueue} makes for a guest: the JDK's own, which compares in metered code. */
public final class GuestQueue<E> extends PriorityQueue<E> implements HostStored {
    @SuppressWarnings("unchecked")
    public GuestQueue() {
        super(new NaturalOrder());
    }

    @SuppressWarnings("unchecked")
    public GuestQueue(int capacity) {
        super(capacity, new NaturalOrder());
    }

    @SuppressWarnings("unchecked")
    public GuestQueue(@Nullable Comparator<? super E> order) {
        super(NaturalOrder.orGiven(order));
    }

    @SuppressWarnings("unchecked")
    public GuestQueue(int capacity, @Nullable Comparator<? super E> order) {
        super(capacity, NaturalOrder.orGiven(order));
    }

    public GuestQueue(Collection<? extends E> given) {
        this();
        addAll(given);
    }

    @Override
    public Iterator<E> iterator() {
        return new MovingIterator<>(this, super.iterator());
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return Contents.addAll(this, added);
    }
}
