package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskResult;
import exoscope.hw.device.DmaSegment;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.CachedBlocks.Entry;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction.Answer;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Blocks on their way between lent frames and their places on the disk. */
final class CacheTraffic {
    private final Kernel kernel;
    private final Volume volume;
    private final CachedBlocks cache;
    private final Forest forest;
    private final MetadataWriter metadata;

    CacheTraffic(Kernel kernel, Volume volume, CachedBlocks cache, Forest forest) {
        this.kernel = kernel;
        this.volume = volume;
        this.cache = cache;
        this.forest = forest;
        metadata = new MetadataWriter(kernel, volume);
    }

    /** Reads a block into the frame that was lent for it. */
    void read(Entry entry) {
        entry.cancelled = () -> tell(entry.lender, new Upcall.BlockRead(entry.block, false));
        transfer(entry, false, ok -> {
            Node node = Objects.requireNonNull(forest.node(entry.block));
            boolean good = ok && asKnown(node, entry);
            entry.state = CacheState.CLEAN;
            int lender = entry.lender;
            if (!good) {
                cache.discard(entry);
            } else if (lender == 0) {
                cache.release(entry);
            }
            tell(lender, new Upcall.BlockRead(entry.block, good));
        });
    }

    /** Whether metadata that was read owns what the kernel knows that it does. */
    private boolean asKnown(Node node, Entry entry) {
        if (!node.metadata()) {
            return true;
        }
        Answer answer = volume.ask(node.type(), volume.contents(entry));
        kernel.chargeCycles(entry.lender, answer.cycles());
        if (node.damaged() || answer.problem() != null || !answer.owned().equals(node.owned())) {
            node.setDamaged();
            return false;
        }
        return true;
    }

    /** Writes a cached block to its place; {@code env} hears of the end. */
    void write(Entry entry, Node node, int env) {
        kernel.guaranteed().narrow(entry.frame, Capability.READ);
        kernel.translations().narrow(entry.frame, Capability.READ);
        entry.state = CacheState.WRITING;
        Consumer<Boolean> then = ok -> written(entry, node, env, ok);
        if (node.metadata() && !node.root().temporary()) {
            kernel.accounts().countCopied(env, Disk.BLOCK_BYTES);
            metadata.write(node, volume.contents(entry), then);
        } else {
            entry.cancelled = () -> tellWritten(entry.block, env, false);
            transfer(entry, true, then);
        }
    }

    private void written(Entry entry, Node node, int env, boolean ok) {
        entry.state = ok ? CacheState.CLEAN : CacheState.DIRTY;
        if (ok) {
            forest.written(node);
        }
        tellWritten(entry.block, env, ok);
        if (ok && entry.lender == Tracer.NO_ENV) {
            cache.release(entry);
        } else if (entry.lender == Tracer.NO_ENV) {
            cache.discard(entry); // nobody is left who could see to it, and trying for ever is no help
        }
        flushOrphans();
    }

    private void tellWritten(int block, int env, boolean ok) {
        kernel.tracer().emitFor(env, new KernelEvent.BlockWritten(block, ok));
        tell(env, new Upcall.BlockWritten(block, ok));
    }

    private void transfer(Entry entry, boolean write, Consumer<Boolean> then) {
        int address = entry.frame << PhysicalMemory.FRAME_SHIFT;
        entry.request = kernel.machine()
                .disk()
                .submit(
                        entry.block * DiskImage.BLOCK_SECTORS,
                        List.of(new DmaSegment(address, Disk.BLOCK_BYTES)),
                        write);
        kernel.transfers().expect(entry.request, completion -> {
            entry.request = 0;
            then.accept(completion.result() == DiskResult.DONE);
        });
    }

    private void tell(int env, Upcall upcall) {
        if (env != Tracer.NO_ENV) {
            kernel.environment(env).post(upcall);
        }
    }

    /**
     * Writes what those who have ended left changed, as far as the order allows; the rest when something else is written. What
     * can never be written does not keep its frame.
     */
    void flushOrphans() {
        boolean gaveUp = true;
        while (gaveUp) { // others may have waited for what is given up
            gaveUp = false;
            for (Entry entry : cache.all()) {
                Node node = forest.node(entry.block);
                boolean orphan = entry.state == CacheState.DIRTY && entry.lender == Tracer.NO_ENV;
                if (orphan && node != null && cache.ofBlock(entry.block) == entry) {
                    flushOrphan(entry, node);
                    gaveUp |= cache.ofBlock(entry.block) == null;
                }
            }
        }
    }

    private void flushOrphan(Entry entry, Node node) {
        forest.before(node).stream()
                .filter(each -> !each.written() && asOnDisk(each))
                .forEach(forest::initialised);
        List<Node> before = forest.before(node);
        if (node.damaged() || before.stream().anyMatch(each -> !cached(each))) {
            cache.discard(entry);
        } else if (before.isEmpty()) {
            write(entry, node, Tracer.NO_ENV);
        }
    }

    private boolean cached(Node node) {
        Entry entry = cache.ofBlock(node.block());
        return entry != null && entry.state != CacheState.FREE;
    }

    /** Whether no frame holds a block otherwise than the disk, which has zeros where nothing was written. */
    private boolean asOnDisk(Node node) {
        Entry entry = cache.ofBlock(node.block());
        return entry == null || (entry.state != CacheState.DIRTY && entry.state != CacheState.WRITING);
    }
}
