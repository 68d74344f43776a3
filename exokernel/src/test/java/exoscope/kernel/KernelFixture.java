package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.Disk;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small machine with two environments, and everything that was traced. */
final class KernelFixture {
    static final int FRAMES = 16;
    static final long DEADLINE = 10_000;
    static final long TRANSFER = 100;

    final List<TraceEntry> trace = new ArrayList<>();
    final Machine machine = new Machine(new MachineConfig(FRAMES, 32, new DiskTiming(0, 0, 0, TRANSFER)), trace::add);
    final Kernel kernel = new Kernel(machine, new KernelConfig(7, DEADLINE));
    final int one = kernel.createEnvironment("one", 2);
    final int two = kernel.createEnvironment("two", 2);
    final Exokernel first = kernel.callsOf(one);
    final Exokernel second = kernel.callsOf(two);
    final Capability key = first.newCapability();
    final Capability otherKey = second.newCapability();

    /** Lets time pass and everything happen that falls due. */
    void pass(long cycles) {
        passUntil(machine.clock().now() + cycles);
    }

    void passUntil(long end) {
        while (machine.events().nextCycle() <= end) {
            kernel.idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
        kernel.idleUntil(end);
    }

    /** The deadline of the last request for a frame. */
    long deadline(int frame) {
        return events(KernelEvent.RevocationRequested.class).stream()
                .filter(request -> request.frame() == frame)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .deadline();
    }

    <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** A block full of one byte. */
    byte[] block(int value) {
        byte[] bytes = new byte[Disk.BLOCK_BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    void store(int frame, int value) {
        machine.memory().setWord(frame << 12, value);
    }

    int load(int frame) {
        return machine.memory().word(frame << 12);
    }
}
