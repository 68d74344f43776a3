package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.hw.trace.HwEvent;
import exoscope.kernel.xn.Catalogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks that hold what no kernel wrote. */
class VolumeDamageTest {
    private final VolumeFixture f = new VolumeFixture().ready();

    @BeforeEach
    void twoFileSystems() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.flush(B).get();
        f.volume.createRoot(B + 6, TABLE, false, f.otherKey).get();
        f.settle();
    }

    private VolumeFixture boot() {
        return new VolumeFixture(f.machine.powerFail(), Engine.INTERPRETER);
    }

    /** Puts an entry into a table, past everybody. */
    private void claim(int table, int place, int block, int n, int type) {
        byte[] bytes = f.machine.disk().peek(table);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        words.putInt(place * VolumeFixture.ENTRY, block);
        words.putInt(place * VolumeFixture.ENTRY + 4, n);
        words.putInt(place * VolumeFixture.ENTRY + 8, type);
        f.machine.disk().poke(table, bytes);
    }

    @Test
    void claimToAnothersBlockIsVoidAndItsBlockIsNotLetIntoMemory() {
        claim(B + 6, 0, B + 1, 1, DATA);
        VolumeFixture next = boot();
        assertThat(next.volume.block(B + 1)).singleElement().satisfies(info -> {
            assertThat(info.parent()).isEqualTo(B);
            assertThat(info.root()).isEqualTo(1);
        });
        assertThat(next.volume.block(B + 6).getFirst().damaged()).isTrue();
        int frame = next.first.allocPages(1, next.key).get().getFirst();
        assertThat(next.volume.fetch(B + 6, frame, next.key).error()).isEqualTo(KernelError.BAD_FUNCTION);
        assertThat(next.second.volume().flush(B + 1, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        next.kernel.invariants().checkAll();
    }

    @Test
    void claimToTheCatalogueIsVoid() {
        claim(B + 6, 0, 3, 1, DATA);
        VolumeFixture next = boot();
        assertThat(next.volume.block(3)).isEmpty();
        assertThat(next.first.ownerOfBlock(3)).isEqualTo(BlockTable.KERNEL);
        assertThat(next.volume.block(B + 6).getFirst().damaged()).isTrue();
    }

    @Test
    void nothingIsGivenAwayWhileAMetadataBlockCannotBeRead() {
        DiskImage disk = f.machine.powerFail();
        VolumeFixture next = new VolumeFixture(disk, Engine.INTERPRETER, -1, (B + 6) * DiskImage.BLOCK_SECTORS);
        assertThat(next.volume.block(B + 6).getFirst().damaged()).isTrue();
        next.settle();
        assertThat(next.first.ownerOfBlock(B + 7))
                .as("it may be owned by what cannot be read")
                .isEqualTo(BlockTable.KERNEL);
        assertThat(next.first.allocExtent(1).error()).isEqualTo(KernelError.SHORT);
        assertThat(next.first.ownerOfBlock(B + 1)).isEqualTo(BlockTable.CATALOGUED);
        next.kernel.invariants().checkAll();
    }

    @Test
    void blockThatCannotBeReadIsWrittenAnewIfItIsInTheJournal() {
        VolumeFixture next =
                new VolumeFixture(f.machine.powerFail(), Engine.INTERPRETER, -1, B * DiskImage.BLOCK_SECTORS);
        assertThat(next.volume.block(B).getFirst().damaged()).isFalse();
        assertThat(next.volume.block(B + 1)).hasSize(1);
    }

    @Test
    void lostPlaceIsKnownInTheNextBoot() {
        f.machine.disk().faults().spoilWriting(B * DiskImage.BLOCK_SECTORS + 1);
        f.own(B, 1, B + 2, 1, DATA).get();
        f.flush(B);
        VolumeFixture next = boot();
        assertThat(next.volume.block(B).getFirst().damaged()).isTrue();
        next.settle();
        assertThat(next.first.ownerOfBlock(B + 1))
                .as("nothing leads there any more")
                .isEqualTo(FrameTable.FREE);
    }

    @Test
    void metadataThatChangesOnTheDiskByItselfIsNotBelieved() {
        claim(B + 6, 0, B + 7, 1, DATA);
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.volume.fetch(B + 6, frame, f.key).get();
        f.settle();
        assertThat(f.lastUpcall(f.one)).isEqualTo(new Upcall.BlockRead(B + 6, false));
        assertThat(f.volume.block(B + 6).getFirst().damaged()).isTrue();
        f.kernel.invariants().checkAll();
    }

    /** Whether the disk is asked for anything while time passes. */
    private int requestsLater() {
        f.settle();
        int before = f.events(HwEvent.DiskStarted.class).size();
        f.settle();
        f.settle();
        return f.events(HwEvent.DiskStarted.class).size() - before;
    }

    @Test
    void blockThatNobodyOwnsAndThatCannotBeWrittenIsNotTriedForEver() {
        f.volume.createRoot(B + 9, DATA, false, f.key).get();
        f.settle();
        f.init(B + 9, 7, f.key);
        f.machine.disk().faults().spoilWriting((B + 9) * 8 + 1);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(requestsLater()).isZero();
        assertThat(Objects.requireNonNull(f.kernel.volume()).cache().held()).isZero();
        f.kernel.invariants().checkAll();
    }

    @Test
    void metadataThatNobodyOwnsAndThatCannotBeWrittenKeepsNoFrameNorDoesItsParent() {
        f.own(B, 1, B + 2, 1, TABLE).get();
        f.init(B + 2, 0, f.key);
        f.machine.disk().faults().spoilWriting((B + 2) * 8 + 1);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(requestsLater()).isZero();
        assertThat(Objects.requireNonNull(f.kernel.volume()).cache().held()).isZero();
        assertThat(f.second.volume().block(B + 2).getFirst().damaged()).isTrue();
        f.kernel.invariants().checkAll();
    }

    @Test
    void metadataThatNobodyInitialisesIsLeftAsZerosForItsParentToBeWritten() {
        f.own(B, 1, B + 2, 1, TABLE).get();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.settle();
        assertThat(Objects.requireNonNull(f.kernel.volume()).cache().held()).isZero();
        VolumeFixture next = boot();
        assertThat(next.volume.block(B + 2)).singleElement().satisfies(info -> {
            assertThat(info.parent()).isEqualTo(B);
            assertThat(info.owns()).isZero();
            assertThat(info.damaged()).isFalse();
        });
    }

    /** Two bad places: of the copies of the catalogue, and of a block of metadata. */
    @Test
    void whoHasMetadataWrittenHearsOfTheEndAlsoIfTheCatalogueIsBroken() {
        f.volume.createRoot(B + 9, TABLE, false, f.key).get();
        f.settle();
        f.cache(B + 9);
        f.own(B, 1, B + 2, 1, DATA).get();
        f.own(B + 9, 0, B + 10, 1, DATA).get();
        for (int sector = 0; sector < 2 * Catalogue.COPY_BLOCKS * DiskImage.BLOCK_SECTORS; sector++) {
            f.machine.disk().faults().spoilWriting(sector);
        }
        f.machine.disk().faults().spoilWriting(B * 8 + 1);
        f.volume.flush(B, f.key).get();
        f.volume.flush(B + 9, f.key).get();
        f.settle();
        assertThat(f.first.pendingUpcalls())
                .contains(new Upcall.BlockWritten(B, false), new Upcall.BlockWritten(B + 9, false));
        f.volume.flush(B + 9, f.key).get();
        assertThat(f.lastUpcall(f.one)).as("the journal is needed").isEqualTo(new Upcall.BlockWritten(B + 9, false));
        assertThat(f.volume.createRoot(B + 20, TABLE, false, f.key).error()).isEqualTo(KernelError.SHORT);
        f.kernel.invariants().checkAll();
    }
}
