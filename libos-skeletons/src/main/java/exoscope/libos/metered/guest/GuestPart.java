package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.AbstractList;
import java.util.List;

/** What {@code subList} gives a guest: a view of a part of any list, each access of which is charged. */
@SuppressWarnings("NullAway")
final class GuestPart<E> extends AbstractList<E> implements HostStored {
    private final List<E> list;
    private final int from;
    private int size;

    GuestPart(List<E> list, int from, int to) {
        if (from < 0 || to > list.size() || from > to) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + list.size());
        }
        this.list = list;
        this.from = from;
        size = to - from;
    }

    private int within(int index, int end) {
        if (index < 0 || index >= end) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return from + index;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E get(int index) {
        return list.get(within(index, size));
    }

    @Override
    public E set(int index, E element) {
        return list.set(within(index, size), element);
    }

    @Override
    public void add(int index, E element) {
        list.add(within(index, size + 1), element);
        size++;
        modCount++;
    }

    @Override
    public E remove(int index) {
        E removed = list.remove(within(index, size));
        size--;
        modCount++;
        return removed;
    }
}
