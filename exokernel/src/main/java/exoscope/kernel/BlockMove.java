package exoscope.kernel;

import exoscope.kernel.ExokernelVolume.Move;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.VolumeChecks.Change;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that get another parent. There is no call that swaps: each parent would have to be written before the other,
 * which the third rule of order does not let end.
 */
final class BlockMove {
    private static final String CALL = "move";

    private final VolumeChecks calls;
    private final Move move;

    BlockMove(VolumeChecks calls, Move move) {
        this.calls = calls;
        this.move = move;
    }

    Result<Boolean> carryOut(Capability key) {
        if (move.from() == move.to()) {
            return calls.refuse(CALL, KernelError.BAD_ARGUMENT, "from block " + move.from() + " to itself");
        }
        // Both are copied before anything is looked at.
        List<Patch> fromPatches = BlockPatches.copy(move.fromPatches());
        List<Patch> toPatches = BlockPatches.copy(move.toPatches());
        Result<Change> from = calls.propose(CALL, move.from(), fromPatches, key);
        if (from instanceof Result.Refused<Change> refused) {
            return new Result.Refused<>(refused.error(), refused.reason());
        }
        Result<Change> to = calls.propose(CALL, move.to(), toPatches, key);
        if (to instanceof Result.Refused<Change> refused) {
            return new Result.Refused<>(refused.error(), refused.reason());
        }
        Result<Boolean> refusal = check(from.get(), to.get());
        return refusal == null ? change(from.get(), to.get()) : refusal;
    }

    private @Nullable Result<Boolean> check(Change from, Change to) {
        Result<Boolean> refusal = calls.checkRun(CALL, move.first(), move.n());
        if (refusal != null) {
            return refusal;
        }
        if (from.node().root().id() != to.node().root().id()) {
            return calls.refuse(CALL, KernelError.BAD_ARGUMENT, "the parents are of two roots");
        }
        int type = Forest.DATA;
        for (int block = move.first(); block < move.first() + move.n(); block++) {
            Node child = calls.forest().node(block);
            if (child == null || child.parent() != move.from()) {
                return calls.refuse(CALL, KernelError.NOT_OWNER, "block " + block);
            }
            if (calls.forest().within(to.node(), block)) {
                return calls.refuse(CALL, KernelError.BAD_ARGUMENT, "block " + block + " would own itself");
            }
            if (block > move.first() && child.type() != type) {
                return calls.refuse(CALL, KernelError.BAD_ARGUMENT, "the blocks are of two types");
            }
            type = child.type();
        }
        refusal = calls.checkMatch(CALL, from, Forest.without(from.node().owned(), move.first(), move.n()));
        return refusal == null
                ? calls.checkMatch(CALL, to, Forest.with(to.node().owned(), move.first(), move.n(), type))
                : refusal;
    }

    private Result<Boolean> change(Change from, Change to) {
        Forest.Sets sets = new Forest.Sets(from.owned(), to.owned());
        if (!calls.forest().move(from.node(), to.node(), move.first(), move.n(), sets)) {
            return calls.refuse(
                    CALL, KernelError.WRITE_ORDER, "each of two blocks would have to be written before the other");
        }
        calls.commit(from);
        calls.commit(to);
        calls.kernel
                .tracer()
                .emitFor(calls.env.id, new KernelEvent.BlocksMoved(move.from(), move.to(), move.first(), move.n()));
        return calls.done();
    }
}
