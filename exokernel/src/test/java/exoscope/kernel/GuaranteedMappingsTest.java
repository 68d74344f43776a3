package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.Exokernel.Translation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuaranteedMappingsTest {
    private static final int PAGE = GuaranteedMappings.FIRST_PAGE + 5;
    private static final int FRAME = 4;

    private final KernelFixture f = new KernelFixture();

    private long translate(int page, boolean store) {
        return f.kernel.translate(f.one, page << 12, store);
    }

    private void guarantee(boolean writable) {
        f.first.allocFrame(FRAME, f.key);
        assertThat(f.first.guarantee(PAGE, FRAME, writable, f.key).ok()).isTrue();
    }

    @Test
    void kernelMapsTheGuaranteedPageByItself() {
        guarantee(true);
        long before = f.machine.clock().now();
        assertThat(translate(PAGE, true)).isEqualTo(FRAME << 12);
        assertThat(f.machine.clock().now() - before).isEqualTo(Cost.GUARANTEED_MAPPING.cycles());
        assertThat(translate(PAGE, true)).isEqualTo(FRAME << 12);
        assertThat(f.machine.clock().now() - before).isEqualTo(Cost.GUARANTEED_MAPPING.cycles());
        assertThat(translate(PAGE + 1, false)).isEqualTo(Tlb.MISS);
        assertThat(f.first.guaranteedMappings()).containsExactly(new Translation(f.one, PAGE, FRAME, true));
        assertThat(f.second.guaranteedMappings()).isEmpty();
    }

    @Test
    void handlersPagesNeverMissWhateverTheRestOfTheAddressSpaceDoes() {
        f.first.allocPages(10, f.key);
        for (int i = 0; i < GuaranteedMappings.MOST; i++) {
            assertThat(f.first.guarantee(PAGE + i, i, i % 2 == 0, f.key).ok()).isTrue();
        }
        Random random = new Random(3);
        for (int step = 0; step < 20_000; step++) {
            int page = random.nextInt(GuaranteedMappings.FIRST_PAGE);
            switch (random.nextInt(4)) {
                case 0 -> f.first.tlbWrite(page, 9, true, f.key);
                case 1 -> f.second.tlbWrite((PAGE + step % 8) & Stlb.ENTRIES - 1, 9, true, f.key); // same slots
                case 2 -> f.first.tlbDelete(PAGE + random.nextInt(8));
                default -> f.kernel.addressSpaceOf(f.two);
            }
            int i = random.nextInt(GuaranteedMappings.MOST);
            assertThat(translate(PAGE + i, i % 2 == 0)).isEqualTo(i << 12);
        }
        f.kernel.invariants().checkAll();
    }

    @Test
    void guaranteeHoldsWhenTheAddressSpaceIdentifierIsTakenAway() {
        guarantee(true);
        translate(PAGE, false);
        for (int i = 0; i < 2 * AddressSpaces.COUNT; i++) {
            f.kernel.addressSpaceOf(f.kernel.createEnvironment("more", 0));
        }
        assertThat(translate(PAGE, true)).isEqualTo(FRAME << 12);
    }

    @Test
    void storeThroughAGuaranteeForReadingIsTheEnvironmentsToDecide() {
        guarantee(false);
        assertThat(translate(PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(translate(PAGE, false)).isEqualTo(FRAME << 12);
    }

    @Test
    void capabilityIsAskedFor() {
        f.first.allocFrame(FRAME, f.key);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.second.guarantee(PAGE, FRAME, false, f.otherKey).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.guarantee(PAGE, FRAME, true, reader).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second
                        .guarantee(PAGE, FRAME, false, new Capability(f.key.name(), 3, 1))
                        .error())
                .isEqualTo(KernelError.FORGED_CAPABILITY);
        assertThat(f.second.guarantee(PAGE, FRAME, false, reader).ok())
                .as("shared")
                .isTrue();
        assertThat(f.kernel.translate(f.two, PAGE << 12, false)).isEqualTo(FRAME << 12);
    }

    @Test
    void onlyTheSecondSegmentHasRoomAndOnlyForAFew() {
        f.first.allocFrame(FRAME, f.key);
        for (int bad : new int[] {-1, 0, GuaranteedMappings.FIRST_PAGE - 1, 1 << 19, Integer.MAX_VALUE}) {
            assertThat(f.first.guarantee(bad, FRAME, false, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
            assertThat(f.first.endGuarantee(bad).ok()).isTrue();
        }
        for (int i = 0; i < GuaranteedMappings.MOST; i++) {
            assertThat(f.first.guarantee(PAGE + i, FRAME, true, f.key).ok()).isTrue();
        }
        assertThat(f.first.guarantee(PAGE - 1, FRAME, true, f.key).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.first.guarantee(PAGE, FRAME, false, f.key).ok())
                .as("replaced")
                .isTrue();
        f.first.endGuarantee(PAGE);
        assertThat(f.first.guarantee(PAGE - 1, FRAME, true, f.key).ok()).isTrue();
    }

    @Test
    void guaranteedPageCannotBeMappedElsewhere() {
        guarantee(true);
        f.first.allocFrame(6, f.key);
        assertThat(f.first.tlbWrite(PAGE, 6, true, f.key).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.tlbWriteRange(PAGE - 1, List.of(6, 6), true, f.key).error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.first.guarantee(PAGE, 6, true, f.key).ok()).isTrue();
        assertThat(translate(PAGE, true)).isEqualTo(6 << 12);
    }

    @Test
    void pageThatWasMappedElsewhereLeadsToItsGuaranteeAtOnce() {
        f.first.allocFrame(6, f.key);
        f.first.tlbWrite(PAGE, 6, true, f.key);
        guarantee(true);
        assertThat(translate(PAGE, true)).isEqualTo(FRAME << 12);
    }

    @Test
    void guaranteeEndsWithItsFrameHoweverThatLeaves() {
        guarantee(true);
        f.first.dealloc(FRAME, f.key);
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
        f.first.allocPages(6, f.key);
        f.first.guarantee(PAGE, 3, true, f.key);
        f.kernel.revoke(3);
        f.first.acknowledge(3);
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
        f.first.guarantee(PAGE, 2, true, f.key);
        f.kernel.revoke(2);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
        assertThat(f.events(KernelEvent.GuaranteeEnded.class)).hasSize(3);
        assertThat(f.first.guaranteedMappings()).isEmpty();
    }

    @Test
    void guaranteeThatSharesAFrameEndsWhenItsOwnerLeaves() {
        f.first.allocFrame(FRAME, f.key);
        f.second.guarantee(PAGE, FRAME, true, f.key);
        f.kernel.destroyEnvironment(f.one, 0, "over");
        assertThat(f.kernel.translate(f.two, PAGE << 12, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void guaranteesOfTheDeadAreGone() {
        f.first.allocFrame(FRAME, f.key);
        f.second.guarantee(PAGE, FRAME, true, f.key);
        f.kernel.destroyEnvironment(f.two, 0, "over");
        assertThat(f.second.guaranteedMappings()).isEmpty();
        assertThat(f.second.guarantee(PAGE, FRAME, true, f.key).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void guardThatChangesEndsTheGuarantee() {
        guarantee(true);
        translate(PAGE, true);
        f.first.changeGuard(FRAME, f.key, f.first.newCapability());
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void protectionThatIsNarrowedNarrowsTheGuarantee() {
        guarantee(true);
        translate(PAGE, true);
        f.first.protCtrl(FRAME, Capability.READ, f.key);
        assertThat(translate(PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        f.first.tlbDelete(PAGE);
        assertThat(translate(PAGE, true)).as("installed anew").isEqualTo(Tlb.READ_ONLY);
        f.first.protCtrl(FRAME, 0, f.key);
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
    }

    private void assertStops(String invariant, Runnable culprit) {
        assertThatExceptionOfType(InvariantBrokenException.class)
                .isThrownBy(culprit::run)
                .withMessageStartingWith(invariant);
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .singleElement()
                .satisfies(broken -> assertThat(broken.invariant()).isEqualTo(invariant));
    }

    @Test
    void frameFreedUnderAGuaranteeStopsTheMachine() {
        guarantee(true);
        assertStops("translations within live bindings", () -> f.kernel.frames().release(FRAME));
    }

    @Test
    void guaranteeForAFreeFrameStopsTheMachine() {
        f.kernel.guaranteed().set(f.one, PAGE, FRAME, false, f.key);
        assertStops("translations within live bindings", f.kernel.invariants()::checkAll);
    }

    @Test
    void guaranteeWiderThanItsCapabilityStopsTheMachine() {
        f.first.allocFrame(FRAME, f.key);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        f.kernel.guaranteed().set(f.one, PAGE, FRAME, true, reader);
        assertStops("no right wider than its capability", f.kernel.invariants()::checkAll);
    }

    @Test
    void guaranteeThatOutlivesItsGuardStopsTheMachine() {
        guarantee(false);
        f.kernel.frames().setGuard(FRAME, f.otherKey.name());
        assertStops("no right wider than its capability", f.kernel.invariants()::checkAll);
    }

    @Test
    void guaranteedPageThatLeadsElsewhereStopsTheMachine() {
        guarantee(false);
        f.first.allocFrame(6, f.key);
        f.kernel.translations().bind(f.one, PAGE, 6, true, f.key);
        assertStops("translations within live bindings", f.kernel.invariants()::checkAll);
    }

    @Test
    void guaranteeForTheDeadStopsTheMachine() {
        f.first.allocFrame(FRAME, f.key);
        f.kernel.destroyEnvironment(f.two, 0, "over");
        assertStops(
                "an environment that has ended owns nothing",
                () -> f.kernel.guaranteed().set(f.two, PAGE, FRAME, true, f.key));
    }

    @Test
    void guaranteedPageKeepsItsPermissionsUntilItsGuaranteeEnds() {
        guarantee(true);
        translate(PAGE, true);
        assertThat(f.first.protRange(PAGE, 1, Capability.READ).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.protRange(PAGE - 3, 7, 0).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.tlbDelete(PAGE).error()).isEqualTo(KernelError.IN_USE);
        assertThat(translate(PAGE, true)).isEqualTo(FRAME << 12);
        f.first.guarantee(PAGE, FRAME, false, f.key).get();
        assertThat(translate(PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        f.first.endGuarantee(PAGE).get();
        assertThat(translate(PAGE, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void protectionOfAGuaranteedPageOutlastsTheTlbs() {
        guarantee(true);
        translate(PAGE, true);
        f.first.protCtrl(FRAME, Capability.READ, f.key).get();
        assertThat(translate(PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        for (int i = 0; i < 80; i++) {
            f.first.tlbWrite(PAGE - Stlb.ENTRIES - i, FRAME, false, f.key); // the first has the same slot
        }
        assertThat(translate(PAGE, true)).isEqualTo(Tlb.READ_ONLY);
    }
}
