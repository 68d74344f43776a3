package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one environment can take from others through the volume, how long it can keep them waiting, and how much of the kernel's memory it can fill. */
class VolumeLimitsTest {
    private static final RegionSpec BLOCK = RegionSpec.array("block", 4, 1, false);
    private static final int ROUNDS = Environment.MOST_UNANSWERED + 76;

    private final VolumeFixture f = new VolumeFixture().ready();

    private static Program loop(int rounds) {
        return NetworkFixture.program("""
                r6 = 0
                loop:
                r6 += 1
                if r6 < %d goto loop
                r0 = 0
                exit
                """.formatted(rounds), BLOCK);
    }

    private static Program empty(String name) {
        return NetworkFixture.program("r0 = 0\nexit", RegionSpec.array(name, 4, 1, false));
    }

    /** Cycles that a template takes which is not let in. */
    private long refusal(Program program) {
        long before = f.machine.clock().now();
        assertThat(f.volume.addTemplate(program).ok()).isFalse();
        return f.machine.clock().now() - before;
    }

    @Test
    void templateIsPaidForByWhatTheVerifierFollowsAndThatIsLimited() {
        long most = (long) NetworkCalls.MOST_STEPS * Cost.PROGRAM_VERIFY.cycles();
        assertThat(refusal(loop(40_000))).isEqualTo(most + Cost.SYSTEM_CALL.cycles());
        long before = f.machine.clock().now();
        assertThat(f.volume.addTemplate(loop(100)).ok()).isTrue();
        assertThat(f.machine.clock().now() - before).isGreaterThan(200L * Cost.PROGRAM_VERIFY.cycles());
    }

    @Test
    void templateThatIsRefusedForItsLengthTakesNoTimeByItsLength() {
        Program endless = new Program(
                "endless", Collections.nCopies(1_000_000, loop(1).code().getFirst()), List.of(BLOCK));
        assertThat(refusal(endless)).isLessThan(100_000);
    }

