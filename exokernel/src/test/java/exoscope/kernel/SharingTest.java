package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.Exokernel.PendingRevocation;
import exoscope.kernel.Exokernel.Translation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sharing by capability, taking rights back, and what anyone may look at. */
class SharingTest {
    private final KernelFixture f = new KernelFixture();

    private long translate(int env, int page, boolean store) {
        return f.kernel.translate(env, page << 12, store);
    }

    private void shareFrame4() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        f.second.tlbWrite(8, 4, true, f.key);
    }

    @Test
    void capabilityIsAllThatSharingNeeds() {
        f.first.allocFrame(4, f.key);
        assertThat(f.second.tlbWrite(8, 4, false, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.tlbWrite(8, 4, true, f.key).ok()).isTrue();
        assertThat(translate(f.two, 8, true)).isEqualTo(4 << 12);
    }

    @Test
    void narrowedTranslationsForbidStoresInAllAddressSpaces() {
        shareFrame4();
        assertThat(f.first.protCtrl(4, Capability.READ, f.key).ok()).isTrue();
        assertThat(translate(f.one, 9, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(translate(f.two, 8, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(translate(f.two, 8, false)).isEqualTo(4 << 12);
    }

    @Test
    void narrowedTranslationDoesNotWidenWhenItComesBackFromTheSoftwareTlb() {
        f.first.allocFrame(4, f.key);
        for (int page = 0; page < 100; page++) {
            f.first.tlbWrite(page, 4, true, f.key);
        }
        f.first.protCtrl(4, Capability.READ, f.key);
        for (int page = 0; page < 100; page++) {
            assertThat(translate(f.one, page, true)).isEqualTo(Tlb.READ_ONLY);
        }
    }

    @Test
    void noPermissionsMeansNoTranslations() {
        shareFrame4();
        f.first.protCtrl(4, 0, f.key);
        assertThat(translate(f.one, 9, false)).isEqualTo(Tlb.MISS);
        assertThat(translate(f.two, 8, false)).isEqualTo(Tlb.MISS);
        assertThat(f.first.ownerOf(4)).isEqualTo(f.one);
    }

    @Test
    void allPermissionsChangeNothing() {
        shareFrame4();
        f.first.protCtrl(4, Capability.READ, f.key);
        f.first.protCtrl(4, Capability.READ_WRITE, f.key);
        assertThat(translate(f.one, 9, true)).as("rights do not come back").isEqualTo(Tlb.READ_ONLY);
        f.first.tlbWrite(9, 4, true, f.key);
        assertThat(translate(f.one, 9, true)).isEqualTo(4 << 12);
    }

    @Test
    void onlyTheOwnerMayNarrow() {
        shareFrame4();
        assertThat(f.second.protCtrl(4, 0, f.key).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.protCtrl(4, 0, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.first.protCtrl(4, 8, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(translate(f.two, 8, true)).isEqualTo(4 << 12);
    }

    @Test
    void whatTheKernelKnowsCanBeRead() {
        shareFrame4();
        f.first.allocPages(5, f.key);
        int block = f.second.allocExtent(3).get();
        f.kernel.revoke(2);
        List<Translation> expected = List.of(new Translation(f.one, 9, 4, true), new Translation(f.two, 8, 4, true));
        assertThat(f.second.tlbEntries()).isEqualTo(expected);
        assertThat(f.first.stlbEntry(9)).containsExactly(expected.getFirst());
        assertThat(f.first.stlbEntry(8)).as("another's page").isEmpty();
        assertThat(f.first.stlbEntry(-1)).isEmpty();
        assertThat(f.first.ownerOfBlock(block + 2)).isEqualTo(f.two);
        assertThat(f.first.ownerOfBlock(block + 3)).isZero();
        assertThat(f.second.allRevocations()).containsExactly(new PendingRevocation(f.one, 2, f.deadline(2)));
    }
}
