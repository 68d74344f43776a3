package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import org.junit.jupiter.api.Test;

/** Two pages that belong in the same slot of the software TLB. */
class StlbConflictTest {
    private static final int PAGE = 5;
    private static final int RIVAL = PAGE + Stlb.ENTRIES;

    private final KernelFixture f = new KernelFixture();

    private long translate(int page) {
        return f.kernel.translate(f.one, page << 12, false);
    }

    private void bindBoth() {
        f.first.allocFrame(4, f.key);
        f.first.allocFrame(6, f.key);
        f.first.tlbWrite(PAGE, 4, true, f.key);
        f.first.tlbWrite(RIVAL, 6, true, f.key);
    }

    private void fillHardware() {
        for (int page = 100; page < 100 + Tlb.ENTRIES; page++) {
            f.first.tlbWrite(page, 6, true, f.key);
        }
    }

    @Test
    void instructionWhosePageAndWhoseDataHaveTheSameSlotCanEnd() {
        bindBoth();
        assertThat(translate(PAGE)).isEqualTo(4 << 12);
        assertThat(translate(RIVAL)).isEqualTo(6 << 12);
        f.first.tlbWrite(PAGE, 4, true, f.key);
        assertThat(translate(RIVAL)).isEqualTo(6 << 12);
        assertThat(translate(PAGE)).isEqualTo(4 << 12);
    }

    @Test
    void pageSetAsideIsGoneWhenTheHardwareLosesIt() {
        bindBoth();
        fillHardware();
        assertThat(translate(PAGE)).isEqualTo(Tlb.MISS);
        assertThat(translate(RIVAL)).isEqualTo(6 << 12);
    }

    @Test
    void pageSetAsideGoesWithItsFrame() {
        bindBoth();
        f.first.dealloc(4, f.key);
        assertThat(translate(PAGE)).isEqualTo(Tlb.MISS);
        assertThat(f.first.ownerOf(4)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void pageSetAsideLosesTheRightsThatItsFrameLoses() {
        bindBoth();
        f.first.protCtrl(4, Capability.READ, f.key);
        assertThat(f.kernel.translate(f.one, PAGE << 12, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(translate(PAGE)).isEqualTo(4 << 12);
    }

    @Test
    void pageSetAsideGoesWithItsEnvironment() {
        bindBoth();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.kernel.translations().stlb().find(f.one, PAGE)).isEqualTo(Stlb.NONE);
        assertThat(f.kernel.translations().stlb().find(f.one, RIVAL)).isEqualTo(Stlb.NONE);
    }
}
