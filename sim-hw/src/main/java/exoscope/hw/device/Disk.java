package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.bus.DmaPort;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk of 512-byte sectors in 4 KiB blocks that moves data by DMA (docs/machine.md, section 6.5). It serves one request
 * at a time, and takes on others meanwhile.
 *
 * <p>Data moves at the end of a request: until then a write has not reached the platter and a read has not reached
 * memory. Cancelling a request before its end therefore leaves both sides as they were. When the power fails, the sectors
 * that have passed under the head are written all the same.
 */
public final class Disk {
    /** Bytes in a block: one frame. */
    public static final int BLOCK_BYTES = PhysicalMemory.FRAME_BYTES;

    private static final int BLOCK_SECTORS = DiskImage.BLOCK_SECTORS;

    private final Clock clock;
    private final EventQueue events;
    private final InterruptController interrupts;
    private final Tracer tracer;
    private final DmaPort port;
    private final DiskMechanics mechanics;
    private final DiskFaults faults = new DiskFaults();
    private final DiskQueue waiting = new DiskQueue();
    /** Requests of a driver in Java that have ended and that it has not been told of. */
    private final Deque<DiskCompletion> ended = new ArrayDeque<>();

    private final byte[] sector = new byte[DiskImage.SECTOR_BYTES];
    private final long seed;
    private DiskPolicy policy;
    private DiskImage platter;
    private int nextId = 1;
    private boolean off;

    /** Request under the head, if any: begun at {@link #start} with the arm at {@link #from}, over at {@link #end}. */
    private @Nullable DiskRequest active;

    private long start;
    private int from;
    private int arm;
    private EventQueue.Event end;

    public Disk(
            Clock clock,
            EventQueue events,
            DmaPort port,
            InterruptController interrupts,
            Tracer tracer,
            DiskMechanics mechanics,
            DiskPolicy policy,
            int blocks,
            long seed) {
        this.clock = clock;
        this.events = events;
        this.port = port;
        this.interrupts = interrupts;
        this.tracer = tracer;
        this.mechanics = mechanics;
        this.policy = policy;
        this.seed = seed;
        platter = new DiskImage(blocks);
        end = events.schedule(0, () -> {});
        end.cancel();
    }

    public int blocks() {
        return platter.blocks();
    }

    /** Who is told, with the request's number and whether it succeeded, when a request ends (the disk's interrupt). */
    public void onCompletion(BiConsumer<Integer, Boolean> handler) {
        onEnd(completion -> handler.accept(completion.request(), completion.result() == DiskResult.DONE));
    }

    /** Who is told how a request ended, by the disk's interrupt. */
    public void onEnd(Consumer<DiskCompletion> handler) {
        interrupts.connect(InterruptSource.DISK, () -> {
            while (!ended.isEmpty()) {
                handler.accept(ended.remove());
            }
        });
    }

    /**
     * Queues a transfer of one block.
     *
     * @param block block on the disk, 0 to {@link #blocks()}-1
     * @param address where the DMA begins in memory
     * @return the request's number
     */
    public int submit(int block, int address, boolean write) {
        if (block < 0 || block >= blocks()) {
            throw new IllegalArgumentException("disk request block " + block + ", address " + address);
        }
        return submit(block * BLOCK_SECTORS, List.of(new DmaSegment(address, BLOCK_BYTES)), write);
    }

    /**
     * Queues a transfer of consecutive sectors from or to pieces of memory.
     *
     * @param segments the pieces, each of whole sectors
     * @return the request's number
     */
    public int submit(int firstSector, List<DmaSegment> segments, boolean write) {
        int sectors = sectors(firstSector, segments);
        if (sectors == 0) {
            throw new IllegalArgumentException("disk request sector " + firstSector + ", memory " + segments);
        }
        return accept(firstSector, sectors, write, new DiskData.Memory(port, List.copyOf(segments)), ended::add);
    }

    /**
     * Queues a write of consecutive blocks from a buffer in the driver's hands instead of the machine's memory.
     *
     * @param bytes whole blocks, as they are when the disk gets to them
     * @return the request's number
     */
    public int submit(int block, byte[] bytes) {
        return submit(block, bytes, true);
    }

    /**
     * Queues a read of consecutive blocks to a buffer in the driver's hands.
     *
     * @param bytes whole blocks; what is in them before the request has ended means nothing
     * @return the request's number
     */
    public int fetch(int block, byte[] bytes) {
        return submit(block, bytes, false);
    }

    private int submit(int block, byte[] bytes, boolean write) {
        int count = bytes.length / BLOCK_BYTES;
        if (block < 0 || count < 1 || block > blocks() - count || bytes.length % BLOCK_BYTES != 0) {
            throw new IllegalArgumentException("disk request block " + block + ", " + bytes.length + " bytes");
        }
        DiskData data = new DiskData.Buffer(bytes);
        return accept(block * BLOCK_SECTORS, count * BLOCK_SECTORS, write, data, ended::add);
    }

    /** Sectors of a request from {@code first} on for these pieces of memory, or 0 if there is no such request. */
    int sectors(int first, List<DmaSegment> segments) {
        long bytes = 0;
        for (DmaSegment segment : segments) {
            long end = Integer.toUnsignedLong(segment.address()) + segment.length();
            if (segment.length() <= 0 || segment.length() % DiskImage.SECTOR_BYTES != 0 || end > 1L << 32) {
                return 0;
            }
            bytes += segment.length();
        }
        long sectors = bytes / DiskImage.SECTOR_BYTES;
        return first < 0 || first + sectors > platter.sectors() ? 0 : (int) sectors;
    }

