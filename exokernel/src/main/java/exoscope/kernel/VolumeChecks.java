package exoscope.kernel;

import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Journal;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction.Answer;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the calls about file systems have in common. */
abstract class VolumeChecks extends GuardedCalls {
    VolumeChecks(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    /** A cached metadata block that is about to change, and what it will hold and own then. */
    record Change(Entry entry, Node node, Journal.Contents contents, SortedMap<Integer, Integer> owned) {}

    /** Refuses where there is no volume, and the dead. */
    <T> @Nullable Result<T> checkVolume(String call) {
        if (kernel.volume() == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "this kernel keeps no file systems");
        }
        return env.alive() ? null : refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
    }

    Volume volume() {
        Volume volume = kernel.volume();
        if (volume == null) {
            throw new IllegalStateException("no volume");
        }
        return volume;
    }

    /** Refuses a block that no root reaches, and one that {@code key} does not open with {@code rights}. */
    <T> @Nullable Result<T> checkBlock(String call, int block, Capability key, int rights) {
        Result<T> refusal = checkKey(call, key);
        if (refusal != null) {
            return refusal;
        }
        Node node = volume().forest().node(block);
        if (node == null) {
            return refuse(call, KernelError.NOT_OWNER, "block " + block + " is no root's");
        }
        if (key.name() != node.root().guard() || !key.allows(rights)) {
            return refuse(call, KernelError.INSUFFICIENT_RIGHTS, "the capability does not open block " + block);
        }
        return null;
    }

    /** Refuses what is not a whole block of a root, of whomever. */
    <T> @Nullable Result<T> checkFetchable(String call, int block) {
        Node node = volume().forest().node(block);
        if (node == null) {
            return refuse(call, KernelError.NOT_OWNER, "block " + block + " is no root's");
        }
        if (node.damaged()) {
            return refuse(call, KernelError.BAD_FUNCTION, "block " + block + " is damaged");
        }
        return null;
    }

    /** Refuses a frame that cannot be lent for a block. */
    <T> @Nullable Result<T> checkLoan(String call, int frame, Capability key, int rights) {
        Result<T> refusal = checkFrame(call, frame, key, rights, true);
        if (refusal != null) {
            return refusal;
        }
        return kernel.revocations().pending(new Resource.Frame(frame))
                ? refuse(call, KernelError.IN_USE, "frame " + frame + " is asked back")
                : checkLoans(call);
    }

    /** Refuses one more loan where there are enough. */
    <T> @Nullable Result<T> checkLoans(String call) {
        CachedBlocks cache = volume().cache();
        if (cache.lentBy(env.id) >= ExokernelVolume.MOST_CACHED) {
            return refuse(call, KernelError.QUOTA, ExokernelVolume.MOST_CACHED + " frames lent are the most");
        }
        return cache.held() >= kernel.frames().size() / 2
                ? refuse(call, KernelError.SHORT, "half of all frames hold blocks already")
                : null;
    }

    /** Refuses a block that is in a frame in somebody's use; forgets it if it is in a free one. */
    <T> @Nullable Result<T> checkUncached(String call, int block) {
        Entry entry = volume().cache().ofBlock(block);
        return entry == null || entry.state == ExokernelVolume.CacheState.FREE
                ? null
                : refuse(call, KernelError.IN_USE, "block " + block + " is in frame " + entry.frame);
    }

    /** Checks that metadata may be changed so, and asks its function what it would own; everything but that it is right. */
    Result<Change> propose(String call, int block, @Nullable List<Patch> patches, Capability key) {
        Result<Change> refusal = checkBlock(call, block, key, Capability.WRITE);
        if (refusal != null) {
            return refusal;
        }
        if (patches == null) {
            return refuse(call, KernelError.BAD_ARGUMENT, "patches that are not in the block, or too many");
        }
        Node node = volume().forest().node(block);
        Entry entry = volume().cache().ofBlock(block);
        if (node == null || !node.metadata()) {
            return refuse(call, KernelError.BAD_ARGUMENT, "block " + block + " is data: map it and store");
        }
        if (entry == null || !entry.resident()) {
            boolean moving = entry != null && entry.inTransit();
            return refuse(
                    call,
                    moving ? KernelError.IN_USE : KernelError.NOT_IN_CORE,
                    "block " + block + (moving ? " is on its way from or to the disk" : " is in no frame"));
        }
        byte[] contents = volume().contents(entry);
        BlockPatches.apply(contents, patches);
        charge(Cost.BLOCK_PATCH, BlockPatches.words(patches));
        kernel.accounts().countCopied(env.id, BlockPatches.bytes(patches));
        Answer answer = volume().ask(node.type(), contents);
        kernel.chargeCycles(env.id, answer.cycles());
        charge(Cost.OWNS_COMPARE, answer.owned().size());
        String problem = answer.problem();
        return problem == null
                ? new Result.Ok<>(new Change(entry, node, new Journal.Contents(contents), answer.owned()))
                : refuse(call, KernelError.BAD_FUNCTION, problem);
    }

    /** Refuses a change after which a block would not own exactly what it should. */
    <T> @Nullable Result<T> checkMatch(String call, Change change, SortedMap<Integer, Integer> expected) {
        return change.owned().equals(expected)
                ? null
                : refuse(
                        call,
                        KernelError.BLOCKS_DO_NOT_MATCH,
                        "block %d would own %d blocks, other ones than the %d that it should"
                                .formatted(change.node().block(), change.owned().size(), expected.size()));
    }

    /** Refuses a run of blocks that is not all on the disk. */
    <T> @Nullable Result<T> checkRun(String call, int first, int n) {
        int blocks = kernel.machine().disk().blocks();
        boolean exists = n >= 1 && first >= 0 && n <= blocks && first <= blocks - n;
        return exists ? null : refuse(call, KernelError.BAD_ARGUMENT, n + " blocks from " + first + " on");
    }

    void commit(Change change) {
        volume().change(change.entry(), change.contents().bytes());
    }

    Forest forest() {
        return volume().forest();
    }
}
