package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.KernelEvent.ExcessTimeTaken;
import exoscope.kernel.KernelEvent.SliceForfeited;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends of slices that environments see, critical sections, and who pays for the time that they take. */
class ExcessTimeTest {
    private static final long SLICE = 1_000;
    private static final int STEPS = (int) SLICE / Script.STEP;
    private static final int SLICE_END_MISSED = 1 << new Upcall.SliceEnding(0).number();

    private final KernelFixture f = new KernelFixture();
    private final Processor processor = new Processor(f.kernel, SLICE);

    private Script start(int env) {
        Script script = new Script(f.kernel, env);
        processor.append(env, script);
        return script;
    }

    private void runFor(long cycles) {
        processor.run(f.machine.clock().now() + cycles);
    }

    private List<Integer> whoRan() {
        return f.trace.stream()
                .filter(entry -> entry.event() instanceof KernelEvent.SliceStarted)
                .map(entry -> entry.env())
                .toList();
    }

    private long owed(int env) {
        return f.kernel.excess().owedBy(env);
    }

    private List<KernelEvent.EnvExited> exits() {
        return f.events(KernelEvent.EnvExited.class);
    }

    @Test
    void environmentThatDoesNotAskIsNotToldOfSlices() {
        Script script = start(f.one).compute(3 * STEPS);
        processor.run(1_000_000);
        assertThat(script.upcalls).isEmpty();
        assertThat(f.events(ExcessTimeTaken.class)).isEmpty();
    }

    @Test
    void startAndEndOfEachSliceAreToldToWhoAsks() {
        Script script = start(f.one);
        script.then(() -> f.first.sliceUpcalls(true, true)).compute(2 * STEPS);
        processor.run(1_000_000);
        assertThat(script.upcalls)
                .containsExactly(
                        new Upcall.SliceEnding(0),
                        new Upcall.SliceStarting(0),
                        new Upcall.SliceEnding(0),
                        new Upcall.SliceStarting(0));
        f.first.sliceUpcalls(false, false);
        assertThat(f.first.pendingUpcalls()).isEmpty();
    }

    @Test
    void whatSavingStateTakesIsOwedToTheCycle() {
        start(f.one)
                .saving(5)
                .then(() -> f.first.sliceUpcalls(false, true))
                .compute(STEPS)
                .await();
        start(f.two).compute(1);
        processor.run(1_000_000);
        long taken = Cost.UPCALL.cycles() + 5L * Script.STEP;
        assertThat(f.events(ExcessTimeTaken.class)).containsExactly(new ExcessTimeTaken(taken, taken));
        assertThat(owed(f.one)).isEqualTo(taken);
        assertThat(f.first.excessTime()).isEqualTo(taken);
        assertThat(whoRan()).containsExactly(1, 2, 1);
    }

    @Test
    void yieldEndsTheTimeThatIsOwed() {
        Script script = start(f.one).saving(1000).then(() -> f.first.sliceUpcalls(false, true));
        script.compute(STEPS);
        f.machine.events().schedule(f.machine.clock().now() + SLICE + 200, () -> f.first.yield(0));
        start(f.two).compute(1);
        runFor(1_500);
        assertThat(owed(f.one)).isBetween(100L, 300L);
        assertThat(whoRan()).startsWith(1, 2);
    }

    @Test
    void sliceThatIsOwedIsForfeited() {
        start(f.one).saving(60).then(() -> f.first.sliceUpcalls(false, true)).compute(10 * STEPS);
        start(f.two).compute(10 * STEPS);
        runFor(12 * SLICE);
        assertThat(whoRan()).startsWith(1, 2, 1, 2, 2, 1);
        assertThat(f.events(SliceForfeited.class))
                .first()
                .satisfies(forfeited -> assertThat(forfeited.position()).isZero());
        assertThat(exits()).isEmpty();
    }

    @Test
    void debtIsPaidBySlicesThatCouldHaveBeenUsedOnly() {
        Script debtor = start(f.one).saving(150).then(() -> f.first.sliceUpcalls(false, true));
        debtor.compute(STEPS).await().compute(1);
        start(f.two).compute(10 * STEPS);
        runFor(7 * SLICE);
        assertThat(f.events(SliceForfeited.class)).hasSize(1);
        assertThat(owed(f.one)).isEqualTo(Cost.UPCALL.cycles() + 150L * Script.STEP - SLICE);
        assertThat(whoRan()).containsExactly(1, 2, 2, 1, 2, 2, 2);
    }

