package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/machine.md, section 6.5. */
class DiskMechanicsTest {
    private static final SpinningDisk SPINNING = SpinningDisk.DISK_1995;
    private static final DiskTiming CONSTANT = DiskTiming.DISK_1995;

    @Test
    void constantDiskAlwaysWaitsHalfARotation() {
        assertThat(CONSTANT.end(0, 0, 8 * 10, 7)).isEqualTo(100_000 + 10 * 50 + 137_500 + 40_000);
        assertThat(CONSTANT.end(777, 8 * 10 + 7, 8 * 10, 15)).isEqualTo(777 + 137_500 + 2 * 40_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_999, 5_000, 279_999, 280_000, 12_345_678_901L})
    void sectorBeginsWhereThePlatterStandsAtThatCycle(long start) {
        int sector = 17;
        long begin = SPINNING.begin(start, 0, sector, 0);
        assertThat(begin).isGreaterThanOrEqualTo(start).isLessThan(start + SPINNING.revolution());
        assertThat(begin / SPINNING.sectorCycles() % SPINNING.sectorsPerTrack()).isEqualTo(17);
        assertThat(begin % SPINNING.sectorCycles()).isZero();
    }

    @Test
    void sectorJustMissedCostsARevolution() {
        long begin = SPINNING.begin(0, 0, 3, 0);
        assertThat(SPINNING.begin(begin, 0, 3, 0)).isEqualTo(begin);
        assertThat(SPINNING.begin(begin + 1, 0, 3, 0)).isEqualTo(begin + SPINNING.revolution());
    }

    @Test
    void longTransferMissesNoRevolutionBetweenTracksAndCylinders() {
        int sectors = 3 * 4 * 56;
        long transfer = sectors * SPINNING.sectorCycles();
        long betweenTracks = 9 * 25_000;
        long betweenCylinders = 2 * 105_000; // 101,400 cycles of seek are 21 sectors
        assertThat(SPINNING.end(0, 0, 0, sectors - 1)).isEqualTo(transfer + betweenTracks + betweenCylinders);
    }

    @Test
    void sectorsOfARequestFollowEachOther() {
        for (int index = 0; index < 500; index++) {
            long end = SPINNING.end(1_234, 5, 40, index);
            assertThat(SPINNING.begin(1_234, 5, 40, index + 1)).isGreaterThanOrEqualTo(end);
            assertThat(CONSTANT.begin(1_234, 5, 40, index + 1)).isEqualTo(CONSTANT.end(1_234, 5, 40, index));
        }
    }

    @Test
    void blocksInScatteredOrderTakeLongerThanInThePlattersOrder() {
        long inOrder = 0;
        long scattered = 0;
        int last = 0;
        for (int block = 0; block < 7; block++) {
            inOrder = SPINNING.end(inOrder, 8 * block, 8 * block, 7);
            int next = block * 5 % 7;
            scattered = SPINNING.end(scattered, 8 * last, 8 * next, 7);
            last = next;
        }
        assertThat(inOrder).isEqualTo(SPINNING.revolution());
        assertThat(scattered).isGreaterThan(3 * SPINNING.revolution());
    }
}
