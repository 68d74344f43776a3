package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.device.Disk;
import exoscope.kernel.KernelEvent.AccountClosed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger says of frames and of copied bytes, and what the trace says of the ledger. */
class AccountTest {
    private static final String MOVES = """
            r6 = r10
            r6 += -16
            r1 = 0
            r2 = r6
            r3 = 8
            call 6
            r1 = 1000
            r2 = r6
            r3 = 8
            call 6
            r0 = 0
            exit
            """;

    private static Ledger.Account account(Kernel kernel, int env) {
        return kernel.ledger().of(env);
    }

    @Test
    void framesAreThoseHeldNowAndTheMostAtOnce() {
        KernelFixture f = new KernelFixture();
        List<Integer> frames = f.first.allocPages(5, f.key).get();
        f.first.dealloc(frames.get(0), f.key);
        f.first.dealloc(frames.get(1), f.key);
        f.first.allocPages(1, f.key);
        assertThat(account(f.kernel, f.one).frames()).isEqualTo(4);
        assertThat(account(f.kernel, f.one).mostFrames()).isEqualTo(5);
        assertThat(account(f.kernel, f.two).mostFrames()).isZero();
    }

    @Test
    void packetThatGoesToARingIsCopiedForItsOwner() {
        NetworkFixture f = new NetworkFixture();
        f.bind(3);
        f.arrive(3, 1);
        f.arrive(3, 2);
        f.arrive(3, 3); // finds the ring full
        assertThat(account(f.kernel, f.one).copied()).isEqualTo(2 * NetworkFixture.BYTES);
        assertThat(account(f.kernel, f.two).copied()).isZero();
    }

    @Test
    void packetThatTheInterfaceReadsFromItsSendersFrameIsNotCopied() {
        NetworkFixture f = new NetworkFixture();
        f.first.allocFrame(1, f.key);
        assertThat(f.first
                        .sendPacket(List.of(new Exokernel.Piece(1, 0, NetworkFixture.BYTES)), f.key)
                        .ok())
                .isTrue();
        f.pass(10 * NetworkFixture.SENDING);
        assertThat(f.sent).hasSize(1);
        assertThat(account(f.kernel, f.one).copied()).isZero();
    }

    @Test
    void whatHandlersPullIsCopiedAndWhatIsNotThereIsNot() {
        NetworkFixture f = new NetworkFixture();
        int filter = f.bind(3);
        assertThat(f.first.attachHandler(filter, NetworkFixture.program(MOVES), List.of(), 10_000, f.key))
                .isEqualTo(new Result.Ok<>(true));
        f.arrive(3, 1);
        assertThat(account(f.kernel, f.one).copied()).isEqualTo(8);
    }

    @Test
    void frameThatIsSavedByForceIsCopiedByTheKernelForItself() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(4, f.key);
        int block = f.first.allocExtent(1).get();
        f.first.preloadRepossession(3, block);
        f.kernel.revoke(3);
        f.pass(KernelFixture.DEADLINE + 1);
        assertThat(f.kernel.ledger().copied()).isEqualTo(Disk.BLOCK_BYTES);
        assertThat(account(f.kernel, f.one).copied()).isZero();
    }

    @Test
    void traceHasTheAccountOfWhoeverEnds() {
        KernelFixture f = new KernelFixture();
        f.first.allocPages(5, f.key);
        Ledger.Account before = account(f.kernel, f.one);
        f.kernel.destroyEnvironment(f.one, 0, "enough");
        assertThat(f.events(AccountClosed.class))
                .containsExactly(
                        new AccountClosed(before.cycles(), 5, 0, before.calls(), before.upcalls(), before.crossings()));
        assertThat(account(f.kernel, f.one).frames()).isZero();
    }
}
