package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.ebpf.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting until a program says that it is enough. */
class PredicatesTest {
    private static final long SLICE = 1_000;
    private static final RegionSpec WORDS = RegionSpec.array("words", 64, 1, false);
    /** True when the first word of its frame is not 0. */
    static final Program WORD_SET = NetworkFixture.program("r1 = value[0]+0\nr0 = *(u32 *)(r1 + 0)\nexit", WORDS);

    private static final Program NEVER = NetworkFixture.program("r0 = 0\nexit");

    private final KernelFixture f = new KernelFixture();
    private final Processor processor = new Processor(f.kernel, SLICE);
    private final Script sleeper = new Script(f.kernel, f.one);
    private final Script other = new Script(f.kernel, f.two);

    /** A program that never holds. */
    static LoadedProgram never(Kernel kernel) {
        return Verifier.verify(NEVER, kernel.predicates().type()).load(Engine.INTERPRETER);
    }

    private static Program after(long cycle) {
        return NetworkFixture.program("""
                call 2
                r1 = %d
                if r0 >= r1 goto yes
                r0 = 0
                exit
                yes:
                r0 = 1
                exit
                """.formatted(cycle));
    }

    private void start() {
        f.first.allocFrame(4, f.key);
        processor.append(f.one, sleeper);
        processor.append(f.two, other);
    }

    private Processor.Outcome run() {
        return processor.run(f.machine.clock().now() + 100 * SLICE);
    }

