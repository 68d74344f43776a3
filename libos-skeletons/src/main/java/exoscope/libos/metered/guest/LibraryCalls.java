package exoscope.libos.metered.guest;

import exoscope.libos.metered.GuestLibrary;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In place of calls that look into a collection: a guest's own class does it itself, for the JDK's it is done in
 * metered code.
 */
@SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
public final class LibraryCalls {
    private LibraryCalls() {}

    public static boolean contains(Collection<?> collection, @Nullable Object wanted) {
        return decidesItself(collection, wanted) ? collection.contains(wanted) : Contents.contains(collection, wanted);
    }

    public static boolean remove(Collection<?> collection, @Nullable Object wanted) {
        return decidesItself(collection, wanted)
                ? collection.remove(wanted)
                : Contents.remove(collection.iterator(), wanted);
    }

    /** A tree and a set of constants find a key by its order, a set of the guest's that is shown read-only by its hash. */
    private static boolean decidesItself(Collection<?> collection, @Nullable Object wanted) {
        if (GuestLibrary.isOwn(collection)) {
            return true;
        }
        Metering.weigh(wanted);
        boolean finds = wanted == null || GuestLibrary.isMetered(collection) || !GuestLibrary.isContainer(wanted);
        return collection instanceof Set && finds;
    }

    public static List<?> subList(List<?> list, int from, int to) {
        return GuestLibrary.isOwn(list) ? list.subList(from, to) : new GuestPart<>(list, from, to);
    }

    public static int indexOf(List<?> list, @Nullable Object wanted) {
        return GuestLibrary.isOwn(list) ? list.indexOf(wanted) : Contents.indexOf(list, wanted);
    }

    public static int lastIndexOf(List<?> list, @Nullable Object wanted) {
        return GuestLibrary.isOwn(list) ? list.lastIndexOf(wanted) : Contents.lastIndexOf(list, wanted);
    }

    public static boolean containsAll(Collection<?> collection, Collection<?> wanted) {
        return GuestLibrary.isOwn(collection)
                ? collection.containsAll(wanted)
                : Contents.containsAll(collection, wanted);
    }

    public static boolean removeAll(Collection<?> collection, Collection<?> unwanted) {
        return GuestLibrary.isOwn(collection)
                ? collection.removeAll(unwanted)
                : Contents.removeAll(collection, unwanted);
    }

    public static boolean retainAll(Collection<?> collection, Collection<?> wanted) {
        return GuestLibrary.isOwn(collection) ? collection.retainAll(wanted) : Contents.retainAll(collection, wanted);
    }

    public static boolean addAll(Collection collection, Collection<?> added) {
        return GuestLibrary.isOwn(collection) ? collection.addAll(added) : Contents.addAll(collection, added);
    }

    public static boolean addAll(List list, int index, Collection<?> added) {
        return GuestLibrary.isOwn(list) ? list.addAll(index, added) : Contents.addAll(list, index, added);
    }

    public static boolean addAll(Collection collection, Object[] added) {
        boolean changed = false;
        for (Object element : added) {
            Metering.charge(1);
            changed |= collection.add(element);
        }
        return changed;
    }

    public static boolean removeFirstOccurrence(Deque<?> deque, @Nullable Object wanted) {
        return GuestLibrary.isOwn(deque)
                ? deque.removeFirstOccurrence(wanted)
                : Contents.remove(deque.iterator(), wanted);
    }

    public static boolean removeLastOccurrence(Deque<?> deque, @Nullable Object wanted) {
        return GuestLibrary.isOwn(deque)
                ? deque.removeLastOccurrence(wanted)
                : Contents.remove(backwards(deque), wanted);
    }

    private static Iterator<?> backwards(Deque<?> deque) {
        return deque.descendingIterator();
    }

    public static void sort(List list, java.util.@Nullable Comparator order) {
        if (GuestLibrary.isOwn(list)) {
            list.sort(order);
        } else {
            Sorting.sort(list, order);
        }
    }

    public static boolean containsValue(Map<?, ?> map, @Nullable Object value) {
        return GuestLibrary.isOwn(map) ? map.containsValue(value) : Contents.containsValue(map, value);
    }

    public static boolean remove(Map<?, ?> map, Object key, @Nullable Object value) {
        return GuestLibrary.isOwn(map) ? map.remove(key, value) : Contents.remove(map, key, value);
    }

    public static boolean replace(Map map, Object key, @Nullable Object old, @Nullable Object value) {
        return GuestLibrary.isOwn(map) ? map.replace(key, old, value) : Contents.replace(map, key, old, value);
    }

    public static void putAll(Map map, Map<?, ?> added) {
        if (GuestLibrary.isOwn(map)) {
            map.putAll(added);
        } else {
            Contents.putAll(map, added);
        }
    }

    public static int compare(Comparable one, Object other) {
        Metering.weigh(one);
        return one.compareTo(other);
    }
}
