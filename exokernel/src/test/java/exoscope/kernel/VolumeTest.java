package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.ExokernelVolume.BlockInfo;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.xn.OwnsFunction;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks that metadata owns, as its function says. */
class VolumeTest {
    private final VolumeFixture f = new VolumeFixture().ready();

    private static Program program(String source, RegionSpec... regions) {
        return NetworkFixture.program(source, regions);
    }

    @Test
    void blocksOfANewVolumeAreFreeAndItsCatalogueIsTheKernels() {
        assertThat(f.first.ownerOfBlock(0)).isEqualTo(BlockTable.KERNEL);
        assertThat(f.first.ownerOfBlock(B - 1)).isEqualTo(BlockTable.KERNEL);
        assertThat(f.first.ownerOfBlock(B)).isEqualTo(FrameTable.FREE);
        assertThat(f.events(KernelEvent.VolumeBooted.class)).containsExactly(new KernelEvent.VolumeBooted(1, 0, 0, 0));
    }

    @Test
    void changeThatOwnsExactlyWhatIsSaidIsCarriedOut() {
        f.root(B, f.key);
        assertThat(f.own(B, 0, B + 1, 3, DATA).ok()).isTrue();
        assertThat(f.volume.block(B + 2)).containsExactly(new BlockInfo(B + 2, B, DATA, 1, 0, false, false));
        assertThat(f.first.ownerOfBlock(B + 3)).isEqualTo(BlockTable.CATALOGUED);
        assertThat(f.events(KernelEvent.BlocksOwned.class))
                .containsExactly(new KernelEvent.BlocksOwned(B, B + 1, 3, DATA));
        f.kernel.invariants().checkAll();
    }

    @Test
    void changeThatOwnsAnythingElseIsNotCarriedOut() {
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.root(B, f.key);
        assertThat(f.volume
                        .own(B, B + 1, 2, DATA, VolumeFixture.entry(0, B + 1, 3, DATA), f.key)
                        .error())
                .as("one more")
                .isEqualTo(KernelError.BLOCKS_DO_NOT_MATCH);
        assertThat(f.volume
                        .own(B, B + 1, 1, DATA, VolumeFixture.entry(0, B + 1, 1, TABLE), f.key)
                        .error())
                .as("another type")
                .isEqualTo(KernelError.BLOCKS_DO_NOT_MATCH);
        assertThat(f.volume.own(B, B + 1, 1, DATA, List.of(), f.key).error())
                .as("nothing")
                .isEqualTo(KernelError.BLOCKS_DO_NOT_MATCH);
        assertThat(f.volume
                        .patch(B, VolumeFixture.entry(0, B + 1, 1, DATA), f.key)
                        .error())
                .as("without saying so")
                .isEqualTo(KernelError.BLOCKS_DO_NOT_MATCH);
        assertThat(f.machine.memory().word((frame + 1) << 12)).as("rolled back").isZero();
        assertThat(f.volume.block(B)).extracting(BlockInfo::owns).containsExactly(0);
    }

