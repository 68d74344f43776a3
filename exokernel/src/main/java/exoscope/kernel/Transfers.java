package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.hw.trace.Tracer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Disk blocks with their owners, and the transfers under way.
 *
 * <p>Invariants: a block has one owner or none; a frame is pinned exactly as often as transfers name it; the disk never
 * touches a frame or a block that the issuer does not own, since neither can leave its owner before its transfers have
 * ended.
 */
final class Transfers {
    /** Owner of blocks that still hold what an ended environment left: the kernel, until they are wiped. */
    private static final int KERNEL = -1;

    private record Transfer(int env, int block, int frame) {}

    private record Wipe(int first, int blocks) {}

    private final Disk disk;
    private final FrameTable frames;
    private final Tracer tracer;
    private final Invariants invariants;
    private final IntFunction<Environment> environments;
    private final int[] blockOwner;
    /** Requests of the kernel's own: blocks being wiped, or none where something is being saved. */
    private final Map<Integer, Wipe> own = new TreeMap<>();
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

    /** The environment that owns all of these blocks, 0 if they are not all one environment's or do not all exist. */
    int ownerOf(int first, int n) {
        if (first < 0 || n < 1 || n > blockOwner.length - first) {
            return FrameTable.FREE;
        }
        int owner = blockOwner[first];
        boolean one = Arrays.stream(blockOwner, first, first + n).allMatch(each -> each == owner);
        return one && owner != KERNEL ? owner : FrameTable.FREE;
    }

    /** Blocks that an environment owns. */
    int countOwnedBy(int env) {
        return (int) Arrays.stream(blockOwner).filter(owner -> owner == env).count();
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
        checkIssuer(env, block, frame);
        frames.pin(frame);
        int request = disk.submit(block, frame << PhysicalMemory.FRAME_SHIFT, write);
        pending.put(request, new Transfer(env, block, frame));
        tracer.emitFor(env, new KernelEvent.TransferSubmitted(request, block, frame, write));
        return request;
    }

    /** Cancels what the disk still has to do with a frame; the owners of the transfers are told. */
    void cancelFrame(int frame) {
        cancel(transfer -> transfer.frame() == frame);
    }

    private void cancel(Predicate<Transfer> which) {
        List<Integer> requests = pending.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (int request : requests) {
            disk.cancel(request);
            end(request, false);
        }
    }

    /**
     * Saves a frame that is taken by force: copies it to a buffer, and lets the disk write that when its turn comes.
     * Requests are served in order, so whoever reads the block later finds it written.
     */
    void save(PhysicalMemory memory, int frame, int block) {
        byte[] contents = new byte[Disk.BLOCK_BYTES];
        memory.read(frame << PhysicalMemory.FRAME_SHIFT, contents, 0, contents.length);
        own.put(disk.submit(block, contents), new Wipe(block, 0));
    }

    /**
     * Copies an extent that is taken by force to other blocks: the disk reads it to a buffer and writes that, one after the
     * other, before anything that is asked of it later. A block that cannot be read becomes zeros.
     */
    void copy(Resource.Extent from, int to) {
        byte[] buffer = new byte[from.blocks() * Disk.BLOCK_BYTES];
        own.put(disk.fetch(from.first(), buffer), new Wipe(to, 0));
        own.put(disk.submit(to, buffer), new Wipe(to, 0));
    }

    /**
     * Takes owned blocks from their owner. What the disk has still to do with them is cancelled; then it wipes them, and they
     * are free when that is done.
     */
    void release(Resource.Extent extent) {
        int owner = ownerOf(extent.first(), extent.blocks());
        if (owner == FrameTable.FREE) {
            invariants.stop(Invariants.OWNER, extent.inWords() + " are given back and have no owner");
        }
        cancel(transfer -> extent.overlaps(new Resource.Extent(transfer.block(), 1)));
        wipe(owner, extent.first(), extent.blocks());
    }

    private void wipe(int env, int first, int blocks) {
        Arrays.fill(blockOwner, first, first + blocks, KERNEL);
        own.put(disk.submit(first, new byte[blocks * Disk.BLOCK_BYTES]), new Wipe(first, blocks));
        tracer.emitFor(env, new KernelEvent.ExtentReleased(first, blocks));
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
                block++;
            }
            if (block > first) {
                wipe(env, first, block - first);
                runs++;
            }
        }
        return runs;
    }

    /** The disk has ended a request. */
    void end(int request, boolean ok) {
        Wipe wipe = own.remove(request);
        if (wipe != null) {
            Arrays.fill(blockOwner, wipe.first(), wipe.first() + wipe.blocks(), FrameTable.FREE);
        } else {
            endTransfer(request, ok);
        }
    }

    private void endTransfer(int request, boolean ok) {
        Transfer transfer = pending.remove(request);
        if (transfer == null) {
            invariants.stop(Invariants.DMA, "the disk ended request " + request + ", which nobody made");
            return;
        }
        checkIssuer(transfer.env(), transfer.block(), transfer.frame());
        frames.unpin(transfer.frame());
        tracer.emitFor(transfer.env(), new KernelEvent.TransferEnded(request, ok));
        environments.apply(transfer.env()).post(new Upcall.TransferDone(request, ok));
    }

    /** Whether an environment has blocks or transfers under way. */
    boolean anythingOf(int env) {
        return pending.values().stream().anyMatch(transfer -> transfer.env() == env)
                || Arrays.stream(blockOwner).anyMatch(owner -> owner == env);
    }

    /** Goes through all transfers under way. */
    void checkAll() {
        pending.values().forEach(transfer -> checkIssuer(transfer.env(), transfer.block(), transfer.frame()));
    }

    private void checkIssuer(int env, int block, int frame) {
        if (blockOwner[block] != env) {
            invariants.stop(
                    Invariants.BLOCKS, "a transfer of " + env + " names block " + block + " of " + blockOwner[block]);
        }
        if (frames.owner(frame) != env) {
            invariants.stop(
                    Invariants.DMA, "a transfer of " + env + " names frame " + frame + " of " + frames.owner(frame));
        }
    }
}
