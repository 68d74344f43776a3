package exoscope.hw.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers types by their place in a list. Asked for every event of a trace, and so a table of its own, without boxes. */
final class TypeNumbers {
    private final @Nullable Class<?>[] types;
    private final int[] numbers;
    private final int mask;

    /** @throws IllegalArgumentException if a type comes twice */
    TypeNumbers(List<? extends Class<?>> all) {
        int slots = Integer.highestOneBit(Math.max(1, all.size())) << 2;
        types = new Class<?>[slots];
        numbers = new int[slots];
        mask = slots - 1;
        for (int number = 0; number < all.size(); number++) {
            add(all.get(number), number);
        }
    }

    private void add(Class<?> type, int number) {
        if (of(type) >= 0) {
            throw new IllegalArgumentException("%s is listed twice.".formatted(type.getName()));
        }
        int slot = type.hashCode() & mask;
        while (types[slot] != null) {
            slot = slot + 1 & mask;
        }
        types[slot] = type;
        numbers[slot] = number;
    }

    /** The place of a type in the list, or -1. */
    int of(Class<?> type) {
        int slot = type.hashCode() & mask;
        for (Class<?> at = types[slot]; at != null; at = types[slot]) {
            if (at == type) {
                return numbers[slot];
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }
}
