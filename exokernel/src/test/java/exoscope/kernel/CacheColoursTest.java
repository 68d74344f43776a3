package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheColoursTest {
    /** Three frames of colours 0 to 3, two of the others. */
    private static final int FRAMES = 2 * 16 + 4;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(FRAMES, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(7, 10_000));
    private final Exokernel first = kernel.callsOf(kernel.createEnvironment("one", 2));
    private final Exokernel second = kernel.callsOf(kernel.createEnvironment("two", 2));
    private final Capability key = first.newCapability();
    private final Capability otherKey = second.newCapability();

    @Test
    void machineHasTheSixteenColoursOfTheCacheItIsModelledOn() {
        assertThat(CacheColours.COUNT).isEqualTo(16);
        assertThat(first.colours()).isEqualTo(16);
    }

    @Test
    void framesAreOfTheColourThatWasAskedForAndCleared() {
        machine.memory().setWord(19 << 12, 5);
        assertThat(first.allocColour(3, 3, key).get()).containsExactly(3, 19, 35);
        assertThat(machine.memory().word(19 << 12)).isZero();
        assertThat(first.allocColour(2, 4, key).get()).containsExactly(4, 20);
        assertThat(first.ownerOf(20)).isEqualTo(1);
    }

    @Test
    void allOrNone() {
        second.allocFrame(19, otherKey);
        assertThat(first.allocColour(3, 3, key).error()).isEqualTo(KernelError.SHORT);
        assertThat(first.ownerOf(3)).isZero();
        assertThat(first.allocColour(2, 3, key).get()).containsExactly(3, 35);
    }

    @Test
    void moreThanThereAreOfAColourCanNeverBeHad() {
        assertThat(first.allocColour(4, 3, key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(first.allocColour(3, 4, key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        for (int bad : new int[] {-1, 16, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(first.allocColour(1, bad, key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(first.allocColour(bad, 1, key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(first.allocColour(1, 1, new Capability(1, 3, 1)).error()).isEqualTo(KernelError.FORGED_CAPABILITY);
    }

    @Test
    void framesOfTheColourAreAskedBackFromOneThatHasMoreThanItsGuarantee() {
        for (int n : new int[] {16, 16, 2}) {
            second.allocPages(n, otherKey).get();
        }
        assertThat(first.allocColour(2, 3, key).error()).isEqualTo(KernelError.SHORT);
        assertThat(second.pendingRevocations()).as("one is free").containsExactly(3);
        assertThat(first.allocColour(2, 3, key).error()).isEqualTo(KernelError.SHORT);
        assertThat(second.pendingRevocations())
                .as("asking twice asks for no more")
                .hasSize(1);
        second.pendingRevocations().forEach(second::acknowledge);
        assertThat(first.allocColour(2, 3, key).get()).containsExactly(3, 35);
    }
}
