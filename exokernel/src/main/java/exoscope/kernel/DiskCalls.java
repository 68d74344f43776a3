package exoscope.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the calls of one environment about many blocks and carries them out; checks come before changes here too. */
final class DiskCalls extends GuardedCalls implements ExokernelDisk {
    DiskCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    @Override
    public Result<Integer> transferBlocks(List<BlockRun> pieces, boolean write, Capability key) {
        enter();
        String call = "transferBlocks";
        List<BlockRun> copy = BlockRuns.copy(pieces);
        if (copy == null) {
            return refuse(
                    call,
                    KernelError.BAD_ARGUMENT,
                    "1 to %d pieces of 1 to %d blocks each".formatted(MOST_PIECES, MOST_BLOCKS));
        }
        Result<Integer> refusal = checkKey(call, key);
        if (refusal == null) {
            refusal = checkPieces(call, copy, write, key);
        }
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        int blocks = BlockRuns.count(copy);
        int under = kernel.transfers().inFlight(env.id);
        if (under + blocks > MOST_IN_FLIGHT) {
            return refuse(
                    call,
                    KernelError.QUOTA,
                    "%d blocks more than the %d on their way: at most %d".formatted(blocks, under, MOST_IN_FLIGHT));
        }
        charge(Cost.DISK_COMMAND, copy.size());
        charge(Cost.DISK_SEGMENT, blocks);
        env.expectAnswer();
        int request = kernel.transfers().submit(env.id, copy, write);
        kernel.invariants().checkCall();
        return new Result.Ok<>(request);
    }

    private <T> @Nullable Result<T> checkPieces(String call, List<BlockRun> pieces, boolean write, Capability key) {
        int rights = write ? Capability.READ : Capability.WRITE;
        for (BlockRun piece : pieces) {
            for (int i = 0; i < piece.frames().size(); i++) {
                Result<T> refusal = checkFrame(call, piece.frames().get(i), key, rights, true);
                if (refusal != null) {
                    return refusal;
                }
                // As long: a first block near the greatest number must not come round to the small ones.
                long block = (long) piece.block() + i;
                if (block != (int) block || !kernel.blocks().owns(env.id, (int) block)) {
                    return refuse(call, KernelError.NOT_OWNER, "block " + block);
                }
            }
        }
        return null;
    }

    @Override
    public int blocksInFlight() {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.transfers().inFlight(env.id);
    }
}
