package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Node;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Breaks what must hold about blocks, past all checks of calls. */
class VolumeInvariantsTest {
    private final VolumeFixture f = new VolumeFixture().ready();
    private final Volume volume = Objects.requireNonNull(f.kernel.volume());

    private void assertStops(String invariant, Runnable culprit) {
        assertThatExceptionOfType(InvariantBrokenException.class)
                .isThrownBy(culprit::run)
                .withMessageStartingWith(invariant);
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .singleElement()
                .satisfies(broken -> assertThat(broken.invariant()).isEqualTo(invariant));
    }

    private Node node(int block) {
        return Objects.requireNonNull(volume.forest().node(block));
    }

    @Test
    void registryThatNamesAFrameOfSomebodyElse() {
        f.root(B, f.key);
        int frame = f.volume.cached().getFirst().frame();
        f.kernel.frames().free(frame);
        assertStops("the registry names no frame that is used for something else", f.kernel.invariants()::checkAll);
    }

    @Test
    void registryThatTakesAFreeFrameForALentOne() {
        f.root(B, f.key);
        f.volume.release(B).get();
        Objects.requireNonNull(volume.cache().ofBlock(B)).state = CacheState.CLEAN;
        assertStops("the registry names no frame that is used for something else", f.kernel.invariants()::checkAll);
    }

    @Test
    void blockInTwoFrames() {
        f.root(B, f.key);
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        assertStops(
                "the registry names no frame that is used for something else",
                () -> volume.cache().lend(B, frame, CacheState.CLEAN, f.one, f.key.name()));
    }

    @Test
    void registryThatNamesABlockOfNoRoot() {
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        volume.cache().lend(B + 20, frame, CacheState.CLEAN, f.one, f.key.name());
        assertStops("the registry names no frame that is used for something else", f.kernel.invariants()::checkAll);
    }

    @Test
    void readThatWillNeverEnd() {
        f.root(B, f.key);
        f.volume.release(B).get();
        f.volume.fetch(B, f.first.allocPages(1, f.key).get().getFirst(), f.key).get();
        f.kernel.transfers().forget(Objects.requireNonNull(volume.cache().ofBlock(B)).request);
        assertStops("no DMA into a frame that its issuer does not own", f.kernel.invariants()::checkAll);
    }

    @Test
    void lentFrameThatIsGivenAwayUnderTheDisk() {
        f.root(B, f.key);
        f.volume.release(B).get();
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.volume.fetch(B, frame, f.key).get();
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.frames().bind(frame, f.two, 1));
    }

    @Test
    void blockThatNobodysMetadataOwns() {
        f.root(B, f.key);
        f.kernel.blocks().pass(B + 1, 1, FrameTable.FREE, BlockTable.CATALOGUED);
        volume.forest().allocate(node(B), B + 1, 1, DATA, node(B).owned());
        assertStops("one owner a block of a root", f.kernel.invariants()::checkAll);
    }

    @Test
    void blockOfARootThatIsGivenAway() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.kernel.blocks().pass(B + 1, 1, BlockTable.CATALOGUED, FrameTable.FREE);
        f.second.allocExtent(2).get();
        assertStops("one owner a block of a root", f.kernel.invariants()::checkAll);
    }

    @Test
    void blockThatIsFreeBeforeTheDiskForgetsIt() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.flush(B).get();
        f.disown(B, 0, B + 1, 1).get();
        f.kernel.blocks().pass(B + 1, 1, BlockTable.CATALOGUED, FrameTable.FREE);
        f.second.allocExtent(4).get();
        assertStops("one owner a block of a root", f.kernel.invariants()::checkAll);
    }

    @Test
    void metadataChangedPastItsFunction() {
        f.root(B, f.key);
        int frame = f.volume.cached().getFirst().frame();
        f.machine.memory().setWord((frame << 12) + 4, 1);
        f.machine.memory().setWord(frame << 12, B + 7);
        assertStops("metadata owns what its function says", f.kernel.invariants()::checkAll);
    }

    @Test
    void ownershipChangedWithoutTheMetadata() {
        f.root(B, f.key);
        f.kernel.blocks().pass(B + 1, 1, FrameTable.FREE, BlockTable.CATALOGUED);
        volume.forest().allocate(node(B), B + 1, 1, DATA, Forest.with(node(B).owned(), B + 1, 1, DATA));
        assertStops("metadata owns what its function says", f.kernel.invariants()::checkAll);
    }

    @Test
    void loanOfTheDead() {
        f.root(B, f.key);
        int frame = f.second.allocPages(1, f.otherKey).get().getFirst();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertStops(
                "an environment that has ended owns nothing",
                () -> volume.cache().lend(B + 1, frame, CacheState.CLEAN, f.one, 1));
    }

    @Test
    void metadataChangedInASliceIsFoundAtItsEnd() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        int frame = f.volume.cached().getFirst().frame();
        Processor processor = new Processor(f.kernel, 1_000);
        Script script = new Script(f.kernel, f.one)
                .compute(3)
                .then(() -> f.machine.memory().setWord((frame << 12) + 4, 2))
                .compute(1_000);
        processor.append(f.one, script);
        assertStops(
                "metadata owns what its function says",
                () -> processor.run(f.machine.clock().now() + 10_000));
    }
}
