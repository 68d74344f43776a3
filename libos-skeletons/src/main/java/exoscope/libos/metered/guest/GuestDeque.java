package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;

/** What {@code new ArrayDeque} makes for a guest: the JDK's own, with a charge for what moves elements. */
public final class GuestDeque<E> extends ArrayDeque<E> implements HostStored {
    public GuestDeque() {}

    public GuestDeque(int capacity) {
        super(capacity);
    }

    public GuestDeque(Collection<? extends E> given) {
        addAll(given);
    }

    @Override
    public Iterator<E> iterator() {
        return new MovingIterator<>(this, super.iterator());
    }

    @Override
    public Iterator<E> descendingIterator() {
        return new MovingIterator<>(this, super.descendingIterator());
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return Contents.addAll(this, added);
    }
}