    @Test
    void onlyEnvironmentThatOwesForfeitsWithoutTimePassing() {
        start(f.one).saving(150).then(() -> f.first.sliceUpcalls(false, true)).compute(3 * STEPS);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(f.events(SliceForfeited.class)).isNotEmpty();
        assertThat(f.kernel.ledger().idle()).isZero();
    }

    @Test
    void whoNeverFinishesSavingIsDestroyedAtTheBound() {
        start(f.one).saving(1000).then(() -> f.first.sliceUpcalls(false, true)).compute(STEPS);
        start(f.two).compute(1);
        processor.run(1_000_000);
        assertThat(exits().getFirst().code()).isEqualTo(Processor.OVERDRAWN);
        assertThat(exits().getFirst().reason()).contains("past the end of its slices");
        assertThat(f.events(ExcessTimeTaken.class).getFirst().debt())
                .isBetween(ExcessTime.MOST_SLICES * SLICE, ExcessTime.MOST_SLICES * SLICE + Script.STEP);
        assertThat(whoRan()).containsExactly(1, 2);
        assertThat(f.kernel.excess().anythingOf(f.one)).isFalse();
    }

    @Test
    void criticalSectionEndsBeforeTheProcessorIsTaken() {
        int[] missed = new int[1];
        start(f.one)
                .compute(STEPS - 10)
                .then(() -> f.first.interruptsOff(true))
                .compute(30)
                .then(() -> missed[0] = f.first.interruptsOff(false))
                .compute(30);
        start(f.two).compute(1);
        processor.run(1_000_000);
        assertThat(whoRan()).containsExactly(1, 2, 1);
        assertThat(missed[0]).isEqualTo(SLICE_END_MISSED);
        assertThat(f.events(ExcessTimeTaken.class))
                .singleElement()
                .satisfies(taken -> assertThat(taken.cycles()).isBetween(200L, 250L));
    }

    @Test
    void criticalSectionWithoutEndEndsTheEnvironment() {
        start(f.one).then(() -> f.first.interruptsOff(true)).compute(100 * STEPS);
        start(f.two).compute(1);
        long before = f.machine.clock().now();
        processor.run(1_000_000);
        assertThat(exits().getFirst().code()).isEqualTo(Processor.OVERDRAWN);
        assertThat(f.machine.clock().now() - before).isLessThan((2 + ExcessTime.MOST_SLICES) * SLICE);
    }

    @Test
    void revocationWaitsForTheEndOfACriticalSectionButItsDeadlineDoesNot() {
        f.first.allocPages(4, f.key);
        Script script = start(f.one);
        int[] missed = new int[1];
        script.then(() -> f.first.interruptsOff(true))
                .then(() -> f.kernel.revoke(0))
                .compute(STEPS)
                .then(() -> missed[0] = f.first.interruptsOff(false))
                .compute(2)
                .await();
        start(f.two).compute(1);
        runFor(3 * SLICE);
        assertThat(script.upcalls).hasExactlyElementsOfTypes(Upcall.Revoke.class);
        assertThat(missed[0]).isEqualTo(SLICE_END_MISSED | 1 << new Upcall.Revoke(0, 0).number());
        f.first.interruptsOff(true);
        f.kernel.revoke(1);
        f.pass(KernelFixture.DEADLINE + 1);
        assertThat(f.events(KernelEvent.RevocationAborted.class))
                .extracting(KernelEvent.RevocationAborted::frame)
                .containsExactly(0, 1);
    }

