package exoscope.libos.metered.guest;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collection whose elements are found by its iterator, with all the work on them in metered code. */
@SuppressWarnings({"unchecked", "NullAway"})
abstract class GuestView<E> extends AbstractCollection<E> {
    @Override
    public boolean contains(@Nullable Object wanted) {
        return Contents.contains(this, wanted);
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        return Contents.remove(iterator(), wanted);
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return Contents.containsAll(this, wanted);
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
    public boolean equals(@Nullable Object other) {
        return this instanceof Set ? Contents.equal(this, other) : this == other;
    }

    @Override
    public int hashCode() {
        return this instanceof Set ? Contents.hash(this) : 1;
    }

    @Override
    public String toString() {
        return Contents.text(this);
    }
}
