package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.Exokernel.Repossession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {
    private final KernelFixture f = new KernelFixture();

    private void ownAndRevoke(int frame) {
        f.first.allocPages(6, f.key);
        assertThat(f.kernel.revoke(frame)).isTrue();
    }

    @Test
    void ownerIsToldWhichFrameAndUntilWhen() {
        ownAndRevoke(3);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Revoke(3, f.deadline(3)));
        assertThat(f.first.pendingRevocations()).containsExactly(3);
    }

    @Test
    void frameStaysWithItsOwnerUntilTheAnswer() {
        ownAndRevoke(3);
        f.passUntil(f.deadline(3) - 1);
        assertThat(f.first.ownerOf(3)).isEqualTo(f.one);
        assertThat(f.first.acknowledge(3).ok()).isTrue();
        assertThat(f.first.ownerOf(3)).isZero();
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.RevocationAborted.class)).isEmpty();
    }

    @Test
    void answerForAnotherFrameChangesNothing() {
        ownAndRevoke(3);
        assertThat(f.first.acknowledge(2).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.second.acknowledge(3).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.ownerOf(2)).isEqualTo(f.one);
    }

    @Test
    void secondRequestForTheSameFrameIsNotMade() {
        ownAndRevoke(3);
        assertThat(f.kernel.revoke(3)).isFalse();
        assertThat(f.events(KernelEvent.RevocationRequested.class)).hasSize(1);
    }

    @Test
    void silenceEndsInAnAbortThatIsRecorded() {
        ownAndRevoke(3);
        f.first.tlbWrite(9, 3, true, f.key);
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.first.ownerOf(3)).isZero();
        assertThat(f.kernel.translate(f.one, 9 << 12, true)).isEqualTo(Tlb.MISS);
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(3, -1));
        assertThat(f.first.takeRepossessions()).isEmpty();
    }

    @Test
    void abortSavesTheFrameWhereItsOwnerSaid() {
        ownAndRevoke(3);
        f.store(3, 0xbeef);
        int block = f.first.allocExtent(1).get();
        assertThat(f.first.preloadRepossession(3, block).ok()).isTrue();
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(3, block));
        f.first.allocFrame(3, f.key);
        f.first.readBlock(block, 3, f.key);
        f.pass(KernelFixture.TRANSFER);
        assertThat(f.load(3)).isEqualTo(0xbeef);
    }

    @Test
    void lateAcknowledgementAfterAbortDoesNotFreeTheNewOwnersFrame() {
        ownAndRevoke(3);
        f.pass(KernelFixture.DEADLINE);
        f.second.allocFrame(3, f.otherKey);
        assertThat(f.first.acknowledge(3).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.ownerOf(3)).isEqualTo(f.two);
    }

    @Test
    void guaranteedMinimumIsNeverAskedFor() {
        f.first.allocPages(3, f.key);
        assertThat(f.kernel.revoke(0)).isTrue();
        assertThat(f.kernel.revoke(1)).isFalse();
    }

    @Test
    void shortageIsAskedBackFromWhoeverHoldsMostAboveItsGuarantee() {
        f.first.allocPages(14, f.key);
        f.second.allocPages(2, f.otherKey);
        assertThat(f.second.allocPages(3, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.pendingRevocations()).containsExactly(0, 1, 2);
        assertThat(f.second.allocPages(3, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.first.pendingRevocations())
                .as("asking twice asks for no more")
                .hasSize(3);
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.second.allocPages(3, f.otherKey).get()).containsExactly(0, 1, 2);
    }

    @Test
    void acknowledgingBeforeTheWriteHasEndedLosesTheData() {
        ownAndRevoke(3);
        f.store(3, 0xbeef);
        int block = f.first.allocExtent(1).get();
        int request = f.first.writeBlock(block, 3, f.key).get();
        f.first.acknowledge(3);
        f.pass(KernelFixture.TRANSFER);
        assertThat(f.machine.disk().peek(block)).containsOnly(0);
        assertThat(f.events(KernelEvent.TransferEnded.class))
                .containsExactly(new KernelEvent.TransferEnded(request, false));
    }

    @Test
    void writtenBlockIsWholeOnceItsOwnerIsTold() {
        ownAndRevoke(3);
        f.store(3, 0xbeef);
        int block = f.first.allocExtent(1).get();
        int request = f.first.writeBlock(block, 3, f.key).get();
        f.pass(KernelFixture.TRANSFER);
        f.kernel.nextUpcall(f.one);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.TransferDone(request, true));
        f.first.acknowledge(3);
        assertThat(f.machine.disk().peek(block)[1]).isEqualTo((byte) 0xbe);
    }

    @Test
    void ownersEndCountsAsAbortAndNothingHappensAtTheDeadline() {
        ownAndRevoke(3);
        f.kernel.destroyEnvironment(f.one, 1, "gave up");
        f.second.allocFrame(3, f.otherKey);
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.RevocationAborted.class)).hasSize(1);
        assertThat(f.first.ownerOf(3)).isEqualTo(f.two);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRevocationEndsExactlyOnceWhateverTheEnvironmentsDo(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 4_000; step++) {
            hostileStep(random);
        }
        f.pass(KernelFixture.DEADLINE);
        int ended = f.events(KernelEvent.RevocationAcknowledged.class).size()
                + f.events(KernelEvent.RevocationAborted.class).size();
        assertThat(f.events(KernelEvent.RevocationRequested.class))
                .hasSize(ended)
                .hasSizeGreaterThan(100);
        assertOwnershipFoldsFromTheTrace();
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
    }

    private void hostileStep(Random random) {
        boolean byFirst = random.nextBoolean();
        Exokernel caller = byFirst ? f.first : f.second;
        Capability key = random.nextInt(10) == 0 ? f.key : byFirst ? f.key : f.otherKey;
        int frame = random.nextInt(KernelFixture.FRAMES + 2) - 1;
        switch (random.nextInt(10)) {
            case 0 -> caller.allocPages(random.nextInt(6) - 1, key);
            case 1 -> caller.allocFrame(frame, key);
            case 2 -> caller.dealloc(frame, key);
            case 3, 4 -> f.kernel.revoke(frame);
            case 5 -> caller.acknowledge(frame);
            case 6 -> caller.tlbWrite(random.nextInt(40), frame, random.nextBoolean(), key);
            case 7 -> caller.preloadRepossession(frame, caller.allocExtent(1).ok() ? 0 : 1);
            case 8 -> caller.writeBlock(random.nextInt(8), frame, key);
            default -> f.pass(random.nextInt(2_000));
        }
    }

    private void assertOwnershipFoldsFromTheTrace() {
        List<Integer> owners = new ArrayList<>(Collections.nCopies(KernelFixture.FRAMES, 0));
        f.trace.forEach(entry -> {
            if (entry.event() instanceof KernelEvent.FrameBound bound) {
                assertThat(owners.set(bound.frame(), entry.env())).isZero();
            } else if (entry.event() instanceof KernelEvent.FrameReleased released) {
                assertThat(owners.set(released.frame(), 0)).isEqualTo(entry.env());
            }
        });
        for (int frame = 0; frame < KernelFixture.FRAMES; frame++) {
            assertThat(f.first.ownerOf(frame)).isEqualTo(owners.get(frame));
        }
    }

    /** Only one of them could be found there. */
    @Test
    void twoFramesAreNotSavedToOneBlock() {
        List<Integer> frames = f.first.allocPages(6, f.key).get();
        int block = f.first.allocExtent(2).get();
        f.first.preloadRepossession(frames.get(0), block).get();
        assertThat(f.first.preloadRepossession(frames.get(1), block).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.preloadRepossession(frames.get(1), block + 1).ok()).isTrue();
        assertThat(f.first.preloadRepossession(frames.get(0), block).ok())
                .as("said again")
                .isTrue();
        f.first.dealloc(frames.get(0), f.key).get();
        assertThat(f.first.preloadRepossession(frames.get(1), block).ok())
                .as("it need not be saved any more")
                .isTrue();
    }
}