    @Test
    void interruptWordsAreTheEnvironmentsOwnToStoreTo() {
        f.first.allocFrame(3, f.key);
        assertThat(f.first.bindInterruptWords(3, 16, f.key).ok()).isTrue();
        f.kernel.environment(f.one).post(new Upcall.Repossessed());
        f.machine.memory().setWord((3 << 12) + 16, 1);
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
        assertThat(f.machine.memory().word((3 << 12) + 20)).isEqualTo(1 << new Upcall.Repossessed().number());
        f.machine.memory().setWord((3 << 12) + 16, 0);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Repossessed());
    }

    @Test
    void interruptWordsGoWithTheirFrame() {
        f.first.allocFrame(3, f.key);
        f.first.bindInterruptWords(3, 16, f.key);
        f.first.interruptsOff(true);
        f.first.dealloc(3, f.key);
        f.second.allocFrame(3, f.otherKey);
        f.machine.memory().setWord((3 << 12) + 16, 1);
        f.kernel.environment(f.one).post(new Upcall.Repossessed());
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Repossessed());
    }

    @Test
    void interruptWordsElsewhereAreRefused() {
        f.first.allocFrame(3, f.key);
        assertThat(f.first.bindInterruptWords(3, 4092, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindInterruptWords(3, -4, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindInterruptWords(3, Integer.MAX_VALUE, f.key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindInterruptWords(3, 2, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.bindInterruptWords(3, 0, f.otherKey).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.bindInterruptWords(99, 0, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindInterruptWords(3, 0, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void callThatTakesWholeSlicesIsPaidForAndNobodyDiesOfIt() {
        start(f.one).then(() -> f.kernel.chargeCycles(f.one, 20 * SLICE)).compute(3);
        start(f.two).compute(20 * STEPS);
        processor.run(1_000_000);
        assertThat(exits()).extracting(KernelEvent.EnvExited::reason).containsOnly("script over");
        assertThat(f.events(SliceForfeited.class)).hasSize(ExcessTime.MOST_SLICES);
    }

    @Test
    void debtOfACalleeIsTheCalleesAndNotOfWhoGaveItSlices() {
        start(f.one).then(() -> f.first.scall(f.two, Message.EMPTY)).compute(1);
        Script callee = start(f.two).saving(20);
        callee.then(() -> f.second.sliceUpcalls(false, true)).compute(STEPS).await();
        runFor(5 * SLICE);
        assertThat(owed(f.one)).isZero();
        assertThat(owed(f.two)).isPositive();
    }

    @Test
    void everyCycleIsAccountedForWhoeverBorrows() {
        start(f.one).saving(70).then(() -> f.first.sliceUpcalls(true, true)).compute(20 * STEPS);
        start(f.two)
                .then(() -> f.second.interruptsOff(true))
                .compute(STEPS * 3 / 2)
                .then(() -> f.second.interruptsOff(false))
                .compute(20 * STEPS);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(f.events(SliceForfeited.class)).isNotEmpty();
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
        long owedAndPaid = f.events(ExcessTimeTaken.class).stream()
                .mapToLong(ExcessTimeTaken::cycles)
                .sum();
        assertThat(owedAndPaid)
                .isGreaterThanOrEqualTo(f.events(SliceForfeited.class).size() * SLICE);
    }

    @Test
    void sleepingEnvironmentIsPassedOverAndNotCharged() {
        start(f.one).await();
        start(f.two).compute(5 * STEPS);
        runFor(SLICE / 2);
        long before = f.kernel.chargedTo(f.one);
        runFor(4 * SLICE);
        assertThat(f.kernel.chargedTo(f.one)).isEqualTo(before);
        assertThat(whoRan()).startsWith(1, 2, 2, 2);
    }

    @Test
    void endingEachSliceInALongCallGivesNoMoreThanOnesShare() {
        long slice = 20_000;
        Processor slow = new Processor(f.kernel, slice);
        Script greedy = new Script(f.kernel, f.one);
        for (int i = 0; i < 40; i++) {
            greedy.compute((int) ((slice - 300) / Script.STEP)).then(() -> {
                f.first.allocPages(14, f.key).get(); // clearing them takes 14,336 cycles
                f.kernel.framesOf(f.one).forEach(frame -> f.first.dealloc(frame, f.key));
            });
        }
        slow.append(f.one, greedy);
        slow.append(f.two, new Script(f.kernel, f.two).compute(1_000_000));
        slow.run(30 * slice);
        double one = f.kernel.chargedTo(f.one);
        assertThat(one / (one + f.kernel.chargedTo(f.two)))
                .as("of two environments with one slice each")
                .isLessThan(0.55);
        f.kernel.invariants().checkAll();
    }
}
