package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long SLICE = 1_000;

    private final KernelFixture f = new KernelFixture();
    private final Processor processor = new Processor(f.kernel, SLICE);

    private Script start(int env) {
        Script script = new Script(f.kernel, env);
        processor.append(env, script);
        return script;
    }

    @Test
    void everyCycleIsOnExactlyOneAccount() {
        start(f.one).compute(500).then(() -> f.first.allocPages(3, f.key)).compute(300);
        start(f.two).await().compute(200);
        f.first.allocPages(5, f.key);
        f.kernel.revoke(0);
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.DEADLOCK);
        Ledger ledger = f.kernel.ledger();
        assertThat(ledger.charged())
                .isEqualTo(ledger.elapsed())
                .isEqualTo(f.machine.clock().now());
        assertThat(ledger.of(f.one).cycles()).isGreaterThan(800 * Script.STEP);
    }

    @Test
    void idleCyclesAreThoseInWhichTheDiskWorksAndNobodyElse() {
        f.kernel.destroyEnvironment(f.two, 0, "not needed");
        f.pass(KernelFixture.TRANSFER);
        int block = f.first.allocExtent(1).get();
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        long idle = f.kernel.ledger().idle();
        start(f.one).then(() -> f.first.writeBlock(block, frame, f.key)).await().compute(1);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        // The write starts within the call; the first slice and its end are over before it is done.
        assertThat(f.kernel.ledger().idle() - idle)
                .isEqualTo(KernelFixture.TRANSFER - 2 * Script.STEP - Cost.SLICE_END.cycles());
    }

    @Test
    void kernelPaysForItsInterruptsAndNotTheEnvironmentThatTheyInterrupt() {
        f.first.allocPages(5, f.key);
        start(f.one).compute(5_000);
        f.kernel.revoke(4);
        long before = f.kernel.chargedTo(f.one);
        processor.run(1_000_000);
        Ledger.Account account = f.kernel.ledger().of(f.one);
        assertThat(account.upcalls()).isEqualTo(2); // the request, and that the frame is gone
        assertThat(account.cycles() - before).isEqualTo(5_000L * Script.STEP + 2L * Cost.UPCALL.cycles());
    }

    @Test
    void callsUpcallsAndCrossingsAreCounted() {
        f.first.allocPages(3, f.key);
        f.first.tlbWrite(0, 99, true, f.key);
        f.kernel.translate(f.one, 0, false);
        f.first.ownerOf(0);
        Ledger.Account account = f.kernel.ledger().of(f.one);
        assertThat(account.calls()).isEqualTo(3); // a capability, frames, and a refusal; looking is no call
        assertThat(account.crossings()).isEqualTo(4);
        assertThat(f.kernel.ledger().of(f.two).calls()).isEqualTo(1);
    }

    @Test
    void timeThatPassesBehindTheKernelsBackStopsTheMachine() {
        start(f.one).compute(10);
        f.machine.clock().charge(7);
        assertThatExceptionOfType(InvariantBrokenException.class).isThrownBy(() -> processor.run(10_000));
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .containsExactly(
                        new KernelEvent.InvariantBroken("charged cycles add up", "7 cycles on nobody's account"));
    }

    @Test
    void snapshotDoesNotChangeAfterwards() {
        Ledger before = f.kernel.ledger();
        f.first.allocPages(1, f.key);
        assertThat(before).isNotEqualTo(f.kernel.ledger());
        assertThat(before.charged()).isEqualTo(before.elapsed());
    }
}
