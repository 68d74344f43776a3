package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTransferTest {
    private static final long SLICE = 1_000;
    private static final Message HELLO = new Message(1, 2, 3, 4);

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
                .map(TraceEntry::env)
                .toList();
    }

    @Test
    void calleeRunsAtOnceInItsOwnEnvironmentWithTheCallersRegisters() {
        start(f.one).then(() -> f.first.acall(f.two, HELLO)).compute(5);
        Script callee = start(f.two).compute(5);
        processor.run(1_000_000);
        assertThat(callee.upcalls).containsExactly(new Upcall.Called(f.one, false, HELLO));
        assertThat(whoRan()).startsWith(1, 2, 1);
    }

    @Test
    void transferCostsNothingButItsOwnRow() {
        long[] left = new long[1];
        start(f.one)
                .then(() -> {
                    left[0] = f.machine.clock().now();
                    f.first.acall(f.two, HELLO);
                })
                .compute(1);
        start(f.two).compute(1);
        processor.run(1_000_000);
        long entered = f.trace.stream()
                .filter(entry -> entry.event() instanceof KernelEvent.UpcallStarted)
                .findFirst()
                .orElseThrow()
                .cycle();
        assertThat(entered - left[0]).isEqualTo(Cost.CONTROL_TRANSFER.cycles() + Script.STEP);
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
    }

    @Test
    void synchronousCallerGivesAllItsSlicesUntilTheTransferBack() {
        Script caller = start(f.one).then(() -> f.first.scall(f.two, HELLO)).compute(5);
        start(f.two)
                .compute(350)
                .then(() -> f.second.acall(f.one, Message.EMPTY))
                .compute(5);
        assertThat(f.second.deallocSlice(1).ok()).isTrue(); // it lives on what it is given
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.DEADLOCK);
        assertThat(whoRan()).containsExactly(1, 2, 2, 2, 2, 1);
        assertThat(caller.upcalls).containsExactly(new Upcall.Called(f.two, false, Message.EMPTY));
    }

    @Test
    void callerIsToldWhenTheCalleeEndsWithoutAnAnswer() {
        Script caller = start(f.one).then(() -> f.first.scall(f.two, HELLO)).compute(5);
        start(f.two).compute(1);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(caller.upcalls).containsExactly(new Upcall.CalleeEnded(f.two));
    }

    @Test
    void transferInACircleIsRefused() {
        assertThat(f.first.scall(f.two, HELLO).ok()).isTrue();
        assertThat(f.second.scall(f.one, HELLO).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.acall(f.two, HELLO).error()).isEqualTo(KernelError.IN_USE);
    }

    @Test
    void onlyTheCalleeCanReturn() {
        int three = f.kernel.createEnvironment("three", 0);
        f.first.scall(f.two, HELLO);
        assertThat(f.kernel.callsOf(three).acall(f.one, HELLO).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.kernel.callsOf(three).yield(f.one).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.acall(f.one, HELLO).ok()).isTrue();
    }

    @Test
    void callsThatAreNotTakenDoNotPileUp() {
        assertThat(f.first.acall(f.two, HELLO).ok()).isTrue();
        assertThat(f.first.acall(f.two, HELLO).error()).isEqualTo(KernelError.IN_USE);
        f.kernel.nextUpcall(f.two);
        assertThat(f.first.acall(f.two, HELLO).ok()).isTrue();
    }

    @Test
    void transferToOneselfToNobodyOrAmongTheDeadIsRefused() {
        assertThat(f.first.scall(f.one, HELLO).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.acall(0, HELLO).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.acall(-1, HELLO).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertThat(f.first.acall(f.two, HELLO).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.acall(f.one, HELLO).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void entryRunsBeforeUpcallsThatWait() {
        f.kernel.environment(f.two).post(new Upcall.Repossessed());
        f.first.acall(f.two, HELLO);
        assertThat(f.kernel.nextUpcall(f.two)).isInstanceOf(Upcall.Called.class);
    }

    @Test
    void callThatIsNotTakenDoesNotKeepACalleeFromReturning() {
        int three = f.kernel.createEnvironment("three", 0);
        Exokernel third = f.kernel.callsOf(three);
        f.first.interruptsOff(true);
        assertThat(f.second.acall(f.one, HELLO).ok()).isTrue();
        assertThat(f.first.scall(three, HELLO).ok()).isTrue();
        assertThat(third.acall(f.one, Message.EMPTY).ok()).as("the return").isTrue();
        assertThat(f.first.scall(three, HELLO).error())
                .as("returns that are not taken do not pile up")
                .isEqualTo(KernelError.IN_USE);
        assertThat(third.acall(f.one, HELLO).error()).isEqualTo(KernelError.IN_USE);
        f.first.interruptsOff(false);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Called(three, false, Message.EMPTY));
        assertThat(third.acall(f.one, HELLO).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Called(f.two, false, HELLO));
        assertThat(third.acall(f.one, HELLO).ok()).isTrue();
    }
}
