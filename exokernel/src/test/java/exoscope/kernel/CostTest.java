package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostTest {
    private static final Capability FORGED = new Capability(1, Capability.READ_WRITE, 0);

    private final KernelFixture f = new KernelFixture();

    @Test
    void pageInTheDocumentsHasTheSameRows() throws IOException {
        // What metered Java costs has a table of its own, and a test in its module.
        List<String> rows = Files.readAllLines(Path.of("../docs/costs.md")).stream()
                .takeWhile(line -> !line.equals("## Metered Java"))
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Cost.values())
                        .map(cost -> "| `%s` | %s | %s | %s |"
                                .formatted(
                                        cost,
                                        String.format(Locale.ROOT, "%,d", cost.cycles()),
                                        cost.unit(),
                                        cost.source()))
                        .toList());
    }

    static Stream<Function<Exokernel, Result<?>>> refusedCalls() {
        return Stream.of(
                kernel -> kernel.restrict(FORGED, Capability.READ),
                kernel -> kernel.allocPages(0, FORGED),
                kernel -> kernel.allocFrame(-1, FORGED),
                kernel -> kernel.dealloc(-1, FORGED),
                kernel -> kernel.changeGuard(-1, FORGED, FORGED),
                kernel -> kernel.tlbWrite(0, -1, true, FORGED),
                kernel -> kernel.tlbDelete(-1),
                kernel -> kernel.switchContext(-1),
                kernel -> kernel.allocExtent(0),
                kernel -> kernel.writeBlock(0, -1, FORGED),
                kernel -> kernel.readBlock(0, -1, FORGED),
                kernel -> kernel.disk().transferBlocks(List.of(), true, FORGED),
                kernel -> kernel.acknowledge(0),
                kernel -> kernel.protCtrl(-1, 0, FORGED),
                kernel -> kernel.allocSlice(-1),
                kernel -> kernel.deallocSlice(-1),
                kernel -> kernel.yield(-1),
                kernel -> kernel.scall(-1, Message.EMPTY),
                kernel -> kernel.acall(-1, Message.EMPTY),
                kernel -> kernel.bindFilter(NetworkFixture.filter(1), 0, List.of(1), FORGED),
                kernel -> kernel.releaseFilter(1),
                kernel -> kernel.postBuffers(1, 0),
                kernel -> kernel.attachHandler(1, NetworkFixture.program("exit"), List.of(), 1, FORGED),
                kernel -> kernel.sendPacket(List.of(), FORGED),
                kernel -> kernel.waitUntil(NetworkFixture.program("exit"), List.of(1), FORGED),
                kernel -> kernel.allocColour(0, 0, FORGED),
                kernel -> kernel.guarantee(0, -1, false, FORGED),
                kernel -> kernel.allocExtentAt(-1, 1),
                kernel -> kernel.deallocExtent(0, 1),
                kernel -> kernel.acknowledge(new Resource.Slice(0)),
                kernel -> kernel.preloadRepossession(new Resource.Slice(0), 0),
                kernel -> kernel.preloadRepossession(0, 0));
    }

    @ParameterizedTest
    @MethodSource("refusedCalls")
    void refusedCallCostsOneSystemCall(Function<Exokernel, Result<?>> call) {
        assertThat(call.apply(f.first).ok()).isFalse();
        long before = f.machine.clock().now();
        assertThat(call.apply(f.first).error()).isNotNull();
        assertThat(f.machine.clock().now() - before)
                .isBetween(
                        (long) Cost.SYSTEM_CALL.cycles(),
                        (long) Cost.SYSTEM_CALL.cycles() + Cost.CAPABILITY_CHECK.cycles());
    }

    @Test
    void everyFrameIsPaidForByWhoeverGetsIt() {
        assertThat(cost(() -> f.first.allocPages(3, f.key)))
                .isEqualTo(Cost.SYSTEM_CALL.cycles() + Cost.CAPABILITY_CHECK.cycles() + 3L * Cost.FRAME_CLEAR.cycles());
    }

    @Test
    void lookingCostsNoSystemCall() {
        assertThat(cost(() -> f.first.ownerOf(3))).isEqualTo(1);
        assertThat(cost(() -> f.first.freeFrames())).isEqualTo(1 + KernelFixture.FRAMES);
    }

    @Test
    void upcallIsChargedWhenItBeginsAndNotWhenItEnds() {
        Upcall upcall = new Upcall.Repossessed();
        assertThat(cost(() -> f.kernel.noteUpcall(f.one, upcall, true))).isEqualTo(Cost.UPCALL.cycles());
        assertThat(cost(() -> f.kernel.noteUpcall(f.one, upcall, false))).isZero();
    }

    @Test
    void softwareTlbAnswersForEighteenCycles() {
        f.first.allocFrame(4, f.key);
        for (int page = 0; page < 100; page++) {
            f.first.tlbWrite(page, 4, true, f.key);
        }
        assertThat(cost(() -> f.kernel.translate(f.one, 0, false))).isEqualTo(18);
        assertThat(cost(() -> f.kernel.translate(f.one, 0, false))).isZero();
    }

    @Test
    void flushingIsPaidByTheTranslation() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(1, 4, true, f.key);
        f.second.tlbWrite(2, 4, false, f.key);
        assertThat(cost(() -> f.first.dealloc(4, f.key)))
                .isEqualTo(Cost.SYSTEM_CALL.cycles()
                        + Cost.CAPABILITY_CHECK.cycles()
                        + 2L * Cost.TRANSLATION_FLUSH.cycles());
    }

    @Test
    void forcedSaveTakesTheKernelsTimeAndThenTheDisks() {
        f.first.allocFrame(4, f.key);
        f.first.allocPages(3, f.key);
        f.store(4, 0xbeef);
        int block = f.first.allocExtent(1).get();
        f.first.preloadRepossession(4, block);
        f.kernel.revoke(4);
        f.machine.clock().idleUntil(f.deadline(4));
        assertThat(cost(() -> f.machine.events().runDue(f.machine.clock().now())))
                .isEqualTo(Cost.REVOCATION_ABORT.cycles() + Cost.FRAME_COPY.cycles() + Cost.DISK_COMMAND.cycles());
        assertThat(f.machine.disk().peek(block)).containsOnly(0);
        f.pass(KernelFixture.TRANSFER + Cost.INTERRUPT.cycles());
        assertThat(f.machine.disk().peek(block)[1]).isEqualTo((byte) 0xbe);
    }

    private long cost(Runnable action) {
        long before = f.machine.clock().now();
        action.run();
        return f.machine.clock().now() - before;
    }
}