    @Test
    void constantsOfATemplateAreNoLargerThanABlockEach() {
        List<RegionSpec> regions = new ArrayList<>(List.of(BLOCK, RegionSpec.array("large", 1 << 24, 1, false)));
        List<Program> hungry = new ArrayList<>();
        hungry.add(new Program("large", empty("b").code(), regions));
        hungry.add(new Program("many", empty("b").code(), Collections.nCopies(Program.MOST_REGIONS + 1, BLOCK)));
        for (Program each : hungry) {
            assertThat(f.volume.addTemplate(each).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
    }

    @Test
    void oneEnvironmentCannotTakeAllTemplatesFromOthers() {
        for (int i = 0; i < ExokernelVolume.MOST_TEMPLATES_EACH; i++) {
            assertThat(f.second.volume().addTemplate(empty("b" + i)).ok()).isTrue();
        }
        f.settle();
        assertThat(f.second.volume().addTemplate(empty("one more")).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.volume.addTemplate(empty("b")).ok()).isTrue();
    }

    @Test
    void oneEnvironmentCannotHaveAllOfTheDiskForGood() {
        f.root(B, f.key);
        int most = VolumeFixture.BLOCKS * ExokernelVolume.MOST_QUARTERS / 4 - 1;
        assertThat(f.own(B, 0, B + 1, most + 1, DATA).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.own(B, 0, B + 1, most, DATA).ok()).isTrue();
        int left = B + 1 + most;
        assertThat(f.volume.createRoot(left, DATA, true, f.key).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.second.volume().createRoot(left, DATA, true, f.otherKey).ok())
                .isTrue();
        f.disown(B, 0, B + 1, most).get();
        f.flush(B).get();
        assertThat(f.own(B, 1, B + 1, most, DATA).ok())
                .as("what was given up does not count")
                .isTrue();
    }

    private void assertTold(String kind) {
        assertThat(f.first.pendingUpcalls())
                .hasSizeLessThanOrEqualTo(Environment.MOST_UNANSWERED)
                .extracting(Upcall::kind)
                .contains(kind);
    }

    @Test
    void whatTransfersAreToldIsBounded() {
        int block = f.first.allocExtent(1).get();
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        List<BlockRun> runs = List.of(new BlockRun(block, List.of(frame)));
        for (int i = 0; i < ROUNDS; i++) {
            f.first.disk().transferBlocks(runs, true, f.key);
            f.pass(2 * VolumeFixture.TRANSFER);
        }
        assertThat(f.first.disk().transferBlocks(runs, true, f.key).error()).isEqualTo(KernelError.QUOTA);
        assertTold("BlocksTransferred");
        assertThat(f.kernel.nextUpcall(f.one)).isNotNull();
        assertThat(f.first.disk().transferBlocks(runs, true, f.key).ok()).isTrue();
    }

    @Test
    void whatBlocksAreToldThatAreReadAndWrittenIsBounded() {
        f.volume.createRoot(B + 9, DATA, false, f.key).get();
        f.settle();
        f.cache(B + 9);
        for (int i = 0; i < ROUNDS; i++) {
            f.volume.flush(B + 9, f.key);
            f.pass(2 * VolumeFixture.TRANSFER);
            f.volume.release(B + 9);
            f.first.freeFrames().stream().limit(1).forEach(frame -> f.first.allocFrame(frame, f.key));
            f.volume.fetch(B + 9, f.kernel.framesOf(f.one).getFirst(), f.key);
            f.pass(2 * VolumeFixture.TRANSFER);
        }
        assertTold("BlockRead");
        assertTold("BlockWritten");
    }

    @Test
    void whatRootsAndTemplatesAreToldIsBoundedThoughTheDiskIsSlow() {
        for (int i = 0; i < ROUNDS; i++) {
            f.volume.createRoot(B + i % 30, DATA, false, f.key);
            f.volume.roots().forEach(root -> f.volume.deleteRoot(root.root(), f.key));
            f.pass(2 * VolumeFixture.TRANSFER);
        }
        f.settle();
        assertTold("RootWritten");
    }

    @Test
    void whatPredicatesAreToldIsBounded() {
        for (int i = 0; i < ROUNDS; i++) {
            f.first.waitUntil(NetworkFixture.program("r0 = 1\nexit"), List.of(), f.key);
        }
        assertTold("PredicateEnded");
    }

    /** The root's block is nobody's to give back. */
    @Test
    void claimToBlocksOfWhichARootHasOneRevokesNothing() {
        int block = f.second.allocExtent(6).get();
        f.second.deallocExtent(block, 1).get();
        f.settle();
        f.volume.createRoot(block, DATA, false, f.key).get();
        f.settle();
        assertThat(f.first.allocExtentAt(block, 2).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allRevocations()).isEmpty();
    }

    @Test
    void blocksAreNotKeptForAClaimThatCanNeverBeMet() {
        int block = f.second.allocExtentAt(B, 4).get();
        assertThat(f.first.allocExtentAt(block - 1, 2).error())
                .as("one is the catalogue's")
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allRevocations()).isEmpty();
        f.second.deallocExtent(block, 1).get();
        f.settle();
        f.first.allocExtentAt(block - 1, 2);
        assertThat(f.second.allocExtentAt(block, 1).ok()).isTrue();
    }

    @Test
    void patchesAreWhatTheyWereWhenTheMoveWasMade() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        f.init(B + 1, 0, f.key);
        f.flush(B + 1).get();
        f.own(B, 1, B + 3, 1, DATA).get();
        List<ExokernelVolume.Patch> patches = new ArrayList<>(VolumeFixture.entry(0, B + 3, 1, DATA));
        var move = new ExokernelVolume.Move(B, B + 1, B + 3, 1, VolumeFixture.empty(1), patches);
        patches.clear();
        assertThat(f.volume.move(move, f.key).ok()).isTrue();
    }
}
