package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.ArrayList;
import java.util.Collection;

/** What {@code new ArrayList} makes for a guest: the JDK's own, with a charge for what moves elements. */
@SuppressWarnings("NullAway")
public final class GuestList<E> extends ArrayList<E> implements HostStored {
    public GuestList() {}

    public GuestList(int capacity) {
        super(capacity);
    }

    public GuestList(Collection<? extends E> given) {
        addAll(given);
    }

    @Override
    public void add(int index, E element) {
        Metering.move(size() - index);
        super.add(index, element);
    }

    @Override
    public E remove(int index) {
        Metering.move(size() - index);
        return super.remove(index);
    }

    @Override
    public E removeFirst() {
        Metering.move(size());
        return super.removeFirst();
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
