package exoscope.libos.metered.guest;

import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In place of the JDK's ways to make a comparator. A comparator may be combined with itself thirty times, so the code
 * that joins two must be metered.
 */
@SuppressWarnings({"unchecked", "rawtypes", "NullAway", "overloads"})
public final class Comparators {
    private Comparators() {}

    public static Comparator naturalOrder() {
        return new NaturalOrder();
    }

    public static Comparator reverseOrder() {
        return reversed(new NaturalOrder());
    }

    public static Comparator reverseOrder(@Nullable Comparator order) {
        return reversed(NaturalOrder.orGiven(order));
    }

    public static Comparator reversed(Comparator order) {
        notNull(order);
        return (one, other) -> order.compare(other, one);
    }

    public static Comparator comparing(Function key) {
        return comparing(key, new NaturalOrder());
    }

    public static Comparator comparing(Function key, Comparator order) {
        notNull(key);
        notNull(order);
        return (one, other) -> order.compare(key.apply(one), key.apply(other));
    }

    public static Comparator comparingInt(ToIntFunction key) {
        notNull(key);
        return (one, other) -> Integer.compare(key.applyAsInt(one), key.applyAsInt(other));
    }

    public static Comparator comparingLong(ToLongFunction key) {
        notNull(key);
        return (one, other) -> Long.compare(key.applyAsLong(one), key.applyAsLong(other));
    }

    public static Comparator comparingDouble(ToDoubleFunction key) {
        notNull(key);
        return (one, other) -> Double.compare(key.applyAsDouble(one), key.applyAsDouble(other));
    }

    public static Comparator thenComparing(Comparator first, Comparator second) {
        notNull(first);
        notNull(second);
        return (one, other) -> {
            int difference = first.compare(one, other);
            return difference != 0 ? difference : second.compare(one, other);
        };
    }

    public static Comparator thenComparing(Comparator first, Function key) {
        return thenComparing(first, comparing(key));
    }

    public static Comparator thenComparing(Comparator first, Function key, Comparator order) {
        return thenComparing(first, comparing(key, order));
    }

    public static Comparator thenComparingInt(Comparator first, ToIntFunction key) {
        return thenComparing(first, comparingInt(key));
    }

    public static Comparator thenComparingLong(Comparator first, ToLongFunction key) {
        return thenComparing(first, comparingLong(key));
    }

    public static Comparator thenComparingDouble(Comparator first, ToDoubleFunction key) {
        return thenComparing(first, comparingDouble(key));
    }

    public static Comparator nullsFirst(@Nullable Comparator order) {
        return withNulls(order, -1);
    }

    public static Comparator nullsLast(@Nullable Comparator order) {
        return withNulls(order, 1);
    }

    private static Comparator withNulls(@Nullable Comparator order, int ofNull) {
        return (one, other) -> {
            if (one == null) {
                return other == null ? 0 : ofNull;
            }
            if (other == null) {
                return -ofNull;
            }
            return order == null ? 0 : order.compare(one, other);
        };
    }

    public static Comparator comparingByKey() {
        return comparingByKey(new NaturalOrder());
    }

    public static Comparator comparingByKey(Comparator order) {
        notNull(order);
        return (one, other) -> order.compare(((Map.Entry) one).getKey(), ((Map.Entry) other).getKey());
    }

    public static Comparator comparingByValue() {
        return comparingByValue(new NaturalOrder());
    }

    public static Comparator comparingByValue(Comparator order) {
        notNull(order);
        return (one, other) -> order.compare(((Map.Entry) one).getValue(), ((Map.Entry) other).getValue());
    }

    static void notNull(@Nullable Object object) {
        if (object == null) {
            throw new NullPointerException();
        }
    }
}
