package exoscope.libos.metered.guest;

import exoscope.libos.metered.GuestLibrary;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's collections do with their elements, done in metered code: hash, compare, print, search. So it is
 * charged by the element, may be preempted between two, its recursion counts in the depth, and elements whose hash or
 * text would be their identity's have one that repeats.
 */
@SuppressWarnings({"unchecked", "rawtypes", "NullAway", "ReferenceEquality"})
public final class Contents {
    private Contents() {}

    static int hash(Object object) {
        int hash = 0;
        if (object instanceof List<?> list) {
            hash = 1;
            for (Object element : list) {
                hash = 31 * hash + Metering.hashOrZero(element);
            }
        } else if (object instanceof Set<?> set) {
            for (Object element : set) {
                hash += Metering.hashOrZero(element);
            }
        } else if (object instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                hash += Metering.hashOrZero(entry.getKey()) ^ Metering.hashOrZero(entry.getValue());
            }
        } else if (object instanceof Map.Entry<?, ?> entry) {
            hash = Metering.hashOrZero(entry.getKey()) ^ Metering.hashOrZero(entry.getValue());
        } else if (GuestLibrary.hasParts(object)) {
            hash = hashOfParts(object);
        } else {
            hash = 1; // a collection that has but an identity
        }
        return hash;
    }

    private static int hashOfParts(Object object) {
        int hash = 0;
        for (Object part : GuestLibrary.parts(object)) {
            hash = 31 * hash + Metering.hashOrZero(part);
        }
        return hash;
    }

    static boolean equal(Object one, @Nullable Object other) {
        if (one == other || other == null) {
            return one == other;
        }
        if (one instanceof List<?> list) {
            return other instanceof List<?> otherList && equalInOrder(list, otherList);
        }
        if (one instanceof Set<?> set) {
            return other instanceof Set<?> otherSet && set.size() == otherSet.size() && containsAll(set, otherSet);
        }
        if (one instanceof Map<?, ?> map) {
            return other instanceof Map<?, ?> otherMap && map.size() == otherMap.size() && equalEntries(map, otherMap);
        }
        if (one instanceof Map.Entry<?, ?> entry) {
            return other instanceof Map.Entry<?, ?> otherEntry
                    && Metering.equalOrNull(entry.getKey(), otherEntry.getKey())
                    && Metering.equalOrNull(entry.getValue(), otherEntry.getValue());
        }
        return GuestLibrary.hasParts(one)
                && one.getClass() == other.getClass()
                && equal(GuestLibrary.parts(one), GuestLibrary.parts(other));
    }

    private static boolean equalInOrder(List<?> one, List<?> other) {
        Iterator<?> others = other.iterator();
        for (Object element : one) {
            if (!others.hasNext() || !Metering.equalOrNull(element, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean equalEntries(Map<?, ?> one, Map<?, ?> other) {
        for (Map.Entry<?, ?> entry : one.entrySet()) {
            Object value = other.get(entry.getKey());
            if (!Metering.equalOrNull(entry.getValue(), value)
                    || (value == null && !other.containsKey(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    static String text(Object object) {
        if (object instanceof Collection<?> collection) {
            return text(collection, collection.iterator());
        }
        if (object instanceof Map<?, ?> map) {
            return text(map);
        }
        if (object instanceof Map.Entry<?, ?> entry) {
            return entry.getKey() + "=" + entry.getValue();
        }
        if (object instanceof Optional<?> optional) {
            return optional.isPresent() ? "Optional[" + optional.orElse(null) + "]" : "Optional.empty";
        }
        return text((Record) object);
    }

    private static String text(Record ofKit) {
        Object[] parts = GuestLibrary.parts(ofKit);
        if (parts.length == 0) {
            return ofKit.getClass().getSimpleName() + "[]";
        }
        String[] labels = GuestLibrary.labels(ofKit);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append(labels[i]).append(parts[i]);
        }
        return text.append("]").toString();
    }

    private static String text(Collection<?> collection, Iterator<?> elements) {
        StringBuilder text = new StringBuilder("[");
        String comma = "";
        while (elements.hasNext()) {
            Object element = elements.next();
            text.append(comma).append(element == collection ? "(this Collection)" : element);
            comma = ", ";
        }
        return text.append("]").toString();
    }

    private static String text(Map<?, ?> map) {
        StringBuilder text = new StringBuilder("{");
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            Object value = entry.getValue();
            text.append(comma).append(key == map ? "(this Map)" : key);
            text.append("=").append(value == map ? "(this Map)" : value);
            comma = ", ";
        }
        return text.append("}").toString();
    }

    public static String text(Object @Nullable [] array) {
        if (array == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < array.length; i++) {
            text.append(i == 0 ? "" : ", ").append(array[i]);
        }
        return text.append("]").toString();
    }

    static boolean contains(Collection<?> collection, @Nullable Object wanted) {
        for (Object element : collection) {
            if (Metering.equalOrNull(wanted, element)) {
                return true;
            }
        }
        return false;
    }

    static int indexOf(List<?> list, @Nullable Object wanted) {
        int index = 0;
        for (Object element : list) {
            if (Metering.equalOrNull(wanted, element)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    static int lastIndexOf(List<?> list, @Nullable Object wanted) {
        ListIterator<?> iterator = list.listIterator(list.size());
        while (iterator.hasPrevious()) {
            if (Metering.equalOrNull(wanted, iterator.previous())) {
                return iterator.nextIndex();
            }
        }
        return -1;
    }

    /** Removes the first element that is equal, in the order of the iterator. */
    static boolean remove(Iterator<?> elements, @Nullable Object wanted) {
        while (elements.hasNext()) {
            if (Metering.equalOrNull(wanted, elements.next())) {
                elements.remove();
                return true;
            }
        }
        return false;
    }

    static boolean containsValue(Map<?, ?> map, @Nullable Object wanted) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (Metering.equalOrNull(wanted, entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    static boolean remove(Map<?, ?> map, Object key, @Nullable Object value) {
        if (!map.containsKey(key) || !Metering.equalOrNull(value, map.get(key))) {
            return false;
        }
        map.remove(key);
        return true;
    }

    static boolean replace(Map map, Object key, @Nullable Object old, @Nullable Object value) {
        if (!map.containsKey(key) || !Metering.equalOrNull(old, map.get(key))) {
            return false;
        }
        map.put(key, value);
        return true;
    }

    public static boolean containsAll(Collection<?> collection, Collection<?> wanted) {
        for (Object element : wanted) {
            if (!collection.contains(element)) {
                return false;
            }
        }
        return true;
    }

    public static boolean removeAll(Collection<?> collection, Collection<?> unwanted) {
        return keep(collection, unwanted, false);
    }

    public static boolean retainAll(Collection<?> collection, Collection<?> wanted) {
        return keep(collection, wanted, true);
    }

    private static boolean keep(Collection<?> collection, Collection<?> listed, boolean whatIsListed) {
        Comparators.notNull(listed);
        boolean changed = false;
        Iterator<?> elements = collection.iterator();
        while (elements.hasNext()) {
            if (listed.contains(elements.next()) != whatIsListed) {
                elements.remove();
                changed = true;
            }
        }
        return changed;
    }

    public static boolean addAll(Collection collection, Collection<?> added) {
        // A list may be added to itself.
        Object[] elements = toArray(added);
        boolean changed = false;
        for (Object element : elements) {
            changed |= collection.add(element);
        }
        return changed;
    }

    public static boolean addAll(List list, int index, Collection<?> added) {
        Object[] elements = toArray(added);
        for (int i = 0; i < elements.length; i++) {
            list.add(index + i, elements[i]);
        }
        return elements.length > 0;
    }

    public static void putAll(Map map, Map<?, ?> added) {
        for (Map.Entry<?, ?> entry : added.entrySet()) {
            map.put(entry.getKey(), entry.getValue());
        }
    }

    /** The elements in a new array, by the iterator: a guest's own toArray may hand out the same array each time. */
    static Object[] toArray(Collection<?> collection) {
        Object[] array = new Object[8];
        int size = 0;
        for (Object element : collection) {
            if (size == array.length) {
                array = GuestLibrary.copy(grown(array), array, size);
            }
            array[size++] = element;
        }
        return GuestLibrary.copy(new Object[size], array, size);
    }

    private static Object[] grown(Object[] array) {
        return new Object[2 * array.length];
    }

    public static List<?> copyOf(Collection<?> collection) {
        return List.of(toArray(collection));
    }

    public static int frequency(Collection<?> collection, @Nullable Object wanted) {
        int count = 0;
        for (Object element : collection) {
            if (Metering.equalOrNull(wanted, element)) {
                count++;
            }
        }
        return count;
    }

    public static Object max(Collection<?> collection) {
        return max(collection, null);
    }

    public static Object max(Collection<?> collection, @Nullable Comparator order) {
        return best(collection, NaturalOrder.orGiven(order), 1);
    }

    public static Object min(Collection<?> collection) {
        return min(collection, null);
    }

    public static Object min(Collection<?> collection, @Nullable Comparator order) {
        return best(collection, NaturalOrder.orGiven(order), -1);
    }

    private static Object best(Collection<?> collection, Comparator order, int sign) {
        Iterator<?> elements = collection.iterator();
        Object best = elements.next();
        while (elements.hasNext()) {
            Object element = elements.next();
            int difference = order.compare(element, best);
            best = (sign > 0 ? difference > 0 : difference < 0) ? element : best;
        }
        return best;
    }

    public static int binarySearch(List<?> list, Object key) {
        return binarySearch(list, key, null);
    }

    public static int binarySearch(List<?> list, Object key, @Nullable Comparator given) {
        Comparator order = NaturalOrder.orGiven(given);
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int difference = order.compare(list.get(middle), key);
            if (difference == 0) {
                return middle;
            }
            low = difference < 0 ? middle + 1 : low;
            high = difference < 0 ? high : middle - 1;
        }
        return -(low + 1);
    }

    public static boolean equal(Object @Nullable [] one, Object @Nullable [] other) {
        if (one == other || one == null || other == null || one.length != other.length) {
            return one == other;
        }
        for (int i = 0; i < one.length; i++) {
            if (!Metering.equalOrNull(one[i], other[i])) {
                return false;
            }
        }
        return true;
    }

    public static int hash(Object @Nullable [] array) {
        if (array == null) {
            return 0;
        }
        int hash = 1;
        for (Object element : array) {
            hash = 31 * hash + Metering.hashOrZero(element);
        }
        return hash;
    }
}
