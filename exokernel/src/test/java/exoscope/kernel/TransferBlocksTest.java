package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.device.DiskImage;
import exoscope.hw.trace.HwEvent;
import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ExokernelDisk.End;
import exoscope.kernel.ExokernelDisk.PieceEnd;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several runs of blocks and the frames for them, in one call. */
class TransferBlocksTest {
    private static final long LONG = 20 * KernelFixture.TRANSFER;

    private final KernelFixture f = new KernelFixture();
    private int first;

    @BeforeEach
    void haveFramesAndBlocks() {
        f.first.allocPages(8, f.key);
        first = f.first.allocExtent(12).get();
        for (int frame = 0; frame < 8; frame++) {
            f.store(frame, 0x100 + frame);
        }
    }

    private Result<Integer> write(BlockRun... runs) {
        return f.first.disk().transferBlocks(List.of(runs), true, f.key);
    }

    private Result<Integer> read(BlockRun... runs) {
        return f.first.disk().transferBlocks(List.of(runs), false, f.key);
    }

    private int onDisk(int block) {
        byte[] bytes = f.machine.disk().peek(block);
        return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    }

    @Test
    void framesGoToRunsOfBlocksAndTheOwnerHearsOfItOnce() {
        int request = write(new BlockRun(first + 2, List.of(5, 1, 3)), new BlockRun(first + 9, List.of(0, 0)))
                .get();
        f.pass(LONG);
        assertThat(List.of(onDisk(first + 2), onDisk(first + 3), onDisk(first + 4), onDisk(first + 9)))
                .containsExactly(0x105, 0x101, 0x103, 0x100);
        assertThat(onDisk(first + 10)).isEqualTo(0x100);
        assertThat(f.kernel.nextUpcall(f.one))
                .isEqualTo(new Upcall.BlocksTransferred(
                        request, List.of(new PieceEnd(3, End.DONE), new PieceEnd(2, End.DONE))));
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
    }

    @Test
    void blocksAreScatteredOverFrames() {
        f.machine.disk().poke(first, f.block(0x11));
        f.machine.disk().poke(first + 1, f.block(0x22));
        read(new BlockRun(first, List.of(6, 2)));
        f.pass(LONG);
        assertThat(f.load(6)).isEqualTo(0x11111111);
        assertThat(f.load(2)).isEqualTo(0x22222222);
        assertThat(f.load(3)).isEqualTo(0x103);
    }

    @Test
    void diskIsAskedOnceForEachRun() {
        long before = f.kernel.chargedTo(f.one);
        write(new BlockRun(first, List.of(0, 1, 2)), new BlockRun(first + 5, List.of(3)));
        assertThat(f.kernel.chargedTo(f.one) - before)
                .isEqualTo(Cost.SYSTEM_CALL.cycles()
                        + 5L * Cost.CAPABILITY_CHECK.cycles()
                        + 2L * Cost.DISK_COMMAND.cycles()
                        + 4L * Cost.DISK_SEGMENT.cycles());
        f.pass(LONG);
        assertThat(f.events(HwEvent.DiskFinished.class)).hasSize(2);
    }

