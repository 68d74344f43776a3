package exoscope.hw.device;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.bus.DmaPort;
import java.util.ArrayList;
import java.util.List;

/** The disk's requests that come from a ring of descriptors in memory; docs/machine.md, section 6.5, draws it. */
final class DiskRing {
    /** Requests of the ring that the disk takes on at once. */
    static final int DEPTH = 32;
    /** Most pieces of memory of one request. */
    static final int MOST_SEGMENTS = 64;
    /** Most sectors of one request. */
    static final int MOST_SECTORS = 2048;

    private static final int WRITE = 1;
    private static final int SEGMENT_BYTES = 8;
    private static final int STATUS_OFFSET = 12;

    private final Disk disk;
    private final Clock clock;
    private final EventQueue events;
    private final InterruptController interrupts;
    private final Ring ring = new Ring();
    private final byte[] descriptor = new byte[Ring.DESCRIPTOR_BYTES];
    private final byte[] list = new byte[MOST_SEGMENTS * SEGMENT_BYTES];
    private int outstanding;
    private boolean running;
    private boolean stuck;
    private boolean fetchScheduled;

    DiskRing(Disk disk, Clock clock, EventQueue events, InterruptController interrupts) {
        this.disk = disk;
        this.clock = clock;
        this.events = events;
        this.interrupts = interrupts;
    }

    Ring ring() {
        return ring;
    }

    int outstanding() {
        return outstanding;
    }

    boolean running() {
        return running;
    }

    /** Starts or stops taking descriptors; what has been taken is done in any case. */
    void run(boolean wanted) {
        running = wanted;
        stuck = false;
        kick();
    }

    /** Whether it stopped because a descriptor could not be read from memory. */
    boolean stuck() {
        return stuck;
    }

    boolean setTail(int place) {
        boolean accepted = ring.setTail(place);
        kick();
        return accepted;
    }

    /** Looks at the ring in an event of its own, so that a register write does nothing else. */
    private void kick() {
        if (!fetchScheduled) {
            fetchScheduled = true;
            events.schedule(clock.now(), this::fetch);
        }
    }

    private void fetch() {
        fetchScheduled = false;
        while (running && !ring.isEmpty() && outstanding < DEPTH) {
            int address = ring.headAddress();
            if (disk.port().read(address, descriptor, 0, descriptor.length) < descriptor.length) {
                running = false;
                stuck = true;
                interrupts.raise(InterruptSource.DISK);
                return;
            }
            ring.advance();
            submit(address);
        }
    }

    private void submit(int address) {
        int first = DmaPort.word(descriptor, 0);
        int flags = DmaPort.word(descriptor, 4);
        List<DmaSegment> segments = segments(DmaPort.word(descriptor, 8), flags >>> 16);
        int sectors = (flags & 0xffff & ~WRITE) == 0 ? disk.sectors(first, segments) : 0;
        if (sectors == 0 || sectors > MOST_SECTORS) {
            complete(address, DiskResult.BAD_REQUEST, 0);
            interrupts.raise(InterruptSource.DISK);
            return;
        }
        outstanding++;
        disk.accept(first, sectors, (flags & WRITE) != 0, new DiskData.Memory(disk.port(), segments), completion -> {
            outstanding--;
            complete(address, completion.result(), completion.sectors());
            kick();
        });
    }

    /** The pieces of memory in a list, or none if there is no such list. */
    private List<DmaSegment> segments(int address, int count) {
        int bytes = count * SEGMENT_BYTES;
        if (count > MOST_SEGMENTS || disk.port().read(address, list, 0, bytes) < bytes) {
            return List.of();
        }
        List<DmaSegment> segments = new ArrayList<>(count);
        for (int at = 0; at < bytes; at += SEGMENT_BYTES) {
            segments.add(new DmaSegment(DmaPort.word(list, at), DmaPort.word(list, at + 4)));
        }
        return segments;
    }

    private void complete(int address, DiskResult result, int sectors) {
        disk.port().writeWord(address + STATUS_OFFSET, result.code() | sectors << 8);
    }
}
