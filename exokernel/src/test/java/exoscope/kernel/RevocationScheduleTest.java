package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocations at every place of a hostile sequence of calls, judged from the trace alone. */
class RevocationScheduleTest {
    private static final int CALLS = 120;

    /** Makes the calls of a seed, and asks for two frames before call {@code place}. */
    private static KernelFixture runAskingAt(long seed, int place) {
        KernelFixture f = new KernelFixture();
        Random random = new Random(seed);
        f.first.allocPages(8, f.key);
        f.first.allocExtent(4);
        for (int call = 0; call < CALLS; call++) {
            if (call == place) {
                List<Integer> owned = f.kernel.framesOf(f.one);
                owned.stream().limit(2).forEach(f.kernel::revoke);
            }
            hostileCall(f, random);
        }
        f.pass(2 * KernelFixture.DEADLINE);
        return f;
    }

    private static void hostileCall(KernelFixture f, Random random) {
        int frame = random.nextInt(KernelFixture.FRAMES);
        Exokernel caller = random.nextInt(4) == 0 ? f.second : f.first;
        Capability key = random.nextInt(8) == 0 ? f.otherKey : f.key;
        switch (random.nextInt(9)) {
            case 0 -> caller.acknowledge(frame);
            case 1 -> caller.dealloc(frame, key);
            case 2 -> caller.allocFrame(frame, key);
            case 3 -> caller.writeBlock(random.nextInt(4), frame, key);
            case 4 -> caller.readBlock(random.nextInt(4), frame, key);
            case 5 -> caller.preloadRepossession(frame, random.nextInt(4));
            case 6 -> caller.tlbWrite(random.nextInt(64), frame, random.nextBoolean(), key);
            case 7 -> caller.changeGuard(frame, key, f.key);
            default -> f.pass(random.nextInt(1_500));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyRevocationHasExactlyOneOutcomeWhereverItIsMade(long seed) {
        int asked = 0;
        for (int place = 0; place < CALLS; place++) {
            KernelFixture f = runAskingAt(seed, place);
            asked += assertOneOutcomeEach(f.trace);
            f.kernel.invariants().checkAll();
        }
        assertThat(asked).isGreaterThan(CALLS);
    }

    /** Checks a whole trace; returns how many revocations there were. */
    private static int assertOneOutcomeEach(List<TraceEntry> trace) {
        Map<Integer, Integer> open = new HashMap<>();
        int asked = 0;
        for (TraceEntry entry : trace) {
            switch (entry.event()) {
                case KernelEvent.RevocationRequested event -> {
                    assertThat(open.put(event.frame(), entry.env()))
                            .as("asked twice")
                            .isNull();
                    asked++;
                }
                case KernelEvent.RevocationAcknowledged event ->
                    assertThat(open.remove(event.frame())).isEqualTo(entry.env());
                case KernelEvent.RevocationAborted event ->
                    assertThat(open.remove(event.frame())).isEqualTo(entry.env());
                case KernelEvent.FrameReleased event ->
                    assertThat(open).as("given back without an outcome").doesNotContainKey(event.frame());
                default -> {}
            }
        }
        assertThat(open).as("never ended").isEmpty();
        return asked;
    }

    @Test
    void twoAtOnceEndEachInItsOwnWay() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(6, f.key);
        f.kernel.revoke(3);
        f.kernel.revoke(4);
        f.first.acknowledge(4);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.RevocationAcknowledged.class))
                .containsExactly(new KernelEvent.RevocationAcknowledged(4));
        assertThat(f.events(KernelEvent.RevocationAborted.class))
                .containsExactly(new KernelEvent.RevocationAborted(3, -1));
    }

    @Test
    void guaranteedMinimumCountsWhatIsAlreadyAskedFor() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(4, f.key);
        assertThat(f.kernel.revoke(0)).isTrue();
        assertThat(f.kernel.revoke(1)).isTrue();
        assertThat(f.kernel.revoke(2)).as("two are guaranteed").isFalse();
        f.first.acknowledge(0);
        assertThat(f.kernel.revoke(2)).isFalse();
    }

    @Test
    void frameIsKeptForTheOneItWasAskedFor() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(14, f.key);
        f.second.allocPages(2, f.otherKey);
        assertThat(f.second.allocPages(2, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        f.first.pendingRevocations().forEach(f.first::acknowledge);
        assertThat(f.first.allocPages(1, f.key).error())
                .as("the victim may not take back what it gave for another")
                .isEqualTo(KernelError.SHORT);
        assertThat(f.second.allocPages(2, f.otherKey).ok()).isTrue();
    }

    @Test
    void frameThatIsKeptForAnotherCannotBeTakenByItsName() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(14, f.key);
        f.second.allocPages(2, f.otherKey);
        assertThat(f.second.allocPages(2, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        List<Integer> given = f.first.pendingRevocations();
        given.forEach(f.first::acknowledge);
        assertThat(given).isNotEmpty();
        assertThat(f.first.allocFrame(given.getFirst(), f.key).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.second.allocFrame(given.getFirst(), f.otherKey).ok()).isTrue();
    }

    @Test
    void demandsOfOthersDoNotKeepAnEnvironmentFromItsGuarantee() {
        KernelFixture f = new KernelFixture();
        Exokernel third = f.kernel.callsOf(f.kernel.createEnvironment("three", 0));
        third.allocPages(2, third.newCapability()).get();
        f.second.allocPages(1, f.otherKey);
        assertThat(f.second.allocPages(14, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.allocPages(3, f.key).error())
                .as("two are guaranteed, not three")
                .isEqualTo(KernelError.SHORT);
        assertThat(f.first.allocPages(2, f.key).ok()).isTrue();
    }

    @Test
    void demandThatIsNotRepeatedLapses() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(14, f.key);
        f.second.allocPages(2, f.otherKey);
        f.second.allocPages(2, f.otherKey);
        f.first.pendingRevocations().forEach(f.first::acknowledge);
        f.pass(Demands.LAPSES_AFTER);
        assertThat(f.first.allocPages(2, f.key).ok()).isTrue();
    }

    @Test
    void demandOfTheDeadIsForgotten() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(14, f.key);
        f.second.allocPages(2, f.otherKey);
        f.second.allocPages(2, f.otherKey);
        f.first.pendingRevocations().forEach(f.first::acknowledge);
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertThat(f.first.allocPages(4, f.key).ok()).isTrue();
    }

    @Test
    void demandThatCanNeverBeMetKeepsNothingFromOthersAndRevokesNothing() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(4, f.key).get();
        assertThat(f.second.allocPages(15, f.otherKey).error())
                .as("two of the first's are guaranteed")
                .isEqualTo(KernelError.SHORT);
        assertThat(f.first.pendingRevocations()).isEmpty();
        assertThat(f.first.allocPages(1, f.key).ok())
                .as("12 are free, and nobody has more than 4")
                .isTrue();
    }

    @Test
    void demandForAllThatOthersCouldGiveIsMet() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(4, f.key).get();
        assertThat(f.second.allocPages(14, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.pendingRevocations()).hasSize(2);
        f.first.pendingRevocations().forEach(f.first::acknowledge);
        assertThat(f.second.allocPages(14, f.otherKey).ok()).isTrue();
    }

    @Test
    void demandForAColourThatOthersNeedForTheirGuaranteesRevokesNothing() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(2, f.key).get();
        int colour = CacheColours.of(0);
        int all = f.kernel.frames().countForAll(frame -> CacheColours.of(frame) == colour);
        assertThat(f.second.allocColour(all, colour, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.pendingRevocations()).isEmpty();
        assertThat(f.first.allocPages(14, f.key).ok()).isTrue();
    }
}
