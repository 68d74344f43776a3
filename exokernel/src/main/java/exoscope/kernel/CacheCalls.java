package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction.Answer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of {@link VolumeCalls} that is about blocks in frames. */
abstract class CacheCalls extends VolumeChecks {
    CacheCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    private Node node(int block) {
        return Objects.requireNonNull(forest().node(block));
    }

    /** See {@link ExokernelVolume#fetch}. */
    public Result<Boolean> fetch(int block, int frame, Capability key) {
        enter();
        String call = "fetch";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkLoan(call, frame, key, Capability.WRITE);
        }
        if (refusal == null) {
            refusal = checkFetchable(call, block);
        }
        if (refusal == null) {
            refusal = checkUncached(call, block);
        }
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        charge(Cost.DISK_COMMAND, 1);
        env.expectAnswer();
        volume().traffic().read(lend(block, frame, CacheState.READING));
        return done();
    }

    private Entry lend(int block, int frame, CacheState state) {
        volume().uncache(block);
        env.takeDestination(frame);
        kernel.breakBindings(frame, env.id);
        return volume().cache()
                .lend(block, frame, state, env.id, node(block).root().guard());
    }

    /** See {@link ExokernelVolume#revive}. */
    public Result<Integer> revive(int block) {
        enter();
        String call = "revive";
        Result<Integer> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkFetchable(call, block);
        }
        if (refusal == null) {
            refusal = checkLoans(call);
        }
        if (refusal != null) {
            return refusal;
        }
        Entry entry = volume().cache().ofBlock(block);
        if (entry == null || entry.state != CacheState.FREE) {
            return refuse(
                    call,
                    entry == null ? KernelError.NOT_IN_CORE : KernelError.IN_USE,
                    "block " + block + " is in no free frame");
        }
        if (kernel.available(env.id) < 1) {
            return refuse(call, KernelError.SHORT, "frame " + entry.frame + " is kept for others");
        }
        volume().cache().revive(entry, env.id, node(block).root().guard());
        kernel.invariants().checkCall();
        return new Result.Ok<>(entry.frame);
    }

    /** See {@link ExokernelVolume#insert}. */
    public Result<Boolean> insert(int block, int frame, Capability key, Capability blockKey) {
        enter();
        String call = "insert";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkLoan(call, frame, key, Capability.READ_WRITE);
        }
        if (refusal == null) {
            refusal = checkBlock(call, block, blockKey, Capability.WRITE);
        }
        if (refusal == null) {
            refusal = checkFetchable(call, block);
        }
        if (refusal == null) {
            refusal = checkUncached(call, block);
        }
        if (refusal == null) {
            refusal = checkInserted(call, node(block), frame);
        }
        if (refusal != null) {
            return refusal;
        }
        lend(block, frame, CacheState.DIRTY);
        return done();
    }

    /** Refuses contents that would own something else than the block does. */
    private @Nullable Result<Boolean> checkInserted(String call, Node node, int frame) {
        if (!node.metadata()) {
            return null;
        }
        byte[] contents = new byte[Disk.BLOCK_BYTES];
        kernel.machine().memory().read(frame << PhysicalMemory.FRAME_SHIFT, contents, 0, contents.length);
        Answer answer = volume().ask(node.type(), contents);
        kernel.chargeCycles(env.id, answer.cycles());
        String problem = answer.problem();
        if (problem != null) {
            return refuse(call, KernelError.BAD_FUNCTION, problem);
        }
        charge(Cost.OWNS_COMPARE, answer.owned().size());
        return answer.owned().equals(node.owned())
                ? null
                : refuse(call, KernelError.BLOCKS_DO_NOT_MATCH, "the frame's contents would own other blocks");
    }

    /** See {@link ExokernelVolume#release}. */
    public Result<Boolean> release(int block) {
        enter();
        String call = "release";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal != null) {
            return refusal;
        }
        Entry entry = volume().cache().ofBlock(block);
        if (entry == null || entry.lender != env.id) {
            return refuse(call, KernelError.NOT_OWNER, "no frame was lent for block " + block);
        }
        if (entry.state != CacheState.CLEAN) {
            return refuse(call, KernelError.IN_USE, "block " + block + " is not as on the disk");
        }
        volume().cache().release(entry);
        return done();
    }

    /** See {@link ExokernelVolume#flush}. */
    public Result<Boolean> flush(int block, Capability key) {
        enter();
        String call = "flush";
        Result<Boolean> refusal = checkVolume(call);
        if (refusal == null) {
            refusal = checkBlock(call, block, key, Capability.WRITE);
        }
        if (refusal == null) {
            refusal = checkFetchable(call, block);
        }
        if (refusal == null) {
            refusal = checkAnswers(call);
        }
        if (refusal != null) {
            return refusal;
        }
        Entry entry = volume().cache().ofBlock(block);
        if (entry == null || !entry.resident()) {
            boolean moving = entry != null && entry.inTransit();
            return refuse(call, moving ? KernelError.IN_USE : KernelError.NOT_IN_CORE, "block " + block);
        }
        List<Node> before = forest().before(node(block));
        if (!before.isEmpty()) {
            return refuse(
                    call,
                    KernelError.WRITE_ORDER,
                    "block " + before.getFirst().block() + " must be written before block " + block);
        }
        charge(Cost.DISK_COMMAND, 1);
        if (node(block).metadata()) {
            charge(Cost.FRAME_COPY, 1);
        }
        env.expectAnswer();
        volume().traffic().write(entry, node(block), env.id);
        return done();
    }
}
