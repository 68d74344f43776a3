package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import exoscope.hw.trace.HwEvent;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ExokernelVolume.CachedBlock;
import exoscope.kernel.ExokernelVolume.Patch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which frame holds which block, and who may look. */
class VolumeCacheTest {
    private final VolumeFixture f = new VolumeFixture().ready();

    /** A root of data with a secret on the disk, and the number of its block. */
    private int secret() {
        f.volume.createRoot(B + 9, DATA, false, f.key).get();
        f.settle();
        f.init(B + 9, 0x5ec7, f.key);
        f.flush(B + 9).get();
        f.volume.release(B + 9).get();
        return B + 9;
    }

    private int frameOf(int block) {
        return f.volume.cached().stream()
                .filter(cached -> cached.block() == block)
                .findFirst()
                .orElseThrow()
                .frame();
    }

    private CacheState stateOf(int block) {
        return f.volume.cached().stream()
                .filter(cached -> cached.block() == block)
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void everybodySeesWhichFrameHoldsWhichBlockWithoutACall() {
        f.root(B, f.key);
        long before = f.machine.clock().now();
        assertThat(f.second.volume().cached()).containsExactly(new CachedBlock(B, frameOf(B), CacheState.CLEAN));
        assertThat(f.machine.clock().now() - before).isLessThan(Cost.SYSTEM_CALL.cycles());
        assertThat(f.second.ownerOf(frameOf(B))).isEqualTo(FrameTable.KERNEL);
    }

    @Test
    void lentFrameIsOpenedByTheRootsCapabilityAndNotByItsLendersKey() {
        int block = secret();
        int frame = f.second.allocPages(1, f.otherKey).get().getFirst();
        f.second.tlbWrite(9, frame, true, f.otherKey).get();
        assertThat(f.second.volume().fetch(block, frame, f.otherKey).ok())
                .as("anyone may have anything read")
                .isTrue();
        assertThat(f.second.tlbWrite(9, frame, false, f.key).error())
                .as("not before it is there")
                .isEqualTo(KernelError.IN_USE);
        f.settle();
        assertThat(f.kernel.translate(f.two, 9 << 12, false)).isEqualTo(Tlb.MISS);
        assertThat(f.second.tlbWrite(9, frame, false, f.otherKey).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second
                        .writeBlock(f.second.allocExtent(1).get(), frame, f.otherKey)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.second.dealloc(frame, f.otherKey).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.tlbWrite(9, frame, false, f.key).ok())
                .as("shared by capability")
                .isTrue();
        assertThat(f.machine.memory().word((int) f.kernel.translate(f.one, (9 << 12) + 4000, false)))
                .isEqualTo(0x5ec7);
    }

    @Test
    void metadataIsReadThroughMappingsAndNeverWrittenThroughThem() {
        f.root(B, f.key);
        int frame = frameOf(B);
        assertThat(f.first.tlbWrite(9, frame, true, f.key).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.tlbWrite(9, frame, false, f.key).ok()).isTrue();
        assertThat(f.kernel.translate(f.one, 9 << 12, true)).isEqualTo(Tlb.READ_ONLY);
        assertThat(f.first.readBlock(f.first.allocExtent(1).get(), frame, f.key).error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.changeGuard(frame, f.key, f.first.newCapability()).error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first
                        .preloadRepossession(frame, f.first.allocExtent(1).get())
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void dataMappedForStoresIsDirtyUntilItIsWritten() {
        int block = secret();
        int frame = f.cache(block);
        f.first.tlbWrite(9, frame, true, f.key).get();
        assertThat(stateOf(block)).isEqualTo(CacheState.DIRTY);
        assertThat(f.volume.release(block).error()).isEqualTo(KernelError.IN_USE);
        f.machine.memory().setWord(frame << 12, 0x1234);
        f.volume.flush(block, f.key).get();
        assertThat(stateOf(block)).isEqualTo(CacheState.WRITING);
        assertThat(f.kernel.translate(f.one, 9 << 12, true))
                .as("no stores meanwhile")
                .isEqualTo(Tlb.READ_ONLY);
        assertThat(f.first.tlbWrite(9, frame, true, f.key).error()).isEqualTo(KernelError.IN_USE);
        f.settle();
        assertThat(f.onDisk(block, 0)).isEqualTo(0x1234);
        assertThat(stateOf(block)).isEqualTo(CacheState.CLEAN);
        assertThat(f.volume.release(block).ok()).isTrue();
        assertThat(f.kernel.translate(f.one, 9 << 12, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void freedFrameStaysCachedUntilItIsReused() {
        int block = secret();
        int frame = frameOf(block);
        assertThat(stateOf(block)).isEqualTo(CacheState.FREE);
        assertThat(f.second.ownerOf(frame)).isEqualTo(FrameTable.FREE);
        assertThat(f.second.tlbWrite(9, frame, false, f.key).error())
                .as("a free frame cannot be mapped")
                .isEqualTo(KernelError.NOT_OWNER);
        long reads = f.events(HwEvent.DiskStarted.class).size();
        assertThat(f.volume.revive(block).get()).isEqualTo(frame);
        assertThat(f.events(HwEvent.DiskStarted.class)).hasSize((int) reads);
        f.first.tlbWrite(9, frame, false, f.key).get();
        assertThat(f.machine.memory().word((frame << 12) + 4000)).isEqualTo(0x5ec7);
        f.volume.release(block).get();
        f.second.allocFrame(frame, f.otherKey).get();
        assertThat(f.volume.cached()).isEmpty();
        assertThat(f.machine.memory().word((frame << 12) + 4000)).isZero();
        assertThat(f.volume.revive(block).error()).isEqualTo(KernelError.NOT_IN_CORE);
    }

    @Test
    void insertedContentsNeedTheRightAndOwnWhatTheBlockDoes() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        int frame = f.second.allocPages(1, f.otherKey).get().getFirst();
        assertThat(f.second
                        .volume()
                        .insert(B + 1, frame, f.otherKey, f.otherKey)
                        .error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        f.machine.memory().setWord((frame << 12) + 4, 1);
        f.machine.memory().setWord(frame << 12, B + 5);
        assertThat(f.second.volume().insert(B + 1, frame, f.otherKey, f.key).error())
                .isEqualTo(KernelError.BLOCKS_DO_NOT_MATCH);
        f.machine.memory().setWord((frame << 12) + 4, 0);
        assertThat(f.second.volume().insert(B + 1, frame, f.otherKey, f.key).ok())
                .isTrue();
        assertThat(f.second.volume().insert(B, 3, f.otherKey, f.key).ok()).isFalse();
        assertThat(stateOf(B + 1)).isEqualTo(CacheState.DIRTY);
    }

    @Test
    void blockThatIsGivenUpIsForgottenWithItsFrame() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        int frame = f.init(B + 1, 7, f.key);
        f.first.tlbWrite(9, frame, false, f.key).get();
        f.disown(B, 0, B + 1, 1).get();
        assertThat(f.volume.cached()).extracting(CachedBlock::block).containsExactly(B);
        assertThat(f.first.ownerOf(frame)).isEqualTo(FrameTable.FREE);
        assertThat(f.kernel.translate(f.one, 9 << 12, false)).isEqualTo(Tlb.MISS);
    }

    @Test
    void blockThatIsBeingWrittenIsNotChanged() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.volume.flush(B, f.key).get();
        assertThat(f.disown(B, 0, B + 1, 1).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.volume.flush(B, f.key).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.volume.release(B).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.volume.deleteRoot(1, f.key).error()).isEqualTo(KernelError.IN_USE);
    }

    @Test
    void blockThatCannotBeReadIsToldAndItsFrameIsFree() {
        int block = secret();
        int frame = frameOf(block);
        f.machine.disk().faults().spoilReading(block * 8 + 1);
        f.second.allocFrame(frame, f.otherKey).get();
        f.second.volume().fetch(block, frame, f.otherKey).get();
        f.settle();
        assertThat(f.lastUpcall(f.two)).isEqualTo(new Upcall.BlockRead(block, false));
        assertThat(f.volume.cached()).isEmpty();
        assertThat(f.first.ownerOf(frame)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void frameThatIsAskedBackIsNotLent() {
        f.root(B, f.key);
        f.volume.release(B).get();
        List<Integer> frames = f.first.allocPages(4, f.key).get();
        f.kernel.revoke(frames.getFirst());
        assertThat(f.volume.fetch(B, frames.getFirst(), f.key).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.volume.fetch(B, frames.getLast(), f.key).ok()).isTrue();
    }

    @Test
    void nobodyLendsMoreThanItMay() {
        f.volume.createRoot(B, TABLE, true, f.key).get();
        f.cache(B);
        f.volume
                .own(B, B + 1, 30, DATA, VolumeFixture.entry(0, B + 1, 30, DATA), f.key)
                .get();
        for (int i = 1; i < VolumeFixture.FRAMES / 2; i++) {
            f.init(B + i, i, f.key);
        }
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        assertThat(f.volume.fetch(B + 30, frame, f.key).error()).isEqualTo(KernelError.SHORT);
    }

    @Test
    void colourOfAFrameThatIsLentIsShortAndNotUnknown() {
        int frame = frameOf(secret());
        f.volume.revive(B + 9).get();
        int colour = CacheColours.of(frame);
        int all = f.kernel.frames().countForAll(each -> CacheColours.of(each) == colour);
        assertThat(f.second.allocColour(all, colour, f.otherKey).error()).isEqualTo(KernelError.SHORT);
        f.volume.release(B + 9).get();
        assertThat(f.second.allocColour(all, colour, f.otherKey).ok()).isTrue();
    }

    @Test
    void temporaryRootEndsWithItsEnvironment() {
        f.volume.createRoot(B, TABLE, true, f.key).get();
        f.cache(B);
        f.own(B, 0, B + 1, 2, DATA).get();
        f.init(B + 1, 0x5ec7, f.key);
        f.volume.flush(B + 1, f.key).get();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.second.volume().roots()).isEmpty();
        assertThat(f.second.volume().cached()).isEmpty();
        f.settle();
        assertThat(f.second.ownerOfBlock(B + 1)).isEqualTo(FrameTable.FREE);
        assertThat(f.machine.disk().peek(B + 1)).containsOnly(0);
        f.kernel.invariants().checkAll();
    }

    @Test
    void whoWaitsForABlockOfATemporaryRootThatEndsIsToldThatItWillNotCome() {
        f.volume.createRoot(B, TABLE, true, f.key).get();
        f.volume.createRoot(B + 1, DATA, true, f.key).get();
        f.cache(B);
        int frame = f.second.allocPages(1, f.otherKey).get().getFirst();
        f.second.volume().fetch(B + 1, frame, f.otherKey).get();
        f.second.volume().flush(B, f.key).get();
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.kernel.nextUpcall(f.two)).isEqualTo(new Upcall.BlockWritten(B, false));
        assertThat(f.kernel.nextUpcall(f.two)).isEqualTo(new Upcall.BlockRead(B + 1, false));
        assertThat(f.second.ownerOf(frame)).isEqualTo(FrameTable.FREE);
        f.settle();
        f.kernel.invariants().checkAll();
    }

    @Test
    void whatAnEndedEnvironmentChangedIsWrittenInOrderAndItsFramesAreFree() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        f.init(B + 1, 7, f.key);
        f.own(B + 1, 0, B + 2, 1, DATA).get();
        f.init(B + 2, 9, f.key);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.settle();
        assertThat(f.onDisk(B, 0)).isEqualTo(B + 1);
        assertThat(f.onDisk(B + 1, 0)).isEqualTo(B + 2);
        assertThat(f.onDisk(B + 2, 4000)).isEqualTo(9);
        assertThat(f.second.volume().cached()).extracting(CachedBlock::state).containsOnly(CacheState.FREE);
        assertThat(f.second.freeFrames()).hasSize(VolumeFixture.FRAMES);
        f.kernel.invariants().checkAll();
    }

    @Test
    void metadataThatNobodyEverWroteDoesNotKeepItsParentInMemoryForEver() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 2, TABLE).get();
        assertThat(f.volume.flush(B, f.key).error()).as("by a call").isEqualTo(KernelError.WRITE_ORDER);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.settle();
        assertThat(f.onDisk(B, 0)).isEqualTo(B + 1);
        assertThat(f.machine.disk().peek(B + 1)).containsOnly(0);
        assertThat(f.second.freeFrames()).hasSize(VolumeFixture.FRAMES);
        f.kernel.invariants().checkAll();
    }

    @Test
    void endInTheMiddleOfAReadLeavesNothingBehind() {
        f.root(B, f.key);
        f.volume.release(B).get();
        f.second.allocFrame(9, f.otherKey).get();
        f.second.allocFrame(frameOf(B) == 8 ? 7 : 8, f.otherKey).get();
        f.second.allocFrame(frameOf(B), f.otherKey).get();
        f.second.volume().fetch(B, 9, f.otherKey).get();
        f.kernel.destroyEnvironment(f.two, 0, "done");
        f.settle();
        assertThat(stateOf(B)).isEqualTo(CacheState.FREE);
        f.kernel.invariants().checkAll();
    }

    @Test
    void wordsOfPatchesAreStored() {
        f.root(B, f.key);
        f.volume
                .patch(B, List.of(new Patch(3000, Arrays.asList((byte) 1, (byte) 2))), f.key)
                .get();
        f.flush(B).get();
        assertThat(f.onDisk(B, 3000)).isEqualTo(0x201);
    }
}
