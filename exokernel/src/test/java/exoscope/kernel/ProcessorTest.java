package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.HwEvent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private static final long SLICE = 1_000;

    private final KernelFixture f = new KernelFixture();
    private final Processor processor = new Processor(f.kernel, SLICE);

    private Script start(int env) {
        Script script = new Script(f.kernel, env);
        processor.append(env, script);
        return script;
    }

    private List<Integer> whoRan() {
        return f.trace.stream()
                .filter(entry -> entry.event() instanceof KernelEvent.SliceStarted)
                .map(entry -> entry.env())
                .toList();
    }

    @Test
    void sliceEndsAtTheTimersInterrupt() {
        start(f.one).compute(250);
        processor.run(1_000_000);
        assertThat(f.events(HwEvent.InterruptRaised.class))
                .hasSize(2)
                .containsOnly(new HwEvent.InterruptRaised(HwEvent.Device.TIMER));
        assertThat(f.events(KernelEvent.SliceEnded.class))
                .containsExactly(
                        new KernelEvent.SliceEnded(0, SLICE),
                        new KernelEvent.SliceEnded(0, SLICE),
                        new KernelEvent.SliceEnded(0, 500));
    }

    @Test
    void positionThatIsTakenOrDoesNotExistIsRefused() {
        start(f.one);
        assertThat(f.second.allocSlice(0).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allocSlice(-1).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.allocSlice(KernelConfig.SLICES).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.deallocSlice(0).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void environmentRunsAtEveryPositionThatItHas() {
        start(f.one).compute(1_000);
        start(f.two).compute(1_000);
        assertThat(f.first.allocSlice(5).ok()).isTrue();
        assertThat(f.first.slices()).startsWith(1, 2, 0, 0, 0, 1, 0);
        processor.run(9 * SLICE);
        assertThat(whoRan()).startsWith(1, 2, 1, 1, 2, 1);
    }

    @Test
    void slicesOfTheDeadAreFree() {
        start(f.one).compute(1);
        f.first.allocSlice(5);
        processor.run(1_000_000);
        assertThat(f.second.slices()).isEqualTo(Collections.nCopies(KernelConfig.SLICES, 0));
        assertThat(f.first.allocSlice(5).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void directedYieldGivesTheRestOfTheSliceToTheOneNamed() {
        start(f.one).compute(1_000);
        start(f.two).then(() -> f.second.yield(f.one)).compute(10);
        processor.run(6 * SLICE);
        assertThat(whoRan()).startsWith(1, 2, 1, 1);
        assertThat(f.events(KernelEvent.ProcessorYielded.class))
                .containsExactly(new KernelEvent.ProcessorYielded(f.one));
        List<KernelEvent.SliceEnded> ends = f.events(KernelEvent.SliceEnded.class);
        assertThat(ends.get(1).position()).isEqualTo(ends.get(2).position()).isEqualTo(1);
        assertThat(ends.get(1).cycles() + ends.get(2).cycles()).isLessThanOrEqualTo(SLICE);
    }

    @Test
    void undirectedYieldEndsTheSliceAtTheNextChargePoint() {
        start(f.one).then(() -> f.first.yield(0)).compute(1_000);
        start(f.two).compute(10);
        processor.run(5 * SLICE);
        assertThat(whoRan()).startsWith(1, 2, 1);
        assertThat(f.events(KernelEvent.SliceEnded.class).getFirst().cycles())
                .isEqualTo(Cost.SYSTEM_CALL.cycles() + Script.STEP);
    }

    @Test
    void yieldToOneThatCannotRunIsRefused() {
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertThat(f.first.yield(f.two).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.yield(99).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.yield(-1).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void environmentWithoutASliceRunsOnWhatOthersYield() {
        start(f.one).then(() -> f.first.yield(f.two)).compute(10);
        start(f.two).compute(10);
        f.second.deallocSlice(1);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(whoRan()).containsExactly(1, 2, 1);
    }

    @Test
    void everyCycleIsAccountedForWhoeverYields() {
        start(f.one).compute(5).then(() -> f.first.yield(f.two)).compute(500);
        start(f.two).then(() -> f.second.yield(0)).compute(500).then(() -> f.second.yield(f.one));
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
    }
}
