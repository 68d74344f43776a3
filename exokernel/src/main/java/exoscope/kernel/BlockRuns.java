package exoscope.kernel;

import exoscope.kernel.ExokernelDisk.BlockRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces as an environment names them: looked at once, since what they are made of may be the environment's code. */
final class BlockRuns {
    /** Elements of a list that are kept: more than any call takes, so that a longer one is refused for its length. */
    private static final int MOST_KEPT = 4097;

    private BlockRuns() {}

    /**
     * What is in a list now, whatever becomes of that list: its code does not run again. Nothing stays nothing, and is refused
     * where it is used.
     */
    static <E> List<E> frozen(List<E> list) {
        if (list == null) {
            return list;
        }
        List<E> copy = new ArrayList<>();
        Iterator<E> elements = list.iterator();
        while (copy.size() < MOST_KEPT && elements.hasNext()) {
            copy.add(elements.next());
        }
        return Collections.unmodifiableList(copy);
    }

    /** A copy of pieces that make sense by themselves, or null. */
    static @Nullable List<BlockRun> copy(List<BlockRun> pieces) {
        List<BlockRun> plain = plain(pieces, ExokernelDisk.MOST_PIECES, BlockRun.class);
        if (plain == null) {
            return null;
        }
        List<BlockRun> copy = new ArrayList<>();
        for (BlockRun piece : plain) {
            List<Integer> frames = plain(piece.frames(), ExokernelDisk.MOST_BLOCKS, Integer.class);
            if (frames == null) {
                return null;
            }
            copy.add(new BlockRun(piece.block(), frames));
        }
        return copy;
    }

    /** A copy of a list of 1 to {@code most} things of a type, or null if it is none: callers are not held to what their compiler was told. */
    static <E> @Nullable List<E> plain(@Nullable List<E> list, int most, Class<E> type) {
        if (list == null || list.isEmpty() || list.size() > most) {
            return null;
        }
        List<E> copy = new ArrayList<>(list);
        return copy.size() > most || !copy.stream().allMatch(type::isInstance) ? null : List.copyOf(copy);
    }

    static int count(List<BlockRun> pieces) {
        return pieces.stream().mapToInt(piece -> piece.frames().size()).sum();
    }
}
