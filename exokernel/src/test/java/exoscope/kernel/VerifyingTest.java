package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.Verifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What verifying costs, whatever comes of it: never so much that others suffer. */
class VerifyingTest {
    /** The shortest of the labs, but for none. */
    private static final long DEADLINE = 60_000;

    private static final long SLICE = 20_000;
    private static final long PRICE = Cost.PROGRAM_VERIFY.cycles();

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(16, 32, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(7, DEADLINE));
    private final int one = kernel.createEnvironment("one", 2);
    private final int two = kernel.createEnvironment("two", 2);
    private final Exokernel first = kernel.callsOf(one);
    private final Exokernel second = kernel.callsOf(two);
    private final Capability key = first.newCapability();
    private final Capability otherKey = second.newCapability();

    private static Program loop(int rounds) {
        return NetworkFixture.program("""
                r6 = 0
                loop:
                r6 += 1
                if r6 != %d goto loop
                r0 = 0
                exit
                """.formatted(rounds));
    }

    /** What a call costs its caller. */
    private long price(Program program) {
        long before = kernel.chargedTo(one);
        first.waitUntil(program, List.of(), key);
        return kernel.chargedTo(one) - before;
    }

    @Test
    void verifyingNeverPassesAnothersDeadline() {
        List<Integer> frames = second.allocPages(4, otherKey).get();
        int wanted = frames.getFirst();
        Processor processor = new Processor(kernel, SLICE);
        Script hostile = new Script(kernel, one);
        hostile.then(() -> kernel.revoke(wanted)).compute((int) (SLICE / Script.STEP) - 50);
        for (int i = 0; i < 4; i++) {
            hostile.then(() -> first.waitUntil(loop(49_000), List.of(), key));
        }
        processor.append(one, hostile);
        processor.append(two, new Script(kernel, two).compute(10).then(() -> second.acknowledge(wanted)));
        processor.run(machine.clock().now() + 40 * SLICE);
        assertThat(trace.stream().map(TraceEntry::event))
                .contains(new KernelEvent.RevocationAcknowledged(wanted))
                .noneMatch(KernelEvent.RevocationAborted.class::isInstance);
    }

    @Test
    void callFollowsSoManyStepsAndSaysSo() {
        int most = (NetworkCalls.MOST_STEPS - 3) / 2;
        assertThat(first.waitUntil(loop(most), List.of(), key).ok()).isTrue();
        Result<Boolean> refused = first.waitUntil(loop(most + 1), List.of(), key);
        assertThat(refused.error()).isEqualTo(KernelError.UNSAFE_PROGRAM);
        assertThat(refused.toString()).contains("after 256 steps not all paths were followed");
    }

    @Test
    void longProgramOfFewStepsIsLetIn() {
        Program program = NetworkFixture.program("r0 = 0x0 ll\n".repeat(200) + "exit");
        assertThat(program.code()).hasSizeGreaterThan(NetworkCalls.MOST_STEPS);
        assertThat(first.waitUntil(program, List.of(), key).ok()).isTrue();
    }

    @Test
    void refusedProgramCostsWhatWasFollowed() {
        assertThat(price(loop(2_000_000))).isBetween(256 * PRICE, 256 * PRICE + 1_000);
        Program bad = NetworkFixture.program("r0 = 0\nr2 = 1\nr2 += r4\nexit");
        assertThat(price(bad)).isBetween(4 * PRICE, 4 * PRICE + 60);
    }

    @Test
    void programOfAnyLengthThatIsRefusedAtOnceCostsNoMoreThanTheSteps() {
        Program huge = NetworkFixture.program("r0 = 0\n".repeat(5_000) + "exit");
        assertThat(price(huge)).isBetween(256 * PRICE, 256 * PRICE + 60);
    }

    @Test
    void whoHasTheTimeMayFollowMore() {
        Program program = loop(30_000);
        assertThat(Verifier.verify(program, kernel.predicates().type()).explored())
                .isEqualTo(60_003);
    }
}
