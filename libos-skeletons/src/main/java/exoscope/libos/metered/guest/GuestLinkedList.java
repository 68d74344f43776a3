package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.Collection;
import java.util.LinkedList;
import java.util.ListIterator;

/** What {@code new LinkedList} makes for a guest: the JDK's own, with a charge for walking to an index. */
@SuppressWarnings({"NullAway", "JdkObsolete"}) // it is there for guests who choose it
public final class GuestLinkedList<E> extends LinkedList<E> implements HostStored {
    public GuestLinkedList() {}

    public GuestLinkedList(Collection<? extends E> given) {
        addAll(given);
    }

    private void walk(int index) {
        Metering.move(Math.min(index, size() - index));
    }

    @Override
    public E get(int index) {
        walk(index);
        return super.get(index);
    }

    @Override
    public E set(int index, E element) {
        walk(index);
        return super.set(index, element);
    }

    @Override
    public void add(int index, E element) {
        walk(index);
        super.add(index, element);
    }

    @Override
    public E remove(int index) {
        walk(index);
        return super.remove(index);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        walk(index);
        return super.listIterator(index);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return Contents.addAll(this, added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        return Contents.addAll(this, index, added);
    }
}
