package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * A disk of 4 KiB blocks that serves one request at a time, in the order submitted, by DMA to and from memory.
 *
 * <p>Data moves at the end of a request: until then a write has not reached the platter and a read has not reached
 * memory. Cancelling a request before its end therefore leaves both sides as they were.
 */
public final class Disk {
    /** Bytes in a block: one frame. */
    public static final int BLOCK_BYTES = PhysicalMemory.FRAME_BYTES;

    /** A request; {@code move} moves its data when it ends. */
    private record Request(int id, int block, int blocks, boolean write, Runnable move) {}

    private final Clock clock;
    private final EventQueue events;
    private final PhysicalMemory memory;
    private final InterruptController interrupts;
    private final Tracer tracer;
    private final DiskTiming timing;
    private final byte[] platter;
    private final Deque<Request> waiting = new ArrayDeque<>();
    /** Requests that have ended and that a driver in Java has not been told of. */
    private final Deque<Integer> ended = new ArrayDeque<>();

    private int arm;
    private int nextId = 1;
    /** Request on the arm, or 0; its end is {@link #end}. */
    private int active;

    private EventQueue.Event end;

    public Disk(
            Clock clock,
            EventQueue events,
            PhysicalMemory memory,
            InterruptController interrupts,
            Tracer tracer,
            DiskTiming timing,
            int blocks) {
        this.clock = clock;
        this.interrupts = interrupts;
        this.events = events;
        this.memory = memory;
        this.tracer = tracer;
        this.timing = timing;
        this.platter = new byte[blocks * BLOCK_BYTES];
        this.end = events.schedule(0, () -> {});
        end.cancel();
    }

    public int blocks() {
        return platter.length / BLOCK_BYTES;
    }

    /** Who is told, with the request's number and whether it succeeded, when a request ends (the disk's interrupt). */
    public void onCompletion(BiConsumer<Integer, Boolean> handler) {
        interrupts.connect(InterruptSource.DISK, () -> {
            while (!ended.isEmpty()) {
                handler.accept(ended.remove(), true);
            }
        });
    }

    /**
     * Queues a transfer of one block.
     *
     * @param block block on the disk, 0 to {@link #blocks()}-1
     * @param address physical address of the first byte in memory, a multiple of the frame size
     * @return the request's number
     */
    public int submit(int block, int address, boolean write) {
        if (block < 0 || block >= blocks() || address < 0 || address > memory.size() - BLOCK_BYTES) {
            throw new IllegalArgumentException("disk request block " + block + ", address " + address);
        }
        int at = block * BLOCK_BYTES;
        Runnable move = write
                ? () -> memory.read(address, platter, at, BLOCK_BYTES)
                : () -> memory.write(address, platter, at, BLOCK_BYTES);
        return enqueue(new Request(nextId++, block, 1, write, move));
    }

    /**
     * Queues a write of consecutive blocks from a buffer in the driver's hands instead of the machine's memory.
     *
     * @param bytes whole blocks; not to be changed afterwards
     * @return the request's number
     */
    public int submit(int block, byte[] bytes) {
        int count = bytes.length / BLOCK_BYTES;
        if (block < 0 || count < 1 || block > blocks() - count || bytes.length % BLOCK_BYTES != 0) {
            throw new IllegalArgumentException("disk request block " + block + ", " + bytes.length + " bytes");
        }
        Runnable move = () -> System.arraycopy(bytes, 0, platter, block * BLOCK_BYTES, bytes.length);
        return enqueue(new Request(nextId++, block, count, true, move));
    }

    private int enqueue(Request request) {
        waiting.add(request);
        startNext();
        return request.id();
    }

    /** Forgets a request that has not ended; nothing is transferred. Returns whether there was one. */
    public boolean cancel(int id) {
        if (id != 0 && id == active) {
            end.cancel();
            active = 0;
            startNext();
            return true;
        }
        return waiting.removeIf(request -> request.id() == id);
    }

    /** Reads a block at once, past all timing: for tools and tests that look at the platter. */
    public byte[] peek(int block) {
        byte[] bytes = new byte[BLOCK_BYTES];
        System.arraycopy(platter, block * BLOCK_BYTES, bytes, 0, BLOCK_BYTES);
        return bytes;
    }

    /** Writes a block at once, past all timing: for loading an image. */
    public void poke(int block, byte[] bytes) {
        System.arraycopy(bytes, 0, platter, block * BLOCK_BYTES, BLOCK_BYTES);
    }

    private void startNext() {
        if (active != 0 || waiting.isEmpty()) {
            return;
        }
        Request request = waiting.remove();
        active = request.id();
        long until = clock.now() + timing.cycles(arm, request.block(), request.blocks());
        arm = request.block() + request.blocks() - 1;
        tracer.emit(new HwEvent.DiskStarted(request.id(), request.block(), request.blocks(), request.write(), until));
        end = events.schedule(until, () -> finish(request));
    }

    private void finish(Request request) {
        active = 0;
        request.move().run();
        tracer.emit(new HwEvent.DiskFinished(request.id(), true));
        ended.add(request.id());
        interrupts.raise(InterruptSource.DISK);
        startNext();
    }
}
