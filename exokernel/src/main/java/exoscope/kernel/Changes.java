package exoscope.kernel;

import java.util.function.IntConsumer;

/** Entries of a table that were changed since somebody looked last: few by number, or all if there are many. */
final class Changes {
    private static final int FEW = 64;

    private final int size;
    private final int[] changed = new int[FEW];
    private int count;
    /** Where the next part of the whole begins that is looked at for good measure. */
    private int sweep;

    /** @param size entries of the table */
    Changes(int size) {
        this.size = size;
    }

    void note(int entry) {
        if (count < FEW) {
            changed[count] = entry;
        }
        count += count <= FEW ? 1 : 0;
    }

    boolean any() {
        return count > 0;
    }

    /** Gives each changed entry, some more than once, and forgets that they were; all entries if they were many. */
    void forEach(IntConsumer check) {
        int known = count;
        count = 0;
        if (known > FEW) {
            for (int entry = 0; entry < size; entry++) {
                check.accept(entry);
            }
            return;
        }
        for (int i = 0; i < known; i++) {
            check.accept(changed[i]);
        }
    }

    /** Gives the next {@code part} entries in turn, whether they were changed or not. */
    void sweep(int part, IntConsumer check) {
        for (int i = 0; i < part; i++) {
            check.accept(sweep);
            sweep = sweep + 1 == size ? 0 : sweep + 1;
        }
    }
}
