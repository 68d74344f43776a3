package exoscope.kernel;

import exoscope.hw.EventQueue;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskResult;
import exoscope.hw.device.DmaSegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The disk while a kernel boots and has nothing else to do than to wait for it. Frame 0 is the buffer: nobody has it yet. */
final class BootDisk {
    private final Kernel kernel;
    private final Disk disk;
    private @Nullable DiskResult result;

    BootDisk(Kernel kernel) {
        this.kernel = kernel;
        disk = kernel.machine().disk();
    }

    /** Reads blocks; empty if a sector is bad. */
    Optional<byte[]> read(int first, int blocks) {
        byte[] all = new byte[blocks * Disk.BLOCK_BYTES];
        for (int i = 0; i < blocks; i++) {
            int request = disk.submit(
                    (first + i) * DiskImage.BLOCK_SECTORS, List.of(new DmaSegment(0, Disk.BLOCK_BYTES)), false);
            if (!done(request)) {
                return Optional.empty();
            }
            PhysicalMemory memory = kernel.machine().memory();
            memory.read(0, all, i * Disk.BLOCK_BYTES, Disk.BLOCK_BYTES);
            memory.zeroFrame(0);
        }
        return Optional.of(all);
    }

    /** Writes blocks; false if a sector is bad. */
    boolean write(int first, byte[] bytes) {
        return done(disk.submit(first, bytes));
    }

    private boolean done(int request) {
        result = null;
        kernel.transfers().expect(request, completion -> result = completion.result());
        EventQueue events = kernel.machine().events();
        while (result == null) {
            if (events.nextCycle() == EventQueue.NEVER) {
                throw new IllegalStateException("the disk does not answer");
            }
            kernel.idleUntil(events.nextCycle());
            events.runDue(kernel.machine().clock().now());
        }
        return result == DiskResult.DONE;
    }
}