    /** Queues a transfer that makes sense; its end is told to {@code listener} before the interrupt is raised. */
    int accept(int first, int sectors, boolean write, DiskData data, Consumer<DiskCompletion> listener) {
        DiskRequest request = new DiskRequest(nextId++, first, sectors, write, data, listener);
        waiting.add(request);
        startNext();
        return request.id();
    }

    /** A port for what the disk reads and writes in memory besides the data. */
    DmaPort port() {
        return port;
    }

    /** Forgets a request that has not ended; nothing is transferred. Returns whether there was one. */
    public boolean cancel(int id) {
        if (active != null && active.id() == id) {
            end.cancel();
            active = null;
            startNext();
            return true;
        }
        return waiting.remove(id);
    }

    public DiskPolicy policy() {
        return policy;
    }

    /** Chooses how the next request is found from now on. */
    public void setPolicy(DiskPolicy wanted) {
        policy = wanted;
    }

    /** The sectors that are bad, and where to spoil others. */
    public DiskFaults faults() {
        return faults;
    }

    /** Reads a block at once, past all timing: for tools and tests that look at the platter. */
    public byte[] peek(int block) {
        return platter.block(block);
    }

    /** Writes a block at once, past all timing: for loading an image. */
    public void poke(int block, byte[] bytes) {
        platter.write(block * BLOCK_SECTORS, 0, bytes, 0, BLOCK_BYTES);
    }

    /** Puts in a platter with other contents, of the same size. */
    public void insert(DiskImage image) {
        if (image.blocks() != blocks()) {
            throw new IllegalArgumentException(
                    "an image of " + image.blocks() + " blocks in a disk of " + blocks() + " blocks");
        }
        platter = image.copy();
    }

    /**
     * Takes the power away, now. Of a write under way the sectors that have passed under the head are on the platter, and
     * the one under the head is torn: its first bytes are the new ones, the next eight are anything, the rest is as
     * before. Nothing that waits, and nothing asked for from now on, is ever done.
     *
     * @return what a machine that is switched on again finds on its disk
     */
    public DiskImage powerFail() {
        long failed = clock.now(); // reading memory for what is written may take cycles
        int written = 0;
        DiskRequest request = active;
        if (request != null && request.write()) {
            while (written < request.sectors()
                    && mechanics.end(start, from, request.first(), written) <= failed
                    && moveSector(request, written) == DiskResult.DONE) {
                written++;
            }
        }
        tracer.emit(new HwEvent.PowerFailed(written));
        if (request != null && request.write() && written < request.sectors()) {
            tear(request, written, failed);
        }
        off = true;
        end.cancel();
        active = null;
        waiting.clear();
        return platter.copy();
    }

    private void tear(DiskRequest request, int index, long failed) {
        long begin = mechanics.begin(start, from, request.first(), index);
        long span = mechanics.end(start, from, request.first(), index) - begin;
        int torn = request.first() + index;
        if (failed <= begin || failed >= begin + span || faults.prevents(torn, true)) {
            return;
        }
        int bytes = (int) ((failed - begin) * DiskImage.SECTOR_BYTES / span);
        if (request.data().fetch(index, sector)) {
            TornSector.write(platter, torn, sector, bytes, seed ^ failed);
            tracer.emit(new HwEvent.SectorTorn(request.id(), torn, bytes));
        }
    }

    private void startNext() {
        if (off || active != null || waiting.isEmpty()) {
            return;
        }
        DiskRequest request = waiting.next(policy, arm);
        active = request;
        start = clock.now();
        from = arm;
        arm = request.last();
        long until = mechanics.end(start, from, request.first(), request.sectors() - 1) + faults.delayOfNext();
        tracer.emit(
                new HwEvent.DiskStarted(request.id(), request.firstBlock(), request.blocks(), request.write(), until));
        end = events.schedule(until, () -> finish(request));
    }

    private void finish(DiskRequest request) {
        active = null;
        DiskResult result = DiskResult.DONE;
        int moved = 0;
        while (moved < request.sectors() && result == DiskResult.DONE) {
            result = moveSector(request, moved);
            moved += result == DiskResult.DONE ? 1 : 0;
        }
        request.ended().accept(new DiskCompletion(request.id(), result, moved));
        tracer.emit(new HwEvent.DiskFinished(request.id(), result == DiskResult.DONE));
        interrupts.raise(InterruptSource.DISK);
        startNext();
    }

    private DiskResult moveSector(DiskRequest request, int index) {
        int number = request.first() + index;
        if (faults.prevents(number, request.write())) {
            return DiskResult.MEDIA_ERROR;
        }
        boolean moved;
        if (request.write()) {
            moved = request.data().fetch(index, sector);
            if (moved) {
                platter.write(number, 0, sector, 0, sector.length);
                faults.written(number);
            }
        } else {
            platter.read(number, 0, sector, 0, sector.length);
            moved = request.data().store(index, sector);
        }
        return moved ? DiskResult.DONE : DiskResult.DMA_FAULT;
    }
}
