package exoscope.libos.metered.guest;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In place of the JDK's sorting of objects, whose comparisons may cost anything: a stable merge sort. */
@SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
public final class Sorting {
    private static final int SHORT = 8;

    private Sorting() {}

    public static void sort(Object[] array) {
        sort(array, (Comparator) null);
    }

    public static void sort(Object[] array, @Nullable Comparator order) {
        sort(array, 0, array.length, order);
    }

    public static void sort(Object[] array, int from, int to) {
        sort(array, from, to, null);
    }

    public static void sort(Object[] array, int from, int to, @Nullable Comparator order) {
        if (from > to) {
            throw new IllegalArgumentException("from is greater than to");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException();
        }
        if (to - from > 1) {
            sort(array, new Object[to - from], from, to, NaturalOrder.orGiven(order));
        }
    }

    /** For lists of any kind, a guest's own included. */
    public static void sort(List list, @Nullable Comparator order) {
        Object[] array = Contents.toArray(list);
        sort(array, order);
        for (int i = 0; i < array.length; i++) {
            list.set(i, array[i]);
        }
    }

    public static void sort(List list) {
        sort(list, null);
    }

    private static void sort(Object[] array, Object[] half, int from, int to, Comparator order) {
        if (to - from <= SHORT) {
            insert(array, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(array, half, from, middle, order);
        sort(array, half, middle, to, order);
        if (order.compare(array[middle - 1], array[middle]) > 0) {
            merge(array, half, from, middle, to, order);
        }
    }

    private static void insert(Object[] array, int from, int to, Comparator order) {
        for (int i = from + 1; i < to; i++) {
            Object moved = array[i];
            int at = i;
            while (at > from && order.compare(array[at - 1], moved) > 0) {
                array[at] = array[at - 1];
                at--;
            }
            array[at] = moved;
        }
    }

    private static void merge(Object[] array, Object[] half, int from, int middle, int to, Comparator order) {
        int length = middle - from;
        System.arraycopy(array, from, half, 0, length);
        int left = 0;
        int right = middle;
        int out = from;
        while (left < length) {
            boolean takeRight = right < to && order.compare(half[left], array[right]) > 0;
            array[out++] = takeRight ? array[right++] : half[left++];
        }
    }
}
