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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The transfers under way.
 *
 * <p>Invariants: a frame is pinned exactly as often as transfers name it; the disk never touches a frame or a block that
 * the issuer does not own, since neither can leave its owner before its transfers have ended.
 */
final class Transfers {
    /** @param piece which one of the batch, if it is of one */
    private record Transfer(int env, BlockRun run, @Nullable TransferBatch batch, int piece) {
        Resource.Extent extent() {
            return new Resource.Extent(run.block(), run.frames().size());
        }
    }

    private final Disk disk;
    private final BlockTable blocks;
    private final FrameTable frames;
    private final Tracer tracer;
    private final Invariants invariants;
    private final IntFunction<Environment> environments;
    /** Requests of the kernel's own, and what to do at their end. */
    private final Map<Integer, Consumer<DiskCompletion>> own = new TreeMap<>();
    /** By request number, so that cancelling goes in the order of submission. */
    private final Map<Integer, Transfer> pending = new TreeMap<>();

    Transfers(
            Disk disk,
            BlockTable blocks,
            FrameTable frames,
            Tracer tracer,
            IntFunction<Environment> environments,
            Invariants invariants) {
        this.invariants = invariants;
        this.disk = disk;
        this.blocks = blocks;
        this.frames = frames;
        this.tracer = tracer;
        this.environments = environments;
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

    private int submit(int env, BlockRun run, boolean write, @Nullable TransferBatch batch, int number) {
        Transfer transfer = new Transfer(env, run, batch, number);
        checkIssuer(transfer);
        run.frames().forEach(frames::pin);
        List<DmaSegment> segments = run.frames().stream()
                .map(frame -> new DmaSegment(frame << PhysicalMemory.FRAME_SHIFT, Disk.BLOCK_BYTES))
                .toList();
        int request = disk.submit(run.block() * DiskImage.BLOCK_SECTORS, segments, write);
        pending.put(request, transfer);
        for (int i = 0; i < segments.size(); i++) {
            int frame = run.frames().get(i);
            tracer.emitFor(env, new KernelEvent.TransferSubmitted(request, run.block() + i, frame, write));
        }
        return request;
    }

    /** Blocks that an environment has on their way. */
    int inFlight(int env) {
        return pending.values().stream()
                .filter(transfer -> transfer.env() == env)
                .mapToInt(transfer -> transfer.run().frames().size())
                .sum();
    }

    /** Cancels what the disk still has to do with a frame; the owners of the transfers are told. */
    void cancelFrame(int frame) {
        cancel(transfer -> transfer.run().frames().contains(frame));
    }

    private void cancel(Predicate<Transfer> which) {
        List<Integer> requests = pending.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
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
     * Copies an extent that is taken by force to other blocks: the disk reads it to a buffer and writes that, one after the
     * other, before anything that is asked of it later. A block that cannot be read becomes zeros.
     */
    void copy(Resource.Extent from, int to) {
        byte[] buffer = new byte[from.blocks() * Disk.BLOCK_BYTES];
        expect(disk.fetch(from.first(), buffer), completion -> {});
        expect(disk.submit(to, buffer), completion -> {});
    }

    /**
     * Takes owned blocks from their owner. What the disk has still to do with them is cancelled; then it wipes them, and they
     * are free when that is done.
     */
    void release(Resource.Extent extent) {
        int owner = blocks.ownerOf(extent.first(), extent.blocks());
        if (owner == FrameTable.FREE) {
            invariants.stop(Invariants.OWNER, extent.inWords() + " are given back and have no owner");
        }
        cancel(transfer -> extent.overlaps(transfer.extent()));
        wipe(owner, extent.first(), extent.blocks());
    }

    private void wipe(int env, int first, int n) {
        blocks.pass(first, n, env, BlockTable.KERNEL);
        wipe(first, n, () -> {});
        tracer.emitFor(env, new KernelEvent.ExtentReleased(first, n));
    }

    /**
     * Takes the blocks of an environment that is ending. The disk wipes them, a run of blocks a request, and they are
     * free when that is done: what they held stays secret.
     *
     * @return how many requests were made
     */
    int wipeAll(int env) {
        int runs = 0;
        for (int block = 0; block < blocks.size(); block++) {
            int first = block;
            while (blocks.owns(env, block)) {
                block++;
            }
            if (block > first) {
                wipe(env, first, block - first);
                runs++;
            }
        }
        return runs;
    }

    /** Has the disk wipe blocks of the kernel's, which are free afterwards; what cannot be wiped stays the kernel's. */
    void wipe(int first, int n, Runnable then) {
        blocks.setWiped(first, n, true);
        expect(disk.submit(first, new byte[n * Disk.BLOCK_BYTES]), completion -> {
            blocks.setWiped(first, n, false);
            if (completion.result() == DiskResult.DONE) {
                blocks.pass(first, n, BlockTable.KERNEL, FrameTable.FREE);
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

    /** The disk has ended a request. */
    void end(DiskCompletion completion) {
        Consumer<DiskCompletion> then = own.remove(completion.request());
        if (then != null) {
            then.accept(completion);
            return;
        }
        boolean ok = completion.result() == DiskResult.DONE;
        int moved = completion.sectors() / DiskImage.BLOCK_SECTORS;
        endTransfer(completion.request(), new PieceEnd(moved, ok ? End.DONE : End.BAD_SECTOR));
    }

    private void endTransfer(int request, PieceEnd end) {
        Transfer transfer = pending.remove(request);
        if (transfer == null) {
            invariants.stop(Invariants.DMA, "the disk ended request " + request + ", which nobody made");
            return;
        }
        boolean ok = end.end() == End.DONE;
        checkIssuer(transfer);
        transfer.run().frames().forEach(frames::unpin);
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
        return pending.values().stream().anyMatch(transfer -> transfer.env() == env) || blocks.countOwnedBy(env) > 0;
    }

    /** Goes through all transfers under way. */
    void checkAll() {
        pending.values().forEach(this::checkIssuer);
    }

    private void checkIssuer(Transfer transfer) {
        int env = transfer.env();
        Resource.Extent extent = transfer.extent();
        for (int i = 0; i < extent.blocks(); i++) {
            int block = extent.first() + i;
            if (!blocks.owns(env, block)) {
                invariants.stop(
                        Invariants.BLOCKS,
                        "a transfer of " + env + " names block " + block + " of " + blocks.ownerOf(block));
            }
            int frame = transfer.run().frames().get(i);
            if (frames.owner(frame) != env) {
                invariants.stop(
                        Invariants.DMA,
                        "a transfer of " + env + " names frame " + frame + " of " + frames.owner(frame));
            }
        }
    }
}
