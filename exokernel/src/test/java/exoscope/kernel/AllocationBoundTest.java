package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much one call allocates: never so much that others notice how long it takes to clear. */
class AllocationBoundTest {
    /** The shortest of the labs, but for none. */
    private static final long DEADLINE = 60_000;

    private static final long SLICE = 20_000;
    private static final int FRAMES = 256;
    private static final int COLOUR_FRAMES = FRAMES / CacheColours.COUNT;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine =
            new Machine(new MachineConfig(FRAMES * 2, 32, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(7, DEADLINE));
    private final int one = kernel.createEnvironment("one", 2);
    private final int two = kernel.createEnvironment("two", 2);
    private final Exokernel first = kernel.callsOf(one);
    private final Exokernel second = kernel.callsOf(two);
    private final Capability key = first.newCapability();
    private final Capability otherKey = second.newCapability();

    @Test
    void callThatAllocatesAllThatItMayIsShorterThanASlice() {
        long before = machine.clock().now();
        assertThat(first.allocPages(Exokernel.MOST_ALLOCATED, key).get()).hasSize(Exokernel.MOST_ALLOCATED);
        assertThat(machine.clock().now() - before).isLessThan(SLICE);
    }

    @Test
    void oneFrameMoreIsRefusedAndNoneIsAllocatedOrAskedFor() {
        second.allocPages(16, otherKey).get();
        int free = first.freeFrames().size();
        Result<List<Integer>> refused = first.allocPages(Exokernel.MOST_ALLOCATED + 1, key);
        assertThat(refused.error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(((Result.Refused<?>) refused).reason()).isEqualTo("17 frames: a call allocates 16 at most");
        assertThat(first.freeFrames()).hasSize(free);
        assertThat(second.pendingRevocations()).isEmpty();
    }

    @Test
    void sameBoundHoldsForFramesOfAColour() {
        assertThat(2 * COLOUR_FRAMES).isGreaterThan(Exokernel.MOST_ALLOCATED);
        assertThat(first.allocColour(Exokernel.MOST_ALLOCATED + 1, 3, key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(first.allocColour(Exokernel.MOST_ALLOCATED, 3, key).ok()).isTrue();
    }

    @Test
    void allocatingNeverPassesAnothersDeadline() {
        int wanted = second.allocPages(4, otherKey).get().getFirst();
        Processor processor = new Processor(kernel, SLICE);
        Script hostile = new Script(kernel, one);
        hostile.then(() -> kernel.revoke(wanted)).compute((int) (SLICE / Script.STEP) - 50);
        for (int n : new int[] {FRAMES, 200, 100, 64, 16, 16, 16}) {
            hostile.then(() -> first.allocPages(n, key));
        }
        processor.append(one, hostile);
        processor.append(two, new Script(kernel, two).compute(10).then(() -> second.acknowledge(wanted)));
        processor.run(machine.clock().now() + 40 * SLICE);
        assertThat(trace.stream().map(TraceEntry::event))
                .contains(new KernelEvent.RevocationAcknowledged(wanted))
                .noneMatch(KernelEvent.RevocationAborted.class::isInstance);
    }
}
