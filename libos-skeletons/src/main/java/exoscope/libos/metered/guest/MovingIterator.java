package exoscope.libos.metered.guest;

import java.util.Collection;
import java.util.Iterator;

/** An iterator whose {@code remove} moves elements, and is charged for it. */
final class MovingIterator<E> implements Iterator<E> {
    private final Collection<E> of;
    private final Iterator<E> iterator;

    MovingIterator(Collection<E> of, Iterator<E> iterator) {
        this.of = of;
        this.iterator = iterator;
    }

    @Override
    public boolean hasNext() {
        return iterator.hasNext();
    }

    @Override
    public E next() {
        return iterator.next();
    }

    @Override
    public void remove() {
        Metering.move(of.size());
        iterator.remove();
    }
}
