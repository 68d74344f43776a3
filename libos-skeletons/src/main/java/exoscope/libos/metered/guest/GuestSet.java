package exoscope.libos.metered.guest;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What {@code new HashSet} and {@code new LinkedHashSet} make for a guest: the keys of a {@link GuestMap}. */
@SuppressWarnings("NullAway")
public final class GuestSet<E> extends LinkedHashSet<E> {
    private final GuestMap<E, Boolean> elements;

    public GuestSet() {
        this(0);
    }

    public GuestSet(int capacity) {
        this(capacity, 0.75f);
    }

    public GuestSet(int capacity, float load) {
        super(0);
        elements = new GuestMap<>(capacity, load);
    }

    public GuestSet(Collection<? extends E> given) {
        this(0);
        Contents.addAll(this, given);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.containsKey(element);
    }

    @Override
    public boolean add(E element) {
        return elements.putIfAbsent(element, true) == null;
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return elements.remove(element) != null;
    }

    @Override
    public void clear() {
        elements.clear();
    }

    @Override
    public Iterator<E> iterator() {
        return elements.keySet().iterator();
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return Contents.containsAll(this, wanted);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return Contents.addAll(this, added);
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return Contents.removeAll(this, unwanted);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return Contents.retainAll(this, wanted);
    }

    @Override
    public Object[] toArray() {
        return Contents.toArray(this);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T[] toArray(T[] array) {
        return (T[]) exoscope.libos.metered.GuestLibrary.typed(Contents.toArray(this), array);
    }

    @Override
    public E getFirst() {
        return iterator().next();
    }

    @Override
    public E getLast() {
        if (elements.isEmpty()) {
            throw new NoSuchElementException();
        }
        return elements.lastKey();
    }

    @Override
    public E removeFirst() {
        E first = getFirst();
        elements.remove(first);
        return first;
    }

    @Override
    public E removeLast() {
        E last = getLast();
        elements.remove(last);
        return last;
    }

    @Override
    public void addFirst(E element) {
        throw new UnsupportedOperationException("a set of a libOS cannot be reordered");
    }

    @Override
    public void addLast(E element) {
        throw new UnsupportedOperationException("a set of a libOS cannot be reordered");
    }

    @Override
    public SequencedSet<E> reversed() {
        throw new UnsupportedOperationException("a set of a libOS has no view in reverse");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return Contents.equal(this, other);
    }

    @Override
    public int hashCode() {
        return Contents.hash(this);
    }

    @Override
    public String toString() {
        return Contents.text(this);
    }
}