    private long cycleOf(Class<? extends KernelEvent> event) {
        return f.trace.stream()
                .filter(entry -> event.isInstance(entry.event()))
                .mapToLong(TraceEntry::cycle)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 99, 100, 101, 250})
    void storeIsNeverMissedWhenEverItComes(int step) {
        start();
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get()).await();
        other.compute(step).then(() -> f.store(4, 7)).compute(20);
        assertThat(run()).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(sleeper.upcalls).containsExactly(new Upcall.PredicateEnded(true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 97, 98, 99, 100, 150})
    void storeBetweenAskingAndWaitingIsNotMissed(int steps) {
        start();
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get())
                .compute(steps)
                .then(() -> f.store(4, 1))
                .compute(steps)
                .await();
        assertThat(run()).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(sleeper.upcalls).containsExactly(new Upcall.PredicateEnded(true));
    }

    @Test
    void whatHoldsAlreadyIsSaidAtOnce() {
        f.first.allocFrame(4, f.key);
        f.store(4, 1);
        f.first.waitUntil(WORD_SET, List.of(4), f.key).get();
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PredicateEnded(true));
    }

    @Test
    void sleeperIsPassedOverAndPaysForLooking() {
        start();
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get()).await();
        other.compute(1_000).then(() -> f.store(4, 7));
        run();
        assertThat(f.trace.stream()
                        .filter(entry -> entry.env() == f.one)
                        .filter(entry -> entry.event() instanceof KernelEvent.SliceStarted)
                        .count())
                .as("once to fall asleep, once awake")
                .isEqualTo(2);
        long slices = f.events(KernelEvent.SliceEnded.class).stream()
                .mapToLong(KernelEvent.SliceEnded::cycles)
                .sum();
        assertThat(f.kernel.chargedTo(f.one) + f.kernel.chargedTo(f.two)).isGreaterThan(slices);
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
    }

    @Test
    void whoWaitsForATimeWakesWithinASliceOfItThoughNothingElseHappens() {
        start();
        long until = f.machine.clock().now() + 20 * SLICE + 333;
        sleeper.then(() -> f.first.waitUntil(after(until), List.of(), f.key).get())
                .await();
        assertThat(run()).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(cycleOf(KernelEvent.PredicateEnded.class)).isBetween(until, until + SLICE + 100);
    }

    @Test
    void whoWaitsForWhatNobodyCanBringAboutIsADeadlock() {
        start();
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get()).await();
        assertThat(run()).isEqualTo(Processor.Outcome.DEADLOCK);
    }

    @Test
    void diskThatWritesTheWordWakesWhoWaitsForIt() {
        start();
        int block = f.first.allocExtent(1).get();
        f.machine.disk().poke(block, f.block(1));
        f.first.readBlock(block, 4, f.key);
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get()).await();
        assertThat(run()).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(sleeper.upcalls).contains(new Upcall.PredicateEnded(true));
    }

    @Test
    void yieldToASleeperWhosePredicateHoldsGetsThere() {
        start();
        sleeper.then(() -> f.first.waitUntil(WORD_SET, List.of(4), f.key).get()).await();
        other.then(() -> f.store(4, 7))
                .then(() -> assertThat(f.second.yield(f.one).ok()).isTrue())
                .compute(5);
        assertThat(run()).isEqualTo(Processor.Outcome.FINISHED);
    }

    @Test
    void frameThatIsTakenEndsTheWaiting() {
        f.first.allocPages(6, f.key);
        f.first.waitUntil(WORD_SET, List.of(4), f.key).get();
        f.first.dealloc(4, f.key);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PredicateEnded(false));
    }

    @Test
    void predicateThatUsesItsBudgetUpEndsTheWaiting() {
        Program loops = NetworkFixture.program("""
                r0 = 0
                r1 = 9
                again:
                r0 += 1
                r1 /= 3
                if r0 < 20 goto again
                r0 = 0
                exit
                """);
        f.first.waitUntil(loops, List.of(), f.key).get();
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PredicateEnded(false));
    }

    @Test
    void predicatesOnlyLookAndOnlyAtOwnFrames() {
        f.first.allocFrame(4, f.key);
        Program writes = NetworkFixture.program("r0 = 0\nexit", RegionSpec.array("words", 64, 1, true));
        assertThat(f.first.waitUntil(writes, List.of(4), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.waitUntil(WORD_SET, List.of(5), f.key).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.second.waitUntil(WORD_SET, List.of(4), f.otherKey).error()).isEqualTo(KernelError.NOT_OWNER);
        Program wakes = NetworkFixture.program("r1 = 2\ncall 5\nexit");
        assertThat(f.first.waitUntil(wakes, List.of(), f.key).error()).isEqualTo(KernelError.UNSAFE_PROGRAM);
    }

    @Test
    void nothingIsLeftOfAPredicateWhoseEnvironmentEnds() {
        f.first.waitUntil(NEVER, List.of(), f.key).get();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.kernel.predicates().anythingOf(f.one)).isFalse();
        assertThat(f.first.waitUntil(NEVER, List.of(), f.key).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void predicateIsEvaluatedOnceASlice() {
        start();
        sleeper.then(() -> f.first.waitUntil(NEVER, List.of(), f.key).get()).await();
        other.compute(100_000);
        processor.run(20 * SLICE);
        long before = f.kernel.chargedTo(f.one);
        f.kernel.canRun(f.one);
        long once = f.kernel.chargedTo(f.one) - before;
        int slices = f.events(KernelEvent.SliceStarted.class).size();
        before = f.kernel.chargedTo(f.one);
        processor.run(200 * SLICE);
        slices = f.events(KernelEvent.SliceStarted.class).size() - slices;
        assertThat(once).isPositive();
        assertThat(f.kernel.chargedTo(f.one) - before).isLessThanOrEqualTo(once * (slices + 1));
    }

    @Test
    void whoYieldsToASleeperPaysForLookingWhetherItSleeps() {
        f.first.waitUntil(NEVER, List.of(), f.key).get();
        long before = f.kernel.chargedTo(f.one);
        assertThat(f.second.yield(f.one).ok())
                .as("nobody has said yet that it has nothing to do")
                .isTrue();
        f.kernel.environment(f.one).setWaiting(true);
        for (int i = 0; i < 10; i++) {
            assertThat(f.second.yield(f.one).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(f.kernel.chargedTo(f.one)).isEqualTo(before);
        assertThat(f.kernel.chargedTo(f.two)).isGreaterThan(11L * Cost.SYSTEM_CALL.cycles());
    }
}
