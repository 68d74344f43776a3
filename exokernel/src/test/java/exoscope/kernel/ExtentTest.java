package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.Exokernel.Repossession;
import exoscope.kernel.Resource.Extent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtentTest {
    private final KernelFixture f = new KernelFixture();
    private final Extent extent = new Extent(f.first.allocExtent(4).get(), 4);

    private void fill(Extent blocks, int value) {
        for (int i = 0; i < blocks.blocks(); i++) {
            f.machine.disk().poke(blocks.first() + i, f.block(value + i));
        }
    }

    @Test
    void extentThatIsGivenBackIsWipedAndThenFree() {
        fill(extent, 7);
        assertThat(f.first.deallocExtent(extent.first(), 4).ok()).isTrue();
        assertThat(f.first.ownerOfBlock(extent.first())).isEqualTo(-1);
        f.pass(4 * KernelFixture.TRANSFER);
        assertThat(f.first.ownerOfBlock(extent.first())).isZero();
        assertThat(f.machine.disk().peek(extent.first())).containsOnly(0);
        assertThat(f.second.allocExtent(4).get()).isEqualTo(extent.first());
        assertThat(f.events(KernelEvent.ExtentReleased.class))
                .containsExactly(new KernelEvent.ExtentReleased(extent.first(), 4));
    }

    @Test
    void partOfAnExtentCanBeGivenBack() {
        assertThat(f.first.deallocExtent(extent.first() + 1, 2).ok()).isTrue();
        f.pass(4 * KernelFixture.TRANSFER);
        assertThat(List.of(0, 1, 2, 3).stream()
                        .map(i -> f.first.ownerOfBlock(extent.first() + i))
                        .toList())
                .containsExactly(f.one, 0, 0, f.one);
    }

    @Test
    void blocksThatAreNotAllOnesOwnAreNotGivenBack() {
        int theirs = f.second.allocExtent(1).get();
        assertThat(f.first.deallocExtent(extent.first(), 5).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.deallocExtent(theirs, 1).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.ownerOfBlock(extent.first())).isEqualTo(f.one);
    }

    @Test
    void blocksThatDoNotExistAreRefused() {
        for (Extent bad : List.of(
                new Extent(-1, 2),
                new Extent(0, 0),
                new Extent(0, -3),
                new Extent(31, 2),
                new Extent(1, Integer.MAX_VALUE),
                new Extent(Integer.MAX_VALUE, 1),
                new Extent(Integer.MIN_VALUE, Integer.MIN_VALUE))) {
            assertThat(f.first.deallocExtent(bad.first(), bad.blocks()).error())
                    .as(bad.toString())
                    .isEqualTo(KernelError.BAD_ARGUMENT);
            assertThat(f.first.preloadRepossession(bad, 0).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
    }

    @Test
    void transferUnderWayIsCancelledWhenItsBlockIsGivenBack() {
        f.first.allocFrame(3, f.key);
        f.store(3, 0xbeef);
        int request = f.first.writeBlock(extent.first(), 3, f.key).get();
        f.first.deallocExtent(extent.first(), 4);
        assertThat(f.events(KernelEvent.TransferEnded.class))
                .containsExactly(new KernelEvent.TransferEnded(request, false));
        f.pass(6 * KernelFixture.TRANSFER);
        assertThat(f.machine.disk().peek(extent.first())).containsOnly(0);
        assertThat(f.first.dealloc(3, f.key).ok()).as("no longer pinned").isTrue();
    }

    @Test
    void ownerIsToldWhichBlocksAreWantedAndGivesThemBack() {
        assertThat(f.kernel.revoke(extent)).isTrue();
        long deadline = f.events(KernelEvent.ResourceRequested.class).getFirst().deadline();
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Revoke(extent, deadline));
        assertThat(f.second.allRevocations()).containsExactly(new Exokernel.PendingRevocation(f.one, extent, deadline));
        assertThat(f.first.pendingRevocations()).as("of frames").isEmpty();
        assertThat(f.second.acknowledge(extent).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.acknowledge(new Extent(extent.first(), 3)).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.acknowledge(extent).ok()).isTrue();
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.ResourceReturned.class)).hasSize(1);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).isEmpty();
        assertThat(f.first.ownerOfBlock(extent.first())).isZero();
    }

    @Test
    void extentThatIsAskedForIsGivenBackAsAWholeOrNotAtAll() {
        f.kernel.revoke(extent);
        assertThat(f.first.deallocExtent(extent.first(), 2).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.deallocExtent(extent.first(), 4).ok()).isTrue();
        assertThat(f.events(KernelEvent.ResourceReturned.class)).hasSize(1);
    }

    @Test
    void blocksAreNotAskedForTwice() {
        assertThat(f.kernel.revoke(new Extent(extent.first(), 2))).isTrue();
        assertThat(f.kernel.revoke(new Extent(extent.first() + 1, 2))).isFalse();
        assertThat(f.kernel.revoke(extent)).isFalse();
        assertThat(f.kernel.revoke(new Extent(extent.first() + 2, 2))).isTrue();
    }

    @Test
    void abortCopiesTheBlocksToWhereTheirOwnerSaidAndWipesThem() {
        fill(extent, 7);
        int place = f.first.allocExtent(4).get();
        assertThat(f.first.preloadRepossession(extent, place).ok()).isTrue();
        assertThat(f.events(KernelEvent.RepossessionPreloaded.class))
                .containsExactly(new KernelEvent.RepossessionPreloaded(Resource.Kind.EXTENT, extent.first(), 4, place));
        f.kernel.revoke(extent);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(extent, place));
        for (int i = 0; i < 4; i++) {
            assertThat(f.machine.disk().peek(place + i)).isEqualTo(f.block(7 + i));
            assertThat(f.machine.disk().peek(extent.first() + i)).containsOnly(0);
            assertThat(f.first.ownerOfBlock(extent.first() + i)).isZero();
        }
    }

    @Test
    void partOfAPreloadedExtentIsSavedToItsPartOfThePlace() {
        fill(extent, 7);
        int place = f.first.allocExtent(4).get();
        f.first.preloadRepossession(extent, place);
        f.kernel.revoke(new Extent(extent.first() + 2, 1));
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.first.takeRepossessions())
                .containsExactly(new Repossession(new Extent(extent.first() + 2, 1), place + 2));
        assertThat(f.machine.disk().peek(place + 2)).isEqualTo(f.block(9));
    }

    @Test
    void whatWasWrittenLastIsWhatIsSaved() {
        int place = f.first.allocExtent(4).get();
        f.first.preloadRepossession(extent, place);
        f.kernel.revoke(extent);
        f.passUntil(f.events(KernelEvent.ResourceRequested.class).getFirst().deadline() - 1);
        f.first.allocFrame(3, f.key);
        f.store(3, 0xbeef);
        f.first.writeBlock(extent.first(), 3, f.key);
        f.pass(KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.TransferEnded.class))
                .as("a transfer in the way of an abort is cancelled")
                .allSatisfy(ended -> assertThat(ended.ok()).isFalse());
        assertThat(f.machine.disk().peek(place)).containsOnly(0);
    }

    @Test
    void placeThatIsGoneItselfSavesNothing() {
        int place = f.first.allocExtent(4).get();
        f.first.preloadRepossession(extent, place);
        f.kernel.revoke(new Extent(place, 4));
        f.kernel.revoke(extent);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.first.takeRepossessions())
                .containsExactly(new Repossession(new Extent(place, 4), -1), new Repossession(extent, -1));
    }

    @Test
    void frameIsNotSavedToABlockThatWasGivenBack() {
        f.first.allocPages(6, f.key);
        f.first.preloadRepossession(3, extent.first());
        f.kernel.revoke(3);
        f.first.deallocExtent(extent.first(), 1);
        f.second.allocExtent(1);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(3, -1));
    }

    @Test
    void blocksCannotBeSavedToThemselvesOrToAnother() {
        int theirs = f.second.allocExtent(4).get();
        assertThat(f.first.preloadRepossession(extent, extent.first()).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.preloadRepossession(extent, theirs).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.preloadRepossession(extent, -1).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.preloadRepossession(extent, Integer.MAX_VALUE).error())
                .isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void blocksThatTheInstallerGrantedAreGuaranteed() {
        int granted = f.kernel.grantExtent(f.two, 3);
        assertThat(f.kernel.revoke(new Extent(granted, 1))).isFalse();
        f.second.allocExtent(1);
        assertThat(f.kernel.revoke(new Extent(granted, 1))).isTrue();
        assertThat(f.kernel.revoke(new Extent(granted + 1, 1))).isFalse();
    }

    @Test
    void endOfTheOwnerEndsTheRequestByForce() {
        f.kernel.revoke(extent);
        f.kernel.destroyEnvironment(f.one, 0, "over");
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(1);
        assertThat(f.second.ownerOfBlock(extent.first())).isZero();
    }

    @Test
    void namedExtentIsTakenIfItIsFree() {
        assertThat(f.second.allocExtentAt(20, 3).get()).isEqualTo(20);
        assertThat(f.second.allocExtentAt(30, 2).ok()).isTrue();
        assertThat(f.second.allocExtentAt(22, 1).error()).as("its own").isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allocExtentAt(31, 2).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.second.allocExtentAt(0, Integer.MIN_VALUE).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void blocksOfOneThatHasMoreAreAskedForRunByRun() {
        int three = f.kernel.createEnvironment("three", 0);
        Exokernel third = f.kernel.callsOf(three);
        f.second.allocExtentAt(20, 4);
        assertThat(third.allocExtentAt(extent.first() + 3, 1).error()).isEqualTo(KernelError.SHORT);
        assertThat(third.allocExtentAt(20, 1).error()).isEqualTo(KernelError.SHORT);
        assertThat(third.allocExtentAt(21, 1).error()).as("two and two").isEqualTo(KernelError.IN_USE);
        assertThat(f.events(KernelEvent.ResourceRequested.class))
                .extracting(KernelEvent.ResourceRequested::first)
                .containsExactly(extent.first() + 3, 20);
    }

    @Test
    void extentThatIsKeptForOneIsNotGivenToAnother() {
        f.second.allocExtentAt(extent.first() + 2, 2);
        f.first.pendingRevocations();
        f.first.acknowledge(new Extent(extent.first() + 2, 2));
        assertThat(f.second.allocExtentAt(extent.first() + 2, 2).error())
                .as("still being wiped")
                .isEqualTo(KernelError.SHORT);
        f.pass(4 * KernelFixture.TRANSFER);
        assertThat(f.first.allocExtent(1).get()).isNotEqualTo(extent.first() + 2);
        assertThat(f.first.allocExtentAt(extent.first() + 3, 1).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allocExtentAt(extent.first() + 2, 2).ok()).isTrue();
    }

    @Test
    void claimToBlocksOfSeveralAsksForAllOrForNone() {
        f.first.deallocExtent(extent.first(), 4);
        f.pass(4 * KernelFixture.TRANSFER);
        f.first.allocExtentAt(0, 8);
        f.second.allocExtentAt(8, 1);
        Exokernel third = f.kernel.callsOf(f.kernel.createEnvironment("three", 0));
        assertThat(third.allocExtentAt(6, 3).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.events(KernelEvent.ResourceRequested.class)).isEmpty();
        assertThat(third.allocExtentAt(5, 3).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.events(KernelEvent.ResourceRequested.class)).hasSize(1);
        assertThat(third.allocExtentAt(5, 3).error())
                .as("asking twice asks for no more")
                .isEqualTo(KernelError.SHORT);
        assertThat(f.events(KernelEvent.ResourceRequested.class)).hasSize(1);
    }

    @Test
    void theDeadAreToldThatTheyOwnNothingAndNotThatBlocksAreShort() {
        f.kernel.destroyEnvironment(f.one, 0, "enough");
        assertThat(f.first.allocExtent(1).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.allocExtent(0).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }
}
