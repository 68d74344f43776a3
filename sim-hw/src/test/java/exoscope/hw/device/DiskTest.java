package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.MachineConfig;
import exoscope.hw.trace.HwEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskTest {
    private static final int BLOCKS = 64;
    /** Without seek and rotation: 800 cycles a block, 100 a sector. */
    private static final DiskTiming PLAIN = new DiskTiming(0, 0, 0, 800);

    private final DeviceRig rig = new DeviceRig(new MachineConfig(16, BLOCKS, PLAIN));
    private final Disk disk = rig.machine.disk();
    private final List<DiskCompletion> ended = new ArrayList<>();

    DiskTest() {
        disk.onEnd(ended::add);
    }

    private static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void fill(int address, int value, int length) {
        rig.machine.memory().write(address, filled(value, length), 0, length);
    }

    private byte[] memory(int address, int length) {
        byte[] bytes = new byte[length];
        rig.machine.memory().read(address, bytes, 0, length);
        return bytes;
    }

    /** The value that fills a sector, or -1 if several do. */
    private static int valueOf(DiskImage image, int sector) {
        byte[] bytes = new byte[DiskImage.SECTOR_BYTES];
        image.read(sector, 0, bytes, 0, bytes.length);
        return Arrays.equals(bytes, filled(bytes[0], bytes.length)) ? bytes[0] : -1;
    }

    @Test
    void scatteredMemoryIsGatheredIntoConsecutiveSectorsAndBack() {
        fill(0x1000, 1, 512);
        fill(0x2200, 2, 1024);
        var pieces = List.of(new DmaSegment(0x1000, 512), new DmaSegment(0x2200, 1024));
        int write = disk.submit(21, pieces, true);
        var back = List.of(new DmaSegment(0x5000, 1024), new DmaSegment(0x4e00, 512));
        int read = disk.submit(21, back, false);
        rig.settle();
        assertThat(ended)
                .containsExactly(
                        new DiskCompletion(write, DiskResult.DONE, 3), new DiskCompletion(read, DiskResult.DONE, 3));
        assertThat(memory(0x5000, 512)).containsOnly(1);
        assertThat(memory(0x5200, 512)).containsOnly(2);
        assertThat(memory(0x4e00, 512)).containsOnly(2);
    }

    @Test
    void elevatorServesWhatLiesAheadOfTheArmFirst() {
        disk.setPolicy(DiskPolicy.ELEVATOR);
        int first = disk.submit(30, 0x1000, false);
        int behind = disk.submit(5, 0x1000, false);
        int far = disk.submit(60, 0x1000, false);
        int near = disk.submit(31, 0x1000, false);
        rig.settle();
        assertThat(ended).extracting(DiskCompletion::request).containsExactly(first, near, far, behind);
    }

    @Test
    void inOrderMeansInOrder() {
        int first = disk.submit(30, 0x1000, false);
        int behind = disk.submit(5, 0x1000, false);
        int near = disk.submit(31, 0x1000, false);
        rig.settle();
        assertThat(ended).extracting(DiskCompletion::request).containsExactly(first, behind, near);
    }

    @Test
    void powerFailureLeavesOldTornAndNewSectors() {
        disk.poke(2, filled(1, Disk.BLOCK_BYTES));
        fill(0x1000, 2, Disk.BLOCK_BYTES);
        disk.submit(2, 0x1000, true);
        rig.until(350);
        DiskImage image = rig.machine.powerFail();
        assertThat(valueOf(image, 16)).isEqualTo(2);
        assertThat(valueOf(image, 18)).isEqualTo(2);
        assertThat(valueOf(image, 20)).isEqualTo(1);
        byte[] torn = Arrays.copyOfRange(image.block(2), 3 * 512, 4 * 512);
        assertThat(Arrays.copyOf(torn, 256)).containsOnly(2);
        assertThat(Arrays.copyOfRange(torn, 256 + TornSector.UNDER_THE_HEAD, 512))
                .containsOnly(1);
        assertThat(rig.events(HwEvent.PowerFailed.class)).containsExactly(new HwEvent.PowerFailed(3));
        assertThat(rig.events(HwEvent.SectorTorn.class)).containsExactly(new HwEvent.SectorTorn(1, 19, 256));
    }

    @Test
    void powerFailureBetweenSectorsTearsNone() {
        fill(0x1000, 2, Disk.BLOCK_BYTES);
        disk.submit(2, 0x1000, true);
        rig.until(300);
        DiskImage image = rig.machine.powerFail();
        assertThat(valueOf(image, 18)).isEqualTo(2);
        assertThat(valueOf(image, 19)).isZero();
        assertThat(rig.events(HwEvent.SectorTorn.class)).isEmpty();
    }

    @Test
    void powerFailureAfterAWriteKeepsItAndDropsWhatWaits() {
        fill(0x1000, 2, Disk.BLOCK_BYTES);
        disk.submit(2, 0x1000, true);
        disk.submit(3, 0x1000, true);
        rig.until(800);
        DiskImage image = rig.machine.powerFail();
        assertThat(image.block(2)).containsOnly(2);
        assertThat(image.block(3)).containsOnly(0);
        rig.settle();
        assertThat(ended).hasSize(1);
    }

    @Test
    void atEveryCycleOfAWriteThePlatterIsNewThenTornThenOld() {
        for (int cycle = 0; cycle <= 800; cycle++) {
            DeviceRig other = new DeviceRig(new MachineConfig(4, 2, PLAIN));
            other.machine.disk().poke(1, filled(1, Disk.BLOCK_BYTES));
            other.machine.disk().submit(1, filled(2, Disk.BLOCK_BYTES));
            other.until(cycle);
            byte[] block = other.machine.powerFail().block(1);
            int written = cycle / 100 * 512 + cycle % 100 * 512 / 100;
            int garbage = cycle % 100 == 0 ? 0 : TornSector.UNDER_THE_HEAD;
            int old = Math.min(written + garbage, (cycle / 100 + 1) * 512);
            assertThat(Arrays.copyOf(block, written)).as("cycle %d", cycle).doesNotContain(1);
            assertThat(Arrays.copyOfRange(block, Math.min(old, block.length), block.length))
                    .as("cycle %d", cycle)
                    .doesNotContain(2);
        }
    }

    @Test
    void cyclesThatReadingMemoryTakesMoveNoSectorOntoThePlatter() {
        for (int steal : new int[] {0, 1, 40}) {
            MachineConfig config =
                    new MachineConfig(4, 4, PLAIN).withDevices(DeviceConfig.DEFAULT.withDmaCyclesPerWord(steal));
            DeviceRig other = new DeviceRig(config);
            other.machine.memory().write(0x1000, filled(2, Disk.BLOCK_BYTES), 0, Disk.BLOCK_BYTES);
            other.machine.disk().submit(1, 0x1000, true);
            other.until(350);
            other.machine.powerFail();
            assertThat(other.events(HwEvent.PowerFailed.class)).containsExactly(new HwEvent.PowerFailed(3));
            assertThat(other.events(HwEvent.SectorTorn.class)).containsExactly(new HwEvent.SectorTorn(1, 11, 256));
        }
    }

    @Test
    void sameSeedTearsTheSameWay() {
        assertThat(torn(7)).isEqualTo(torn(7)).isNotEqualTo(torn(8));
    }

    private static byte[] torn(long seed) {
        MachineConfig config = new MachineConfig(16, BLOCKS, PLAIN).withDevices(DeviceConfig.DEFAULT.withSeed(seed));
        DeviceRig other = new DeviceRig(config);
        other.machine.disk().submit(0, filled(3, Disk.BLOCK_BYTES));
        other.until(50);
        return other.machine.powerFail().block(0);
    }

    @Test
    void machineStartsAgainFromTheImage() {
        disk.submit(2, filled(9, Disk.BLOCK_BYTES));
        rig.until(450);
        DeviceRig again = new DeviceRig(new MachineConfig(16, BLOCKS, PLAIN));
        again.machine.disk().insert(rig.machine.powerFail());
        again.machine.disk().submit(2, 0x1000, false);
        again.settle();
        byte[] half = new byte[512];
        again.machine.memory().read(0x1000 + 3 * 512, half, 0, 512);
        assertThat(half).containsOnly(9);
    }

    @Test
    void badSectorEndsARequestAfterTheSectorsBefore() {
        fill(0x1000, 5, Disk.BLOCK_BYTES);
        disk.poke(1, filled(7, Disk.BLOCK_BYTES));
        disk.faults().spoilReading(8 + 2);
        int read = disk.submit(1, 0x1000, false);
        rig.settle();
        assertThat(ended).containsExactly(new DiskCompletion(read, DiskResult.MEDIA_ERROR, 2));
        assertThat(memory(0x1000, 1024)).containsOnly(7);
        assertThat(memory(0x1400, 512)).containsOnly(5);
        assertThat(rig.events(HwEvent.DiskFinished.class)).containsExactly(new HwEvent.DiskFinished(read, false));
    }

    @Test
    void writingMakesAnUnreadableSectorGoodAndAnUnwritableOneStaysBad() {
        disk.faults().spoilReading(8);
        disk.faults().spoilWriting(16);
        disk.submit(1, 0x1000, true);
        disk.submit(1, 0x1000, false);
        disk.submit(2, 0x1000, true);
        rig.settle();
        assertThat(ended)
                .extracting(DiskCompletion::result)
                .containsExactly(DiskResult.DONE, DiskResult.DONE, DiskResult.MEDIA_ERROR);
    }

    @Test
    void memoryThatIsNotThereEndsARequest() {
        int beyond = disk.submit(0, List.of(new DmaSegment(15 * 4096, 4096), new DmaSegment(16 * 4096, 4096)), false);
        rig.settle();
        assertThat(ended).containsExactly(new DiskCompletion(beyond, DiskResult.DMA_FAULT, 8));
        assertThat(rig.events(HwEvent.DmaFaulted.class)).containsExactly(new HwEvent.DmaFaulted(0, 16 * 4096, true));
    }

    @Test
    void requestThatMakesNoSenseIsTheDriversMistake() {
        assertThatThrownBy(() -> disk.submit(BLOCKS, 0, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> disk.submit(0, List.of(new DmaSegment(0, 100)), false))
                .hasMessage("disk request sector 0, memory [DmaSegment[address=0, length=100]]");
    }

    @Test
    void cancelledRequestLeavesBothSidesAsTheyWere() {
        fill(0x1000, 2, Disk.BLOCK_BYTES);
        int id = disk.submit(2, 0x1000, true);
        rig.until(799);
        assertThat(disk.cancel(id)).isTrue();
        rig.settle();
        assertThat(disk.peek(2)).containsOnly(0);
        assertThat(disk.cancel(id)).isFalse();
    }
}
