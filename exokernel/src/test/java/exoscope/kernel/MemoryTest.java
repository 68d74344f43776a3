package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    private final KernelFixture f = new KernelFixture();

    @Test
    void allocatedFramesBelongToTheCallerAndAreNoLongerFree() {
        assertThat(f.first.allocPages(3, f.key).get()).containsExactly(0, 1, 2);
        assertThat(f.first.ownerOf(1)).isEqualTo(f.one);
        assertThat(f.first.freeFrames()).hasSize(KernelFixture.FRAMES - 3).doesNotContain(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, KernelFixture.FRAMES + 1, Integer.MAX_VALUE})
    void impossibleCountsAreRefused(int n) {
        assertThat(f.first.allocPages(n, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.freeFrames()).hasSize(KernelFixture.FRAMES);
    }

    @Test
    void allocationIsAllOrNothing() {
        f.first.allocPages(14, f.key);
        assertThat(f.second.allocPages(3, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.freeFrames()).containsExactly(14, 15);
    }

    @Test
    void lastFrameCanBeNamed() {
        assertThat(f.first.allocFrame(KernelFixture.FRAMES - 1, f.key).ok()).isTrue();
    }

    @Test
    void namedFrameOfSomebodyElseIsRefused() {
        f.first.allocFrame(4, f.key);
        assertThat(f.second.allocFrame(4, f.otherKey).error()).isEqualTo(KernelError.IN_USE);
    }

    @Test
    void recycledFrameTellsNothingOfItsPast() {
        f.first.allocFrame(4, f.key);
        f.store(4, 0x5ec7e7);
        f.first.dealloc(4, f.key);
        f.second.allocFrame(4, f.otherKey);
        assertThat(f.load(4)).isZero();
    }

    @Test
    void freeingNeedsTheCapability() {
        f.first.allocFrame(4, f.key);
        assertThat(f.first.dealloc(4, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.first.dealloc(4, reader).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.dealloc(4, f.key).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void rightsOnceGivenUpDoNotComeBack() {
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.first.restrict(reader, Capability.READ_WRITE).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void readingCapabilityDoesNotMakeAWritableMapping() {
        f.first.allocFrame(4, f.key);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.second.tlbWrite(9, 4, true, reader).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.tlbWrite(9, 4, false, reader).ok()).isTrue();
        assertThat(f.kernel.translate(f.two, 9 << 12, false)).isEqualTo(4 << 12);
        assertThat(f.kernel.translate(f.two, 9 << 12, true)).isEqualTo(Tlb.READ_ONLY);
    }

    @Test
    void mappingEvictedFromTheHardwareComesBackFromTheSoftwareTlb() {
        f.first.allocFrame(4, f.key);
        for (int page = 0; page < 100; page++) {
            f.first.tlbWrite(page, 4, true, f.key);
        }
        assertThat(f.kernel.translate(f.one, 0x123, true)).isEqualTo(4 << 12 | 0x123);
        assertThat(f.events(KernelEvent.StlbHit.class)).containsExactly(new KernelEvent.StlbHit(0));
    }

    @Test
    void freedFrameCanNoLongerBeReachedThroughAnyMapping() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        f.second.tlbWrite(8, 4, true, f.key);
        f.first.dealloc(4, f.key);
        assertThat(f.kernel.translate(f.one, 9 << 12, false)).isEqualTo(Tlb.MISS);
        assertThat(f.kernel.translate(f.two, 8 << 12, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void changingTheGuardEndsWhatTheOldCapabilityOpened() {
        f.first.allocFrame(4, f.key);
        f.second.tlbWrite(8, 4, true, f.key);
        f.first.changeGuard(4, f.key, f.first.newCapability());
        assertThat(f.kernel.translate(f.two, 8 << 12, false)).isEqualTo(Tlb.MISS);
        assertThat(f.second.tlbWrite(8, 4, true, f.key).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void kernelAddressesAreNeverTranslatedForUsers() {
        assertThat(f.first.tlbWrite(1 << 19, 0, false, f.key).ok()).isFalse();
        assertThat(f.kernel.translate(f.one, 0x8000_0000, false)).isNegative();
    }

    @Test
    void deadEnvironmentsOwnNothingAndGetNothing() {
        f.first.allocPages(5, f.key);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.second.freeFrames()).hasSize(KernelFixture.FRAMES);
        assertThat(f.first.allocPages(1, f.key).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void blocksOfTheDeadAreFreeOnceTheyAreWiped() {
        int first = f.first.allocExtent(4).get();
        f.machine.disk().poke(first + 3, f.block(0x55));
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.second.allocExtent(32).error()).isEqualTo(KernelError.SHORT);
        f.pass(4 * KernelFixture.TRANSFER);
        assertThat(f.second.allocExtent(32).ok()).isTrue();
        assertThat(f.machine.disk().peek(first + 3)).containsOnly(0);
    }
}
