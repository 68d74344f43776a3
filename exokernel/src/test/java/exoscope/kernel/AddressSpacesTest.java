package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More environments than address-space identifiers. */
class AddressSpacesTest {
    private static final int PAGE = 9;

    private final KernelFixture f = new KernelFixture();

    /** As many more environments as there are identifiers; the last has none. */
    private int lastOfMany() {
        int last = f.two;
        while (last <= AddressSpaces.COUNT) {
            last = f.kernel.createEnvironment("more", 0);
        }
        return last;
    }

    private void bindPageOfFirst() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(PAGE, 4, true, f.key);
    }

    @Test
    void environmentsHaveTheIdentifiersOfTheirOwnNumbersAsLongAsThereAreEnough() {
        int last = lastOfMany();
        assertThat(last).isEqualTo(64);
        for (int env = 1; env < last; env++) {
            assertThat(f.kernel.addressSpaceOf(env)).isEqualTo(env);
        }
        assertThat(f.kernel.spaces().of(last)).isEqualTo(AddressSpaces.NONE);
        assertThat(f.events(KernelEvent.AsidRecycled.class)).isEmpty();
    }

    @Test
    void identifierIsTakenFromTheNextInTurn() {
        int last = lastOfMany();
        assertThat(f.kernel.addressSpaceOf(last)).isEqualTo(1);
        assertThat(f.kernel.spaces().of(f.one)).isEqualTo(AddressSpaces.NONE);
        assertThat(f.kernel.addressSpaceOf(f.one)).isEqualTo(2);
        assertThat(f.events(KernelEvent.AsidRecycled.class))
                .containsExactly(new KernelEvent.AsidRecycled(1, f.one), new KernelEvent.AsidRecycled(2, f.two));
    }

    @Test
    void identifierOfTheOneThatIsRunningIsSpared() {
        int last = lastOfMany();
        f.kernel.accounts().startSlice(f.one);
        assertThat(f.kernel.addressSpaceOf(last)).isEqualTo(2);
    }

    @Test
    void identifierOfAnEndedEnvironmentIsTakenFirstAndCostsNothing() {
        int last = lastOfMany();
        f.kernel.destroyEnvironment(7, 0, "done");
        long before = f.machine.clock().now();
        assertThat(f.kernel.addressSpaceOf(last)).isEqualTo(7);
        assertThat(f.machine.clock().now()).isEqualTo(before);
        assertThat(f.events(KernelEvent.AsidRecycled.class)).containsExactly(new KernelEvent.AsidRecycled(7, 0));
    }

    @Test
    void hardwareForgetsTheVictimsPagesAndTheSoftwareTlbFillsThemAgain() {
        int last = lastOfMany();
        bindPageOfFirst();
        f.kernel.addressSpaceOf(last);
        assertThat(f.kernel.translations().inHardware()).isEmpty();
        assertThat(f.kernel.translate(f.one, PAGE << 12, true)).isEqualTo(4 << 12);
        assertThat(f.events(KernelEvent.StlbHit.class)).containsExactly(new KernelEvent.StlbHit(PAGE));
    }

    @Test
    void newOwnerOfAnIdentifierDoesNotSeeTheVictimsPages() {
        int last = lastOfMany();
        bindPageOfFirst();
        assertThat(f.kernel.translate(last, PAGE << 12, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void recyclingIsPaidByTheKernel() {
        int last = lastOfMany();
        long before = f.kernel.ledger().kernel();
        f.kernel.addressSpaceOf(last);
        assertThat(f.kernel.ledger().kernel() - before).isEqualTo(Cost.ASID_RECYCLE.cycles());
    }

    @Test
    void frameOfAnEnvironmentWithoutIdentifierLeavesWithItsTranslations() {
        int last = lastOfMany();
        bindPageOfFirst();
        f.kernel.addressSpaceOf(last);
        f.first.dealloc(4, f.key);
        assertThat(f.kernel.translate(f.one, PAGE << 12, false)).isEqualTo(Tlb.MISS);
        f.kernel.invariants().checkAll();
    }

    @Test
    void pagesSetAsideGoWithTheIdentifier() {
        int last = lastOfMany();
        bindPageOfFirst();
        f.first.allocFrame(5, f.key);
        f.first.tlbWrite(PAGE + Stlb.ENTRIES, 5, true, f.key);
        f.kernel.addressSpaceOf(last);
        assertThat(f.kernel.translate(f.one, PAGE << 12, false)).isEqualTo(Tlb.MISS);
        assertThat(f.kernel.translate(f.one, (PAGE + Stlb.ENTRIES) << 12, false))
                .isEqualTo(5 << 12);
        f.kernel.invariants().checkAll();
    }

    @Test
    void deadEnvironmentGetsNoIdentifier() {
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertThat(f.kernel.addressSpaceOf(f.two)).isEqualTo(AddressSpaces.NONE);
    }

    @Test
    void whateverIsDoneByManyEnvironmentsEachSeesItsOwnPagesAndTheInvariantsHold() {
        Random random = new Random(4);
        List<Integer> living = new ArrayList<>(List.of(f.one, f.two));
        for (int i = 0; i < 300; i++) {
            living.add(f.kernel.createEnvironment("more", 0));
        }
        f.first.allocFrame(4, f.key);
        f.first.allocFrame(5, f.key);
        for (int step = 0; step < 20_000; step++) {
            int env = living.get(random.nextInt(living.size()));
            int page = random.nextInt(3);
            int frame = 4 + (env + page) % 2;
            switch (random.nextInt(200)) {
                case 0 -> {
                    if (env != f.one) {
                        f.kernel.destroyEnvironment(env, 0, "done");
                        living.removeIf(each -> each == env);
                        living.add(f.kernel.createEnvironment("new", 0));
                    }
                }
                case 1, 2, 3 -> f.kernel.callsOf(env).tlbDelete(page);
                default -> {
                    long physical = f.kernel.translate(env, page << 12, true);
                    if (physical < 0) {
                        assertThat(f.kernel
                                        .callsOf(env)
                                        .tlbWrite(page, frame, true, f.key)
                                        .ok())
                                .isTrue();
                        physical = f.kernel.translate(env, page << 12, true);
                    }
                    assertThat(physical).isEqualTo(frame << 12);
                }
            }
            f.kernel.invariants().checkChanges();
            if (step % 1000 == 0) {
                f.kernel.invariants().checkAll();
            }
        }
        assertThat(f.events(KernelEvent.AsidRecycled.class)).hasSizeGreaterThan(1_000);
    }
}
