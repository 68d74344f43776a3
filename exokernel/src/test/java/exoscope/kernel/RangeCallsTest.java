package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeCallsTest {
    private static final int PAGE = 100;

    private final KernelFixture f = new KernelFixture();

    private List<Integer> mapped(int n) {
        List<Integer> frames = f.first.allocPages(n, f.key).get();
        assertThat(f.first.tlbWriteRange(PAGE, frames, true, f.key).get()).isEqualTo(n);
        return frames;
    }

    private boolean mapped(int page, boolean store) {
        return f.kernel.translate(f.one, page << 12, store) >= 0;
    }

    private long cost(Runnable call) {
        long before = f.machine.clock().now();
        call.run();
        return f.machine.clock().now() - before;
    }

    @Test
    void pagesOfARangeLeadToTheirFramesInOrder() {
        List<Integer> frames = mapped(5);
        for (int i = 0; i < 5; i++) {
            assertThat(f.first.stlbEntry(PAGE + i))
                    .containsExactly(new Exokernel.Translation(f.one, PAGE + i, frames.get(i), true));
        }
    }

    @Test
    void oneCrossingAndOneCapabilityForTheWholeRange() {
        List<Integer> frames = f.first.allocPages(10, f.key).get();
        assertThat(cost(() -> f.first.tlbWriteRange(PAGE, frames, true, f.key)))
                .isEqualTo(Cost.SYSTEM_CALL.cycles()
                        + Cost.CAPABILITY_CHECK.cycles()
                        + 10L * (2 + Cost.TRANSLATION_WRITE.cycles()));
        assertThat(cost(() -> f.first.protRange(PAGE, 10, Capability.READ)))
                .isEqualTo(Cost.SYSTEM_CALL.cycles() + 10L * (1 + Cost.TRANSLATION_FLUSH.cycles()));
    }

    @Test
    void oneFrameThatIsNotOpenLeavesTheWholeRangeAsItWas() {
        List<Integer> frames = f.first.allocPages(3, f.key).get();
        f.second.allocFrame(9, f.otherKey);
        for (Integer bad : Arrays.asList(9, 12, 99, -1, Integer.MIN_VALUE, null)) {
            List<Integer> wanted = Arrays.asList(frames.get(0), frames.get(1), bad);
            assertThat(f.first.tlbWriteRange(PAGE, wanted, true, f.key).ok())
                    .as("frame " + bad)
                    .isFalse();
            assertThat(mapped(PAGE, false)).isFalse();
            assertThat(f.first.stlbEntry(PAGE + 1)).isEmpty();
        }
    }

    @Test
    void rangeThatLeavesUserSpaceIsRefused() {
        List<Integer> frames = f.first.allocPages(2, f.key).get();
        for (int page : new int[] {-1, (1 << 19) - 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(f.first.tlbWriteRange(page, frames, true, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
            assertThat(f.first.protRange(page, 2, 0).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        for (int n : new int[] {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 5000}) {
            assertThat(f.first.protRange(PAGE, n, 0).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(f.first.tlbWriteRange(PAGE, List.of(), true, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.protRange(PAGE, 1, Capability.WRITE).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void protectedPagesMayNotBeStoredToUntilTheyMayAgain() {
        mapped(4);
        assertThat(f.first.protRange(PAGE, 3, Capability.READ).get()).isEqualTo(3);
        assertThat(mapped(PAGE + 2, true)).isFalse();
        assertThat(mapped(PAGE + 2, false)).isTrue();
        assertThat(mapped(PAGE + 3, true)).isTrue();
        assertThat(f.first.protRange(PAGE, 4, Capability.READ_WRITE).get()).isEqualTo(3);
        assertThat(mapped(PAGE + 2, true)).isTrue();
    }

    @Test
    void pagesThatAreNotMappedAreLeftAlone() {
        mapped(2);
        assertThat(f.first.protRange(PAGE - 1, 4, 0).get()).isEqualTo(2);
        assertThat(mapped(PAGE, false)).isFalse();
        assertThat(f.first.protRange(PAGE - 1, 4, 0).get()).isZero();
    }

    @Test
    void rightThatAPageWasNotMappedWithIsRefusedForTheWholeRange() {
        List<Integer> frames = mapped(2);
        Capability readOnly = f.first.restrict(f.key, Capability.READ).get();
        f.second.tlbWrite(PAGE, frames.get(0), true, f.key);
        f.second.tlbWrite(PAGE + 1, frames.get(1), false, readOnly);
        f.second.protRange(PAGE, 2, Capability.READ);
        assertThat(f.second.protRange(PAGE, 2, Capability.READ_WRITE).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.kernel.translate(f.two, PAGE << 12, true)).isNegative();
    }
}
