package exoscope.libos.metered.guest;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Goes through the keys (part 0), values (1) or entries (2) of a {@link GuestMap} in the order in which they came. */
@SuppressWarnings({"unchecked", "NullAway"})
final class GuestMapWalk<K, V, T> implements Iterator<T> {
    private final GuestMap<K, V> map;
    private final int part;
    private @Nullable GuestMapNode<K, V> next;
    private @Nullable GuestMapNode<K, V> current;
    private int expected;

    GuestMapWalk(GuestMap<K, V> map, int part) {
        this.map = map;
        this.part = part;
        next = map.first;
        expected = map.changes;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public T next() {
        if (map.changes != expected) {
            throw new ConcurrentModificationException();
        }
        if (next == null) {
            throw new NoSuchElementException();
        }
        current = next;
        next = current.after;
        return (T) (part == 0 ? current.key : part == 1 ? current.value : current);
    }

    @Override
    public void remove() {
        if (current == null) {
            throw new IllegalStateException();
        }
        if (map.changes != expected) {
            throw new ConcurrentModificationException();
        }
        map.delete(current);
        current = null;
        expected = map.changes;
    }
}
