package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskCompletion;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskResult;
import exoscope.hw.device.DmaSegment;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ExokernelDisk.End;
import exoscope.kernel.ExokernelDisk.PieceEnd;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Disk blocks with their owners, and the transfers under way.
 *
 * <p>Invariants: a block has one owner or none; a frame is pinned exactly as often as transfers name it; the disk never
 * touches a frame that the issuer does not own, since a frame cannot leave its owner before its transfers have ended.
 */
final class Transfers {
    /** Owner of blocks of the kernel's own, and of those that still hold what somebody left, until they are wiped. */
    static final int KERNEL = -1;
    /** Owner of blocks that a root of the volume reaches, or may still be reached on the disk. */
    static final int CATALOGUED = -2;

    /** @param piece which one of the batch, if it is of one */
    private record Transfer(
            int env, List<Integer> frames, @Nullable TransferBatch batch, int piece) {}

    private final Disk disk;
    private final FrameTable frames;
    private final Tracer tracer;
    private final Invariants invariants;
    private final IntFunction<Environment> environments;
    private final int[] blockOwner;
    /** Requests of the kernel's own, and what to do at their end. */
    private final Map<Integer, Consumer<DiskCompletion>> own = new TreeMap<>();
    /** By request number, so that cancelling goes in the order of submission. */
    private final Map<Integer, Transfer> pending = new TreeMap<>();

    Transfers(
            Disk disk, FrameTable frames, Tracer tracer, IntFunction<Environment> environments, Invariants invariants) {
        this.invariants = invariants;
        this.disk = disk;
        this.frames = frames;
        this.tracer = tracer;
        this.environments = environments;
        blockOwner = new int[disk.blocks()];
    }

    boolean owns(int env, int block) {
        return block >= 0 && block < blockOwner.length && blockOwner[block] == env;
    }

    /** Owner of a block; 0 if there is no such block. */
    int ownerOf(int block) {
        return block >= 0 && block < blockOwner.length ? blockOwner[block] : FrameTable.FREE;
    }

    /** Binds the first run of {@code n} free blocks; -1 if there is none. */
    int allocate(int env, int n) {
        int run = 0;
        for (int block = 0; block < blockOwner.length; block++) {
            run = blockOwner[block] == FrameTable.FREE ? run + 1 : 0;
            if (run == n) {
                int first = block - n + 1;
                bind(env, first, n);
                return first;
            }
        }
        return -1;
    }

    /** Gives free blocks to an environment. */
    void bind(int env, int first, int n) {
        for (int block = first; block < first + n; block++) {
            if (blockOwner[block] != FrameTable.FREE) {
                invariants.stop(Invariants.OWNER, "block " + block + " belongs to " + blockOwner[block]);
            }
        }
        invariants.checkAlive(env);
        Arrays.fill(blockOwner, first, first + n, env);
        tracer.emitFor(env, new KernelEvent.ExtentBound(first, n));
    }

    int submit(int env, int block, int frame, boolean write) {
        return submit(env, new BlockRun(block, List.of(frame)), write, null, 0);
    }

    /** Submits pieces that belong together. Returns the number by which their owner will hear of their end. */
    int submit(int env, List<BlockRun> pieces, boolean write) {
        TransferBatch batch = new TransferBatch(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            int request = submit(env, pieces.get(i), write, batch, i);
            if (i == 0) {
                batch.named(request);
            }
        }
        return batch.request();
    }

    private int submit(int env, BlockRun piece, boolean write, @Nullable TransferBatch batch, int number) {
        List<Integer> each = piece.frames();
        each.forEach(frame -> checkIssuer(env, frame));
        each.forEach(frames::pin);
        List<DmaSegment> segments = each.stream()
                .map(frame -> new DmaSegment(frame << PhysicalMemory.FRAME_SHIFT, Disk.BLOCK_BYTES))
                .toList();
        int request = disk.submit(piece.block() * DiskImage.BLOCK_SECTORS, segments, write);
        pending.put(request, new Transfer(env, each, batch, number));
        for (int i = 0; i < each.size(); i++) {
            tracer.emitFor(env, new KernelEvent.TransferSubmitted(request, piece.block() + i, each.get(i), write));
        }
        return request;
    }

    /** Blocks that an environment has on their way. */
    int inFlight(int env) {
        return pending.values().stream()
                .filter(transfer -> transfer.env() == env)
                .mapToInt(transfer -> transfer.frames().size())
                .sum();
    }

