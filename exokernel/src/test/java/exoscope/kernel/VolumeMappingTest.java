package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import exoscope.kernel.ExokernelVolume.CacheState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No call maps a frame that holds a block in a way in which another call would not. */
class VolumeMappingTest {
    private static final int PAGE = 9;
    private static final int PROMISED = GuaranteedMappings.FIRST_PAGE + 3;

    private final VolumeFixture f = new VolumeFixture().ready();

    private int metadata() {
        f.root(B, f.key);
        return frameOf(B);
    }

    /** The frame of a block of data that is as on the disk. */
    private int data() {
        f.volume.createRoot(B + 9, DATA, false, f.key).get();
        f.settle();
        return f.cache(B + 9);
    }

    private int frameOf(int block) {
        return f.volume.cached().stream()
                .filter(cached -> cached.block() == block)
                .findFirst()
                .orElseThrow()
                .frame();
    }

    private CacheState stateOfData() {
        return f.volume.cached().stream()
                .filter(cached -> cached.block() == B + 9)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private long store(int page) {
        return f.kernel.translate(f.one, page << 12, true);
    }

    @Test
    void rangeDoesNotMapMetadataForStores() {
        int frame = metadata();
        int own = f.first.allocPages(1, f.key).get().getFirst();
        assertThat(f.first.tlbWriteRange(PAGE, List.of(own, frame), true, f.key).error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(store(PAGE)).as("nor what is before it").isEqualTo(Tlb.MISS);
        assertThat(f.first
                        .tlbWriteRange(PAGE, List.of(own, frame), false, f.key)
                        .ok())
                .isTrue();
    }

    @Test
    void metadataMappedForLoadsIsNotOpenedToStoresLater() {
        f.first.tlbWrite(PAGE, metadata(), false, f.key).get();
        assertThat(f.first.protRange(PAGE, 1, Capability.READ_WRITE).error()).isEqualTo(KernelError.IN_USE);
        assertThat(store(PAGE)).isEqualTo(Tlb.READ_ONLY);
    }

    @Test
    void mappingToMetadataIsNotGuaranteedForStores() {
        int frame = metadata();
        assertThat(f.first.guarantee(PROMISED, frame, true, f.key).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.first.guarantee(PROMISED, frame, false, f.key).ok()).isTrue();
        assertThat(store(PROMISED)).isEqualTo(Tlb.READ_ONLY);
    }

    @Test
    void blockThatIsBeingReadIsNotMappedByAnyCall() {
        f.root(B, f.key);
        f.volume.release(B).get();
        int frame = f.first.allocFrame(30, f.key).get();
        f.volume.fetch(B, frame, f.key).get();
        assertThat(f.first.tlbWriteRange(PAGE, List.of(frame), false, f.key).error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.first.guarantee(PROMISED, frame, false, f.key).error()).isEqualTo(KernelError.IN_USE);
    }

    @Test
    void dataThatARangeMapsForStoresIsDirty() {
        f.first.tlbWriteRange(PAGE, List.of(data()), true, f.key).get();
        assertThat(stateOfData()).isEqualTo(CacheState.DIRTY);
    }

    @Test
    void dataThatIsOpenedToStoresLaterIsDirty() {
        f.first.tlbWrite(PAGE, data(), false, f.key).get();
        assertThat(stateOfData()).isEqualTo(CacheState.CLEAN);
        f.first.protRange(PAGE, 1, Capability.READ_WRITE).get();
        assertThat(stateOfData()).isEqualTo(CacheState.DIRTY);
    }

    @Test
    void dataWithAGuaranteedMappingForStoresIsDirtyUntilItIsWrittenAndNotStoredToMeanwhile() {
        f.first.guarantee(PROMISED, data(), true, f.key).get();
        assertThat(stateOfData()).isEqualTo(CacheState.DIRTY);
        f.volume.flush(B + 9, f.key).get();
        assertThat(store(PROMISED)).isEqualTo(Tlb.READ_ONLY);
        f.settle();
        assertThat(stateOfData()).isEqualTo(CacheState.CLEAN);
        assertThat(store(PROMISED)).as("nor later without a call").isEqualTo(Tlb.READ_ONLY);
    }

    @Test
    void endOfAnEnvironmentThatCanStoreToWhatItLentIsAnEndLikeAnyOther() {
        f.first.tlbWrite(PAGE, data(), true, f.key).get();
        f.kernel.translate(f.one, PAGE << 12, true);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.settle();
        assertThat(stateOfData()).as("written, and its frame free").isEqualTo(CacheState.FREE);
        f.kernel.invariants().checkAll();
    }
}