    @Test
    void everyFrameAndEveryBlockIsChecked() {
        f.second.allocFrame(9, f.otherKey);
        int other = f.second.allocExtent(1).get();
        assertThat(write(new BlockRun(first, List.of(0, 9))).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(write(new BlockRun(first, List.of(0, 10))).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(write(new BlockRun(first, List.of(0, 99))).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(write(new BlockRun(first + 11, List.of(0, 1))).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(write(new BlockRun(first, List.of(0)), new BlockRun(other, List.of(1)))
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.first
                        .disk()
                        .transferBlocks(List.of(new BlockRun(first, List.of(0))), false, reader)
                        .error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.first
                        .disk()
                        .transferBlocks(List.of(new BlockRun(first, List.of(0))), true, reader)
                        .ok())
                .isTrue();
        assertThat(f.first.disk().blocksInFlight()).as("only what was accepted").isEqualTo(1);
    }

    @Test
    void senselessListsAndNumbersAreRefused() {
        assertThat(write().error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(write(new BlockRun(first, List.of())).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(write(new BlockRun(first, Arrays.asList(0, null))).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first
                        .disk()
                        .transferBlocks(Arrays.asList((BlockRun) null), true, f.key)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first
                        .disk()
                        .transferBlocks(Collections.nCopies(17, new BlockRun(first, List.of(0))), true, f.key)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(write(new BlockRun(first, Collections.nCopies(65, 0))).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(write(new BlockRun(Integer.MAX_VALUE, List.of(0, 1))).error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(write(new BlockRun(-1, List.of(0, 1))).error()).isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void badSectorEndsItsPieceAndSaysHowFarItCame() {
        f.machine.disk().faults().spoilReading((first + 2) * DiskImage.BLOCK_SECTORS + 3);
        f.machine.disk().poke(first, f.block(0x11));
        int request = read(new BlockRun(first, List.of(0, 1, 2, 3)), new BlockRun(first + 6, List.of(4)))
                .get();
        f.pass(LONG);
        assertThat(f.kernel.nextUpcall(f.one))
                .isEqualTo(new Upcall.BlocksTransferred(
                        request, List.of(new PieceEnd(2, End.BAD_SECTOR), new PieceEnd(1, End.DONE))));
        assertThat(f.load(0)).isEqualTo(0x11111111);
        assertThat(f.load(3)).as("not reached").isEqualTo(0x103);
    }

    @Test
    void pieceOfAFrameThatLeavesIsCancelledAsAWholeAndTheOthersGoOn() {
        int request = write(new BlockRun(first, List.of(0, 1)), new BlockRun(first + 4, List.of(2)))
                .get();
        f.first.dealloc(1, f.key);
        f.second.allocFrame(1, f.otherKey);
        f.store(1, 0x5ec7e7);
        f.pass(LONG);
        assertThat(f.kernel.nextUpcall(f.one))
                .isEqualTo(new Upcall.BlocksTransferred(
                        request, List.of(new PieceEnd(0, End.CANCELLED), new PieceEnd(1, End.DONE))));
        assertThat(List.of(onDisk(first), onDisk(first + 1), onDisk(first + 4))).containsExactly(0, 0, 0x102);
    }

    @Test
    void frameTakenByForceInTheMiddleOfAReadIsNotWrittenTo() {
        read(new BlockRun(first, List.of(0, 1, 2)));
        f.machine.disk().poke(first, f.block(0x77));
        f.pass(KernelFixture.TRANSFER / 2);
        f.first.dealloc(0, f.key);
        f.second.allocFrame(0, f.otherKey);
        f.pass(LONG);
        assertThat(f.load(0)).isZero();
        assertThat(f.load(1)).as("its piece is one transfer").isEqualTo(0x101);
    }

    @Test
    void endOfTheIssuerEndsItsTransfersAndTellsNobody() {
        write(new BlockRun(first, List.of(0, 1)), new BlockRun(first + 4, List.of(2)));
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.pass(LONG);
        assertThat(IntStream.range(first, first + 12).map(this::onDisk)).containsOnly(0);
        assertThat(f.second.allocExtent(32).ok()).isTrue();
        assertThat(f.first
                        .disk()
                        .transferBlocks(List.of(new BlockRun(first, List.of(0))), true, f.key)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void noMoreThanSoManyBlocksAreOnTheirWay() {
        List<Integer> frames = Collections.nCopies(4, 0);
        for (int i = 0; i < ExokernelDisk.MOST_IN_FLIGHT / 4; i++) {
            assertThat(write(new BlockRun(first, frames)).ok()).isTrue();
        }
        assertThat(write(new BlockRun(first, List.of(0))).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.first.writeBlock(first, 0, f.key).error()).isEqualTo(KernelError.QUOTA);
        f.second.allocFrame(9, f.otherKey);
        int other = f.second.allocExtent(1).get();
        assertThat(f.second.writeBlock(other, 9, f.otherKey).ok())
                .as("of each environment")
                .isTrue();
        f.pass(10 * KernelFixture.TRANSFER);
        assertThat(write(new BlockRun(first, List.of(0))).ok()).isTrue();
    }
}