    /** Cancels what the disk still has to do with a frame; the owners of the transfers are told. */
    void cancelFrame(int frame) {
        List<Integer> requests = pending.entrySet().stream()
                .filter(entry -> entry.getValue().frames().contains(frame))
                .map(Map.Entry::getKey)
                .toList();
        for (int request : requests) {
            disk.cancel(request);
            endTransfer(request, new PieceEnd(0, End.CANCELLED));
        }
    }

    /**
     * Saves a frame that is taken by force: copies it to a buffer, and lets the disk write that when its turn comes.
     * Requests are served in order, so whoever reads the block later finds it written.
     */
    void save(PhysicalMemory memory, int frame, int block) {
        byte[] contents = new byte[Disk.BLOCK_BYTES];
        memory.read(frame << PhysicalMemory.FRAME_SHIFT, contents, 0, contents.length);
        expect(disk.submit(block, contents), completion -> {});
    }

    /**
     * Takes the blocks of an environment that is ending. The disk wipes them, a run of blocks a request, and they are
     * free when that is done: what they held stays secret.
     *
     * @return how many requests were made
     */
    int wipeAll(int env) {
        int runs = 0;
        for (int block = 0; block < blockOwner.length; block++) {
            int first = block;
            while (block < blockOwner.length && blockOwner[block] == env) {
                blockOwner[block++] = KERNEL;
            }
            if (block > first) {
                wipe(first, block - first, () -> {});
                runs++;
            }
        }
        return runs;
    }

    /** Has the disk wipe blocks of the kernel's, which are free afterwards; what cannot be wiped stays the kernel's. */
    void wipe(int first, int blocks, Runnable then) {
        expect(disk.submit(first, new byte[blocks * Disk.BLOCK_BYTES]), completion -> {
            if (completion.result() == DiskResult.DONE) {
                Arrays.fill(blockOwner, first, first + blocks, FrameTable.FREE);
            }
            then.run();
        });
    }

    /** Says what is to be done when a request of the kernel's own ends. */
    void expect(int request, Consumer<DiskCompletion> then) {
        own.put(request, then);
    }

    /** Whether a request of the kernel's own has not ended. */
    boolean expects(int request) {
        return own.containsKey(request);
    }

    /** Forgets a request of the kernel's own; nothing is transferred. */
    void forget(int request) {
        disk.cancel(request);
        own.remove(request);
    }

    /** Gives blocks from one that is not an environment to another: free, the kernel's, or catalogued. */
    void pass(int first, int n, int from, int to) {
        for (int block = first; block < first + n; block++) {
            if (blockOwner[block] != from) {
                invariants.stop(Invariants.OWNER, "block " + block + " belongs to " + blockOwner[block]);
            }
            blockOwner[block] = to;
        }
    }

    /** The disk has ended a request. */
    void end(DiskCompletion completion) {
        Consumer<DiskCompletion> then = own.remove(completion.request());
        if (then != null) {
            then.accept(completion);
            return;
        }
        boolean ok = completion.result() == DiskResult.DONE;
        endTransfer(
                completion.request(),
                new PieceEnd(completion.sectors() / DiskImage.BLOCK_SECTORS, ok ? End.DONE : End.BAD_SECTOR));
    }

    private void endTransfer(int request, PieceEnd end) {
        Transfer transfer = pending.remove(request);
        if (transfer == null) {
            invariants.stop(Invariants.DMA, "the disk ended request " + request + ", which nobody made");
            return;
        }
        boolean ok = end.end() == End.DONE;
        transfer.frames().forEach(frame -> checkIssuer(transfer.env(), frame));
        transfer.frames().forEach(frames::unpin);
        tracer.emitFor(transfer.env(), new KernelEvent.TransferEnded(request, ok));
        TransferBatch batch = transfer.batch();
        if (batch == null) {
            environments.apply(transfer.env()).post(new Upcall.TransferDone(request, ok));
            return;
        }
        batch.ended(transfer.piece(), end);
        if (batch.over()) {
            environments.apply(transfer.env()).post(batch.report());
        }
    }

    /** Whether an environment has blocks or transfers under way. */
    boolean anythingOf(int env) {
        return pending.values().stream().anyMatch(transfer -> transfer.env() == env)
                || Arrays.stream(blockOwner).anyMatch(owner -> owner == env);
    }

    /** Goes through all transfers under way. */
    void checkAll() {
        pending.values().forEach(transfer -> transfer.frames().forEach(frame -> checkIssuer(transfer.env(), frame)));
    }

    private void checkIssuer(int env, int frame) {
        if (frames.owner(frame) != env) {
            invariants.stop(
                    Invariants.DMA, "a transfer of " + env + " names frame " + frame + " of " + frames.owner(frame));
        }
    }
}
