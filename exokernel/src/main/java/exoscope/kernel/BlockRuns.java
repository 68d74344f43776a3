package exoscope.kernel;

import exoscope.kernel.ExokernelDisk.BlockRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces as an environment names them: looked at once, since what they are made of may be the environment's code. */
final class BlockRuns {
    private BlockRuns() {}

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
