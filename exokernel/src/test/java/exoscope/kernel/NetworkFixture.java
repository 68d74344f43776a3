package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.network.Frame;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.ebpf.Assembler;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/** A machine on a line whose other end is the test, with two environments, and everything that was traced. */
final class NetworkFixture {
    static final int FRAMES = 64;
    static final long SENDING = 500;
    static final int BYTES = 60;

    final List<TraceEntry> trace = new ArrayList<>();
    final Machine machine = new Machine(new MachineConfig(FRAMES, 32, new DiskTiming(0, 0, 0, 100)), trace::add);
    final Kernel kernel;
    final int one;
    final int two;
    final Exokernel first;
    final Exokernel second;
    final Capability key;
    final Capability otherKey;
    /** What the machine sent. */
    final List<Frame> sent = new ArrayList<>();

    NetworkFixture() {
        this(Engine.TRANSLATOR);
    }

    NetworkFixture(Engine engine) {
        kernel = new Kernel(machine, new KernelConfig(7, 10_000).withNetwork(4).withEngine(engine));
        machine.network().attach((frame, now) -> {
            sent.add(frame);
            return now + SENDING;
        });
        one = kernel.createEnvironment("one", 2);
        two = kernel.createEnvironment("two", 2);
        first = kernel.callsOf(one);
        second = kernel.callsOf(two);
        key = first.newCapability();
        otherKey = second.newCapability();
    }

    /** What is addressed to everybody, of a type that nobody else uses, for a number. */
    static Filter filter(int number) {
        return Filter.of(Atom.equal(12, 2, 0x9000), Atom.equal(14, 1, number));
    }

    static byte[] packet(int number, int content) {
        byte[] packet = new byte[BYTES];
        for (int i = 0; i < 6; i++) {
            packet[i] = -1;
        }
        packet[12] = (byte) 0x90;
        packet[14] = (byte) number;
        packet[15] = (byte) content;
        return packet;
    }

    /** Binds a filter of the first environment: words in frame 1, two slots in frame 2. */
    int bind(int number) {
        first.allocFrame(1, key);
        first.allocFrame(2, key);
        return first.bindFilter(filter(number), 1, List.of(2), key).get();
    }

    static Program program(String source, RegionSpec... regions) {
        return new Program("test", Assembler.assemble(source), List.of(regions));
    }

    void arrive(int number, int content) {
        machine.network()
                .arrive(Frame.of(packet(number, content)), machine.clock().now());
        pass(10);
    }

    /** Lets time pass and everything happen that falls due. */
    void pass(long cycles) {
        long end = machine.clock().now() + cycles;
        while (machine.events().nextCycle() <= end) {
            kernel.idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
        kernel.idleUntil(end);
    }

    int word(int frame, int offset) {
        return machine.memory().word((frame << 12) + offset);
    }

    void setWord(int frame, int offset, int value) {
        machine.memory().setWord((frame << 12) + offset, value);
    }

    /** The byte of a packet in a slot that tells packets apart. */
    int content(int frame, int slot) {
        return machine.memory().byteAt((frame << 12) + slot * ReceiveRing.SLOT_BYTES + 15);
    }

    <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
