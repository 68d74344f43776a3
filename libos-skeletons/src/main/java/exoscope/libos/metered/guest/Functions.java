package exoscope.libos.metered.guest;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** In place of the JDK's ways to join functions, for the reason that {@link Comparators} gives. */
@SuppressWarnings({"unchecked", "rawtypes", "NullAway", "overloads"})
public final class Functions {
    private Functions() {}

    public static Function andThen(Function first, Function second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.apply(first.apply(x));
    }

    public static Function compose(Function second, Function first) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.apply(first.apply(x));
    }

    public static BiFunction andThen(BiFunction first, Function second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return (x, y) -> second.apply(first.apply(x, y));
    }

    public static Consumer andThen(Consumer first, Consumer second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> {
            first.accept(x);
            second.accept(x);
        };
    }

    public static BiConsumer andThen(BiConsumer first, BiConsumer second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return (x, y) -> {
            first.accept(x, y);
            second.accept(x, y);
        };
    }

    public static Predicate and(Predicate first, Predicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) && second.test(x);
    }

    public static Predicate or(Predicate first, Predicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) || second.test(x);
    }

    public static Predicate negate(Predicate test) {
        Comparators.notNull(test);
        return x -> !test.test(x);
    }

    public static BiPredicate and(BiPredicate first, BiPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return (x, y) -> first.test(x, y) && second.test(x, y);
    }

    public static BiPredicate or(BiPredicate first, BiPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return (x, y) -> first.test(x, y) || second.test(x, y);
    }

    public static BiPredicate negate(BiPredicate test) {
        Comparators.notNull(test);
        return (x, y) -> !test.test(x, y);
    }

    public static IntPredicate and(IntPredicate first, IntPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) && second.test(x);
    }

    public static IntPredicate or(IntPredicate first, IntPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) || second.test(x);
    }

    public static IntPredicate negate(IntPredicate test) {
        Comparators.notNull(test);
        return x -> !test.test(x);
    }

    public static LongPredicate and(LongPredicate first, LongPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) && second.test(x);
    }

    public static LongPredicate or(LongPredicate first, LongPredicate second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> first.test(x) || second.test(x);
    }

    public static LongPredicate negate(LongPredicate test) {
        Comparators.notNull(test);
        return x -> !test.test(x);
    }

    public static Predicate not(Predicate test) {
        Comparators.notNull(test);
        return x -> !test.test(x);
    }

    public static Predicate isEqual(@Nullable Object wanted) {
        return x -> wanted == null ? x == null : wanted.equals(x);
    }

    public static IntConsumer andThen(IntConsumer first, IntConsumer second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> {
            first.accept(x);
            second.accept(x);
        };
    }

    public static IntUnaryOperator andThen(IntUnaryOperator first, IntUnaryOperator second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.applyAsInt(first.applyAsInt(x));
    }

    public static IntUnaryOperator compose(IntUnaryOperator second, IntUnaryOperator first) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.applyAsInt(first.applyAsInt(x));
    }

    public static LongConsumer andThen(LongConsumer first, LongConsumer second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> {
            first.accept(x);
            second.accept(x);
        };
    }

    public static LongUnaryOperator andThen(LongUnaryOperator first, LongUnaryOperator second) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.applyAsLong(first.applyAsLong(x));
    }

    public static LongUnaryOperator compose(LongUnaryOperator second, LongUnaryOperator first) {
        Comparators.notNull(first);
        Comparators.notNull(second);
        return x -> second.applyAsLong(first.applyAsLong(x));
    }

    public static BinaryOperator minBy(Comparator order) {
        Comparators.notNull(order);
        return (one, other) -> order.compare(one, other) <= 0 ? one : other;
    }

    public static BinaryOperator maxBy(Comparator order) {
        Comparators.notNull(order);
        return (one, other) -> order.compare(one, other) >= 0 ? one : other;
    }
}
