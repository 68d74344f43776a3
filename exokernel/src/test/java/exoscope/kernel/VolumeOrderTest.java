package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The three rules of order: what may be written, and what may be reused, when. */
class VolumeOrderTest {
    private final VolumeFixture f = new VolumeFixture().ready();

    private int owner(int block) {
        return f.first.ownerOfBlock(block);
    }

    /** A root with two tables, all on the disk and in frames. */
    private void twoTables() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 2, TABLE).get();
        f.init(B + 1, 1, f.key);
        f.init(B + 2, 2, f.key);
        f.flush(B + 1).get();
        f.flush(B + 2).get();
        f.flush(B).get();
    }

    @Test
    void parentIsNotWrittenBeforeItsChildIsInitialised() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        assertThat(f.flush(B).error()).isEqualTo(KernelError.WRITE_ORDER);
        f.init(B + 1, 7, f.key);
        assertThat(f.flush(B).error()).as("it has to be on the disk").isEqualTo(KernelError.WRITE_ORDER);
        assertThat(f.flush(B + 1).ok()).isTrue();
        assertThat(f.flush(B).ok()).isTrue();
        assertThat(f.onDisk(B, 0)).isEqualTo(B + 1);
    }

    @Test
    void dataNeedNotBeWrittenSinceFreeBlocksAreWiped() {
        f.machine.disk().poke(B + 1, new byte[4096]);
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        assertThat(f.flush(B).ok()).isTrue();
    }

    @Test
    void temporaryRootsAreExempt() {
        f.volume.createRoot(B, TABLE, true, f.key).get();
        f.cache(B);
        f.own(B, 0, B + 1, 1, TABLE).get();
        assertThat(f.flush(B).ok()).isTrue();
    }

    @Test
    void blockIsNotReusedBeforeThePointerIsGoneFromTheDisk() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.flush(B).get();
        f.disown(B, 0, B + 1, 1).get();
        f.settle();
        assertThat(owner(B + 1)).as("a power failure now would find it in use").isEqualTo(BlockTable.CATALOGUED);
        assertThat(f.own(B, 0, B + 1, 1, DATA).error()).isEqualTo(KernelError.IN_USE);
        f.flush(B).get();
        assertThat(owner(B + 1)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void blockThatTheDiskNeverKnewOfIsReusableAtOnceWhenItIsWiped() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.init(B + 1, 0x77, f.key);
        f.flush(B + 1).get();
        f.disown(B, 0, B + 1, 1).get();
        assertThat(owner(B + 1)).isEqualTo(BlockTable.KERNEL);
        f.settle();
        assertThat(owner(B + 1)).isEqualTo(FrameTable.FREE);
        assertThat(f.machine.disk().peek(B + 1)).containsOnly(0);
    }

    @Test
    void rootsBlockIsNotReusedBeforeTheCatalogueForgetsIt() {
        f.root(B, f.key);
        f.volume.deleteRoot(1, f.key).get();
        assertThat(owner(B)).isEqualTo(BlockTable.CATALOGUED);
        f.settle();
        assertThat(owner(B)).isEqualTo(FrameTable.FREE);
        assertThat(f.lastUpcall(f.one)).isEqualTo(new Upcall.RootWritten(1, true));
    }

    @Test
    void rootThatIsGivenUpWhileItIsWrittenIsNotReusedUnderTheWrite() {
        f.volume.createRoot(B, TABLE, false, f.key).get();
        f.volume.deleteRoot(1, f.key).get();
        assertThat(owner(B)).isEqualTo(BlockTable.CATALOGUED);
        f.settle();
        assertThat(owner(B)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void oldPointerStaysUntilTheNewOneIsOnTheDisk() {
        twoTables();
        f.own(B + 1, 0, B + 3, 1, DATA).get();
        f.flush(B + 1).get();
        assertThat(f.move(B + 1, 0, B + 2, 5, B + 3, DATA).ok()).isTrue();
        assertThat(f.flush(B + 1).error()).isEqualTo(KernelError.WRITE_ORDER);
        assertThat(f.flush(B + 2).ok()).isTrue();
        assertThat(f.flush(B + 1).ok()).isTrue();
        assertThat(f.onDisk(B + 2, 5 * VolumeFixture.ENTRY)).isEqualTo(B + 3);
        assertThat(f.onDisk(B + 1, 0)).isZero();
    }

    @Test
    void blockThatMovesOnIsWaitedForWhereItIs() {
        twoTables();
        f.own(B, 1, B + 4, 1, TABLE).get();
        f.init(B + 4, 4, f.key);
        f.flush(B + 4).get();
        f.flush(B).get();
        f.own(B + 1, 0, B + 3, 1, DATA).get();
        f.flush(B + 1).get();
        f.move(B + 1, 0, B + 2, 0, B + 3, DATA).get();
        f.move(B + 2, 0, B + 4, 0, B + 3, DATA).get();
        f.flush(B + 2).get();
        assertThat(f.flush(B + 1).error())
                .as("the new pointer is nowhere on the disk")
                .isEqualTo(KernelError.WRITE_ORDER);
        f.flush(B + 4).get();
        assertThat(f.flush(B + 1).ok()).isTrue();
    }

    @Test
    void pointerThatTheDiskNeverHadHoldsNobodyUp() {
        twoTables();
        f.own(B + 1, 0, B + 3, 1, DATA).get();
        f.move(B + 1, 0, B + 2, 0, B + 3, DATA).get();
        assertThat(f.flush(B + 1).ok()).isTrue();
    }

    @Test
    void moveThatWouldMakeTwoBlocksWaitForEachOtherIsRefused() {
        twoTables();
        f.own(B + 1, 0, B + 3, 1, DATA).get();
        f.own(B + 2, 0, B + 4, 1, DATA).get();
        f.flush(B + 1).get();
        f.flush(B + 2).get();
        f.move(B + 1, 0, B + 2, 1, B + 3, DATA).get();
        assertThat(f.move(B + 2, 0, B + 1, 1, B + 4, DATA).error()).isEqualTo(KernelError.WRITE_ORDER);
        f.kernel.invariants().checkAll();
        f.flush(B + 2).get();
        assertThat(f.move(B + 2, 0, B + 1, 1, B + 4, DATA).ok()).isTrue();
    }

    @Test
    void blockCannotBecomeItsOwnAncestor() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        f.cache(B + 1);
        f.own(B + 1, 0, B + 2, 1, TABLE).get();
        f.cache(B + 2);
        assertThat(f.move(B, 0, B + 2, 0, B + 1, TABLE).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.move(B, 0, B + 1, 1, B + 1, TABLE).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.move(B, 0, B, 1, B + 1, TABLE).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.move(B, 0, B + 1, 1, B + 2, TABLE).ok())
                .as("what is another's")
                .isFalse();
    }

    @Test
    void childGivenUpWithItsOldChildrenOnTheDiskKeepsThemUntilNothingReachesThem() {
        twoTables();
        f.own(B + 1, 0, B + 3, 1, DATA).get();
        f.flush(B + 1).get();
        f.disown(B + 1, 0, B + 3, 1).get();
        f.volume.disown(B, B + 1, 2, VolumeFixture.empty(0), f.key).get();
        f.settle();
        assertThat(owner(B + 3)).isEqualTo(BlockTable.CATALOGUED);
        f.flush(B).get();
        assertThat(owner(B + 3)).isEqualTo(FrameTable.FREE);
        assertThat(owner(B + 1)).isEqualTo(FrameTable.FREE);
        f.kernel.invariants().checkAll();
    }

    @Test
    void metadataThatCannotBeWrittenIsToldAndStaysDirty() {
        f.root(B, f.key);
        f.machine.disk().faults().spoilWriting(B * 8 + 2);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.flush(B);
        assertThat(f.lastUpcall(f.one)).isEqualTo(new Upcall.BlockWritten(B, false));
        assertThat(f.volume.block(B).getFirst().damaged()).isTrue();
        assertThat(f.volume.flush(B, f.key).error()).isEqualTo(KernelError.BAD_FUNCTION);
    }

    @Test
    void blocksThatOnlyNameEachOtherAreFreeLikeOthers() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        f.init(B + 1, 0, f.key);
        f.own(B + 1, 0, B + 2, 1, TABLE).get();
        f.init(B + 2, 0, f.key);
        List.of(B + 2, B + 1, B).forEach(block -> f.flush(block).get());
        f.move(B + 1, 0, B, 1, B + 2, TABLE).get();
        f.move(B, 0, B + 2, 0, B + 1, TABLE).get();
        f.flush(B + 2).get(); // on the disk each of the two owns the other now
        f.disown(B + 2, 0, B + 1, 1).get();
        f.disown(B, 1, B + 2, 1).get();
        assertThat(f.first.ownerOfBlock(B + 1)).as("the root still names it").isEqualTo(BlockTable.CATALOGUED);
        f.flush(B).get();
        f.settle();
        assertThat(f.first.ownerOfBlock(B + 1)).isEqualTo(FrameTable.FREE);
        assertThat(f.first.ownerOfBlock(B + 2)).isEqualTo(FrameTable.FREE);
        f.kernel.invariants().checkAll();
    }
}
