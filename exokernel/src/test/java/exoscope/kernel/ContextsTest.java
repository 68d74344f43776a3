package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.Exokernel.Translation;
import exoscope.kernel.KernelEvent.AsidRecycled;
import exoscope.kernel.KernelEvent.ContextSwitched;
import exoscope.kernel.KernelEvent.TranslationBroken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An environment with several address spaces. */
class ContextsTest {
    private static final int PAGE = 9;
    private static final int GUARANTEED = GuaranteedMappings.FIRST_PAGE;

    private final KernelFixture f = new KernelFixture();

    private long translate(int env, int page, boolean store) {
        return f.kernel.translate(env, page << 12, store);
    }

    /** Has one page lead to frame 4 in context 0, and to frame 5 in context 1, in which the first environment then is. */
    private void bindInTwo() {
        f.first.allocFrame(4, f.key);
        f.first.allocFrame(5, f.key);
        f.first.tlbWrite(PAGE, 4, true, f.key).get();
        f.first.switchContext(1).get();
        f.first.tlbWrite(PAGE, 5, true, f.key).get();
    }

    @Test
    void onePageLeadsElsewhereInEachContext() {
        bindInTwo();
        assertThat(translate(f.one, PAGE, true)).isEqualTo(5 << 12);
        f.first.switchContext(0);
        assertThat(translate(f.one, PAGE, true)).isEqualTo(4 << 12);
        assertThat(f.first.stlbEntry(PAGE)).containsExactly(new Translation(f.one, PAGE, 4, true));
        assertThat(f.events(AsidRecycled.class)).as("a free identifier").containsExactly(new AsidRecycled(3, 0));
        f.kernel.invariants().checkAll();
    }

    @Test
    void whatIsMappedInOneContextIsMissedInAnother() {
        bindInTwo();
        f.first.switchContext(3);
        assertThat(translate(f.one, PAGE, false)).isEqualTo(Tlb.MISS);
        assertThat(f.first.stlbEntry(PAGE)).isEmpty();
    }

