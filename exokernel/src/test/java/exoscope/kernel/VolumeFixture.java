package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.xn.Catalogue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a volume on its disk and two environments. Metadata of the one type that is added is a table of sixteen
 * entries of three words: first block, how many, and their type; an entry of no blocks is empty.
 */
final class VolumeFixture {
    static final int FRAMES = 40;
    static final int BLOCKS = 48;
    static final long TRANSFER = 80;
    static final int ENTRY = 12;
    static final int ENTRIES = 16;
    static final int TABLE = 1;
    static final int DATA = ExokernelVolume.DATA;
    /** The first block that is not the kernel's. */
    static final int B = Catalogue.AREA;

    static final Program OWNS = NetworkFixture.program("""
            r6 = 0
            loop:
            *(u32 *)(r10 - 4) = r6
            r1 = region[0]
            r2 = r10
            r2 += -4
            call 1
            if r0 == 0 goto next
            r2 = *(u32 *)(r0 + 4)
            if r2 == 0 goto next
            r1 = *(u32 *)(r0 + 0)
            r3 = *(u32 *)(r0 + 8)
            call 7
            next:
            r6 += 1
            if r6 < 16 goto loop
            r0 = 0
            exit
            """, RegionSpec.array("table", ENTRY, ENTRIES, false));

    final List<TraceEntry> trace = new ArrayList<>();
    final Machine machine;
    final Kernel kernel;
    final int one;
    final int two;
    final Exokernel first;
    final Exokernel second;
    final Capability key;
    final Capability otherKey;
    final ExokernelVolume volume;

    VolumeFixture() {
        this(null, Engine.TRANSLATOR);
    }

    /** The power has failed. */
    static final class PowerFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        /** What is on the disk. */
        final transient DiskImage disk;

        PowerFailedException(DiskImage disk) {
            super("power failed", null, false, false);
            this.disk = disk;
        }
    }

    /** @param found what is on the disk, or null for one of zeros */
    VolumeFixture(@Nullable DiskImage found, Engine engine) {
        this(found, engine, -1);
    }

    /** @param failing the cycle at which the power fails, or -1 */
    VolumeFixture(@Nullable DiskImage found, Engine engine, long failing) {
        this(found, engine, failing, -1);
    }

    /** @param bad a sector that cannot be read, or -1 */
    VolumeFixture(@Nullable DiskImage found, Engine engine, long failing, int bad) {
        machine = new Machine(new MachineConfig(FRAMES, BLOCKS, new DiskTiming(0, 0, 0, TRANSFER)), trace::add);
        if (found != null) {
            machine.disk().insert(found);
        }
        if (bad >= 0) {
            machine.disk().faults().spoilReading(bad);
        }
        if (failing >= 0) {
            machine.events().schedule(failing, () -> {
                throw new PowerFailedException(machine.powerFail());
            });
        }
        kernel = new Kernel(machine, new KernelConfig(7, 10_000).withVolume().withEngine(engine));
        one = kernel.createEnvironment("one", 2);
        two = kernel.createEnvironment("two", 2);
        first = kernel.callsOf(one);
        second = kernel.callsOf(two);
        key = first.newCapability();
        otherKey = second.newCapability();
        volume = first.volume();
    }

    /** With everything wiped, the type added, and that on the disk. */
    VolumeFixture ready() {
        volume.addTemplate(OWNS).get();
        settle();
        return this;
    }

    /** Lets the disk end whatever it was asked to do. */
    void settle() {
        pass(100 * TRANSFER);
    }

    void pass(long cycles) {
        long end = machine.clock().now() + cycles;
        while (machine.events().nextCycle() <= end) {
            kernel.idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
        kernel.idleUntil(Math.max(end, machine.clock().now()));
    }

    /** A root at a block, on the disk and in a frame. */
    int root(int block, Capability guard) {
        int root = volume.createRoot(block, TABLE, false, guard).get();
        settle();
        cache(block);
        return root;
    }

    /** Has a block read into a frame; the frame. */
    int cache(int block) {
        int frame = first.allocPages(1, key).get().getFirst();
        volume.fetch(block, frame, key).get();
        settle();
        return frame;
    }

    /** Puts a frame of zeros, but for a word behind the table, in place of a block. */
    int init(int block, int word, Capability guard) {
        int frame = first.allocPages(1, key).get().getFirst();
        machine.memory().setWord((frame << 12) + 4000, word);
        volume.insert(block, frame, key, guard).get();
        return frame;
    }

    static List<Patch> entry(int place, int block, int n, int type) {
        return List.of(
                Patch.word(place * ENTRY, block),
                Patch.word(place * ENTRY + 4, n),
                Patch.word(place * ENTRY + 8, type));
    }

    static List<Patch> empty(int place) {
        return entry(place, 0, 0, 0);
    }

    Result<Boolean> own(int parent, int place, int block, int n, int type) {
        return volume.own(parent, block, n, type, entry(place, block, n, type), key);
    }

    Result<Boolean> disown(int parent, int place, int block, int n) {
        return volume.disown(parent, block, n, empty(place), key);
    }

    Result<Boolean> move(int from, int fromPlace, int to, int toPlace, int block, int type) {
        return volume.move(
                new ExokernelVolume.Move(from, to, block, 1, empty(fromPlace), entry(toPlace, block, 1, type)), key);
    }

    Result<Boolean> flush(int block) {
        Result<Boolean> result = volume.flush(block, key);
        settle();
        return result;
    }

    int onDisk(int block, int offset) {
        byte[] bytes = machine.disk().peek(block);
        return (bytes[offset] & 0xff) | (bytes[offset + 1] & 0xff) << 8;
    }

    <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The last upcall that an environment gets, which takes all before it away. */
    @Nullable
    Upcall lastUpcall(int env) {
        Upcall last = null;
        for (Upcall next = kernel.nextUpcall(env); next != null; next = kernel.nextUpcall(env)) {
            last = next;
        }
        return last;
    }
}