    @Test
    void blockThatIsKeptForAnEnvironmentWhichAskedForItBecomesNoRootsMeanwhile() {
        f.root(B, f.key);
        int first = f.second.allocExtent(8).get();
        assertThat(f.first.allocExtentAt(first, 2).error()).isEqualTo(KernelError.SHORT);
        f.second.acknowledge(new Resource.Extent(first, 2)).get();
        f.settle();
        assertThat(f.first.ownerOfBlock(first)).isEqualTo(FrameTable.FREE);
        ExokernelVolume others = f.second.volume();
        assertThat(others.own(B, first, 1, DATA, VolumeFixture.entry(0, first, 1, DATA), f.key)
                        .error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(others.createRoot(first + 1, DATA, false, f.otherKey).error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.own(B, 0, first, 1, DATA).ok()).as("the claimant's").isTrue();
        assertThat(others.createRoot(first + 1, DATA, false, f.otherKey).ok())
                .as("the claim is met")
                .isTrue();
    }

    @Test
    void blockOfSomebodyElseCannotBeClaimed() {
        f.root(B, f.key);
        int taken = f.second.allocExtent(1).get();
        assertThat(f.own(B, 0, taken, 1, DATA).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.own(B, 0, 0, 1, DATA).error()).as("the catalogue").isEqualTo(KernelError.IN_USE);
        assertThat(f.own(B, 0, B, 1, DATA).error()).as("itself").isEqualTo(KernelError.IN_USE);
    }

    @Test
    void changeOfMetadataThatIsInNoFrameIsRefusedUntilItIsFetched() {
        f.volume.createRoot(B, TABLE, false, f.key).get();
        f.settle();
        assertThat(f.own(B, 0, B + 1, 1, DATA).error()).isEqualTo(KernelError.NOT_IN_CORE);
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.volume.fetch(B, frame, f.key).get();
        assertThat(f.own(B, 0, B + 1, 1, DATA).error()).as("on its way").isEqualTo(KernelError.IN_USE);
        f.settle();
        assertThat(f.lastUpcall(f.one)).isEqualTo(new Upcall.BlockRead(B, true));
        assertThat(f.own(B, 0, B + 1, 1, DATA).ok()).isTrue();
    }

    @Test
    void onlyTheRootsCapabilityChangesAnything() {
        f.root(B, f.key);
        List<Patch> patches = VolumeFixture.entry(0, B + 1, 1, DATA);
        assertThat(f.second.volume().own(B, B + 1, 1, DATA, patches, f.otherKey).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.second.volume().own(B, B + 1, 1, DATA, patches, reader).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        Capability forged = new Capability(f.key.name(), Capability.READ_WRITE, f.key.seal() + 1);
        assertThat(f.second.volume().flush(B, forged).error()).isEqualTo(KernelError.FORGED_CAPABILITY);
        assertThat(f.second.volume().own(B, B + 1, 1, DATA, patches, f.key).ok())
                .as("whoever has it")
                .isTrue();
    }

    @Test
    void vectorThatIsNotInTheBlockIsRefused() {
        f.root(B, f.key);
        for (List<Patch> bogus : List.of(
                List.of(Patch.word(-1, 0)),
                List.of(Patch.word(4093, 0)),
                List.of(new Patch(Integer.MAX_VALUE, List.of((byte) 1))),
                List.of(new Patch(0, List.of())),
                List.of(new Patch(0, Arrays.asList((byte) 1, null))),
                Collections.nCopies(65, Patch.word(0, 0)))) {
            assertThat(f.volume.patch(B, bogus, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(f.volume.patch(B, List.of(Patch.word(4092, 7)), f.key).ok()).isTrue();
    }

    @Test
    void senselessNumbersAreRefused() {
        f.root(B, f.key);
        for (int n : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(f.volume.own(B, B + 1, n, DATA, List.of(), f.key).error())
                    .isEqualTo(KernelError.BAD_ARGUMENT);
            assertThat(f.volume.disown(B, B + 1, n, List.of(), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(f.volume.own(B, Integer.MAX_VALUE, 2, DATA, List.of(), f.key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.own(B, 0, B + 1, 1, 9).error()).isEqualTo(KernelError.NO_TEMPLATE);
        assertThat(f.own(B, 0, B + 1, 1, -1).ok()).isFalse();
        assertThat(f.volume.createRoot(-1, DATA, false, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.volume.createRoot(B + 1, 2, false, f.key).error()).isEqualTo(KernelError.NO_TEMPLATE);
        assertThat(f.volume.deleteRoot(77, f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.volume.fetch(Integer.MIN_VALUE, 0, f.key).ok()).isFalse();
        assertThat(f.volume.block(Integer.MIN_VALUE)).isEmpty();
    }

    @Test
    void functionThatMakesNoSenseIsNoTemplate() {
        RegionSpec table = RegionSpec.array("table", 4, 1, false);
        assertThat(f.volume.addTemplate(program("r0 = 0\nexit")).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.volume
                        .addTemplate(program("r0 = 0\nexit", RegionSpec.array("big", 4097, 1, false)))
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.volume
                        .addTemplate(program("r0 = 0\nexit", table, RegionSpec.array("memory", 4, 1, true)))
                        .error())
                .as("it could answer differently the next time")
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.volume.addTemplate(program("call 2\nr0 = 0\nexit", table)).error())
                .as("so could one that sees the clock")
                .isEqualTo(KernelError.UNSAFE_PROGRAM);
        assertThat(f.volume
                        .addTemplate(program("r1 = value[0]+0\nr0 = *(u32 *)(r1 + 4)\nr0 = 0\nexit", table))
                        .error())
                .as("outside of what it says it reads")
                .isEqualTo(KernelError.UNSAFE_PROGRAM);
        assertThat(f.volume
                        .addTemplate(program("r1 = 20\nr2 = 1\nr3 = 0\ncall 7\nr0 = 0\nexit", table))
                        .error())
                .as("owns something when zero")
                .isEqualTo(KernelError.BAD_FUNCTION);
    }

    @Test
    void functionThatSaysWhatCannotBeIsNotBelieved() {
        f.root(B, f.key);
        for (List<Patch> patches : List.of(
                VolumeFixture.entry(0, VolumeFixture.BLOCKS, 1, DATA),
                VolumeFixture.entry(0, B + 1, -1, DATA),
                VolumeFixture.entry(0, B + 1, 1, 99))) {
            assertThat(f.volume.own(B, B + 1, 1, DATA, patches, f.key).error()).isEqualTo(KernelError.BAD_FUNCTION);
        }
        f.own(B, 0, B + 1, 2, DATA);
        assertThat(f.volume
                        .patch(B, VolumeFixture.entry(1, B + 2, 1, DATA), f.key)
                        .error())
                .as("twice")
                .isEqualTo(KernelError.BAD_FUNCTION);
    }

    @Test
    void blocksThatOwnOthersAreNotGivenUp() {
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, TABLE).get();
        f.cache(B + 1);
        f.own(B + 1, 0, B + 2, 1, DATA).get();
        assertThat(f.disown(B, 0, B + 1, 1).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.disown(B, 0, B + 2, 1).error()).as("its child's").isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.volume.deleteRoot(1, f.key).error()).isEqualTo(KernelError.IN_USE);
        f.disown(B + 1, 0, B + 2, 1).get();
        assertThat(f.disown(B, 0, B + 1, 1).ok()).isTrue();
        assertThat(f.volume.deleteRoot(1, f.key).ok()).isTrue();
        f.settle();
        for (int block = B; block < B + 3; block++) {
            assertThat(f.first.ownerOfBlock(block)).isEqualTo(FrameTable.FREE);
        }
        f.kernel.invariants().checkAll();
    }

    @Test
    void functionIsPaidForByWhoeverChanges() {
        f.root(B, f.key);
        long before = f.kernel.chargedTo(f.one);
        f.own(B, 0, B + 1, 3, DATA).get();
        long cycles = f.kernel.chargedTo(f.one) - before;
        assertThat(cycles).isBetween(Cost.SYSTEM_CALL.cycles() + 100L, Cost.SYSTEM_CALL.cycles() + OwnsFunction.BUDGET);
    }

    @Test
    void patchIsCopiedForWhoeverChangesAndMetadataForWhoeverWritesIt() {
        f.root(B, f.key);
        long before = f.kernel.ledger().of(f.one).copied();
        f.volume.patch(B, List.of(Patch.word(4092, 7)), f.key).get();
        assertThat(f.kernel.ledger().of(f.one).copied() - before).isEqualTo(4);
        f.volume.flush(B, f.key).get();
        assertThat(f.kernel.ledger().of(f.one).copied() - before).isEqualTo(4 + 4096);
    }

    @Test
    void kernelWithoutAVolumeRefuses() {
        KernelFixture plain = new KernelFixture();
        assertThat(plain.first.volume().addTemplate(VolumeFixture.OWNS).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(plain.first.volume().createRoot(20, DATA, false, plain.key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(plain.first.volume().roots()).isEmpty();
        assertThat(plain.first.volume().cached()).isEmpty();
    }

    @Test
    void endedEnvironmentGetsNothing() {
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.volume.createRoot(B, TABLE, false, f.key).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.volume.revive(B).error()).isEqualTo(KernelError.NOT_OWNER);
    }
}