    @Test
    void deletingAndProtectingConcernsTheContextThatTheCallerIsIn() {
        bindInTwo();
        f.first.protRange(PAGE, 1, Capability.READ);
        assertThat(translate(f.one, PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        f.first.tlbDelete(PAGE);
        assertThat(translate(f.one, PAGE, false)).isEqualTo(Tlb.MISS);
        f.first.switchContext(0);
        assertThat(translate(f.one, PAGE, true)).isEqualTo(4 << 12);
    }

    @Test
    void frameThatLeavesTakesItsTranslationsInAllContextsAlong() {
        bindInTwo();
        f.first.switchContext(2);
        f.first.tlbWrite(PAGE + 1, 4, true, f.key);
        f.first.dealloc(4, f.key);
        assertThat(translate(f.one, PAGE + 1, false)).isEqualTo(Tlb.MISS);
        f.first.switchContext(0);
        assertThat(translate(f.one, PAGE, false)).isEqualTo(Tlb.MISS);
        assertThat(f.events(TranslationBroken.class))
                .containsExactly(new TranslationBroken(PAGE + 1, 4, 2), new TranslationBroken(PAGE, 4, 0));
        f.kernel.invariants().checkAll();
    }

    @Test
    void rightsThatAreTakenFromAFrameAreTakenInAllContexts() {
        bindInTwo();
        f.first.protCtrl(4, Capability.READ, f.key);
        f.first.switchContext(0);
        assertThat(translate(f.one, PAGE, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(translate(f.one, PAGE, false)).isEqualTo(4 << 12);
    }

    @Test
    void guaranteedMappingIsTheSameInAllContexts() {
        bindInTwo();
        f.first.switchContext(0);
        f.first.tlbWrite(GUARANTEED, 5, true, f.key).get();
        f.first.switchContext(1);
        f.first.guarantee(GUARANTEED, 4, true, f.key).get();
        assertThat(translate(f.one, GUARANTEED, true)).isEqualTo(4 << 12);
        f.first.switchContext(0);
        assertThat(translate(f.one, GUARANTEED, true)).isEqualTo(4 << 12);
        assertThat(f.first.tlbWrite(GUARANTEED, 5, true, f.key).error()).isEqualTo(KernelError.IN_USE);
        f.kernel.invariants().checkAll();
        f.first.endGuarantee(GUARANTEED);
        assertThat(translate(f.one, GUARANTEED, true)).isEqualTo(Tlb.MISS);
        f.first.switchContext(1);
        assertThat(translate(f.one, GUARANTEED, true)).isEqualTo(Tlb.MISS);
    }

    @Test
    void contextsOfOneAreNothingToAnother() {
        bindInTwo();
        f.second.switchContext(1);
        assertThat(translate(f.two, PAGE, false)).isEqualTo(Tlb.MISS);
        assertThat(f.second.tlbWrite(PAGE, 5, false, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void nothingIsLeftOfTheContextsOfAnEnvironmentThatEnds() {
        bindInTwo();
        int identifier = f.kernel.addressSpaceOf(f.one);
        f.kernel.destroyEnvironment(f.one, 0, "enough");
        assertThat(f.kernel.spaces().owner(identifier)).isZero();
        assertThat(f.kernel.translations().inHardware()).isEmpty();
        assertThat(translate(f.one, PAGE, false)).isEqualTo(Tlb.MISS);
        assertThat(f.first.switchContext(0).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void environmentWhoseNumbersIdentifierIsTakenGetsAnother() {
        f.first.switchContext(1);
        int three = f.kernel.createEnvironment("three", 0);
        assertThat(f.kernel.addressSpaceOf(f.one)).isEqualTo(three);
        assertThat(f.kernel.addressSpaceOf(three)).isEqualTo(4);
        assertThat(f.events(AsidRecycled.class)).containsExactly(new AsidRecycled(3, 0), new AsidRecycled(4, 0));
        f.kernel.invariants().checkAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, AddressSpaces.CONTEXTS, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void contextThatThereIsNotIsRefused(int context) {
        f.first.switchContext(2);
        assertThat(f.first.switchContext(context).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.context()).isEqualTo(2);
    }

    @Test
    void switchIsPaidForAndInTheTrace() {
        long before = f.kernel.chargedTo(f.one);
        f.first.switchContext(1);
        assertThat(f.kernel.chargedTo(f.one) - before)
                .isEqualTo(Cost.SYSTEM_CALL.cycles() + Cost.CONTEXT_SWITCH.cycles());
        assertThat(f.events(ContextSwitched.class)).containsExactly(new ContextSwitched(1));
    }

    @Test
    void hardwareEntryThatOnlyAnotherContextAdmittedStopsTheMachine() {
        bindInTwo();
        f.first.tlbDelete(PAGE);
        int identifier = f.kernel.addressSpaceOf(f.one);
        f.machine.tlb().write(20, PAGE << 12 | identifier << Tlb.ASID_SHIFT, 4 << 12 | Tlb.VALID);
        assertThatExceptionOfType(InvariantBrokenException.class).isThrownBy(f.kernel.invariants()::checkAll);
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .extracting(KernelEvent.InvariantBroken::invariant)
                .containsExactly(Invariants.BINDINGS);
    }

    /** Eighty spaces have 63 identifiers; nobody notices, whatever else goes on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void moreSpacesThanIdentifiersTranslateAsIfThereWereEnough(long seed) {
        Random random = new Random(seed);
        List<Exokernel> calls = new ArrayList<>(List.of(f.first, f.second));
        while (calls.size() < 20) {
            calls.add(f.kernel.callsOf(f.kernel.createEnvironment("more", 0)));
        }
        f.first.allocPages(8, f.key).get();
        Map<List<Integer>, Integer> model = new HashMap<>();
        int[] context = new int[calls.size() + 1];
        for (int i = 0; i < 3_000; i++) {
            int env = 1 + random.nextInt(calls.size());
            Exokernel caller = calls.get(env - 1);
            int page = random.nextInt(3);
            List<Integer> here = List.of(env, context[env], page);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    context[env] = random.nextInt(AddressSpaces.CONTEXTS);
                    caller.switchContext(context[env]).get();
                }
                case 3, 4 -> {
                    int frame = random.nextInt(8);
                    caller.tlbWrite(page, frame, true, f.key).get();
                    model.put(here, frame);
                }
                case 5 -> {
                    caller.tlbDelete(page);
                    model.remove(here);
                }
                default -> {
                    long physical = translate(env, page, true);
                    // A page may have lost its slot to another, which is a miss and never a wrong frame.
                    if (physical != Tlb.MISS) {
                        assertThat(model).containsEntry(here, (int) (physical >> 12));
                    }
                }
            }
        }
        assertThat(f.events(AsidRecycled.class)).anyMatch(recycled -> recycled.from() != 0);
        f.kernel.invariants().checkAll();
    }
}
