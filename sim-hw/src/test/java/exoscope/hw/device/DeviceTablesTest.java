package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.bus.Bus;
import exoscope.hw.bus.BusMaster;
import exoscope.hw.bus.DmaFault;
import exoscope.hw.trace.HwEvent.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The other tables of docs/machine.md, section 6, and the code; RegisterTablesTest has those of the registers. */
class DeviceTablesTest {
    private final List<String> lines = Files.readAllLines(Path.of("../docs/machine.md"));

    DeviceTablesTest() throws IOException {}

    /** The rows of the table with a header, less the columns behind the {@code columns}th. */
    private List<String> rows(String header, int columns) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("^((\\|[^|]*){" + columns + "}\\|).*", "$1"))
                .toList();
    }

    private static <T> List<String> expected(T[] values, Function<T, String> row) {
        return Arrays.stream(values).map(row).toList();
    }

    @Test
    void pages() {
        assertThat(rows("| Page | Address |", 2))
                .containsExactly(
                        page(Machine.INTERRUPT_PAGE),
                        page(Machine.TIMER_PAGE),
                        page(Machine.CONSOLE_PAGE),
                        page(Machine.IOMMU_PAGE),
                        page(Machine.DISK_PAGE),
                        page(Machine.NETWORK_PAGE),
                        "| %d to %d | `0x%08x` to `0x%08x` |"
                                .formatted(
                                        Machine.NETWORK_QUEUE_PAGE,
                                        Machine.NETWORK_QUEUE_PAGE + NetworkInterface.QUEUES - 1,
                                        Bus.address(Machine.NETWORK_QUEUE_PAGE),
                                        Bus.address(Machine.NETWORK_QUEUE_PAGE + NetworkInterface.QUEUES - 1)));
    }

    private static String page(int number) {
        return "| %d | `0x%08x` |".formatted(number, Bus.address(number));
    }

    @Test
    void interruptSources() {
        assertThat(rows("| Bit | Source |", 4))
                .isEqualTo(expected(
                        InterruptSource.values(),
                        each -> "| %d | `%s` | %d | %d |".formatted(each.bit(), each, each.cpu(), each.line())));
    }

    @Test
    void busMasters() {
        assertThat(rows("| Bus master |", 2))
                .isEqualTo(expected(BusMaster.values(), each -> "| `%s` | %d |".formatted(each, each.number())));
    }

    @Test
    void dmaFaults() {
        assertThat(rows("| Reason | Code |", 2))
                .isEqualTo(expected(DmaFault.values(), each -> "| `%s` | %d |".formatted(each, each.code())));
    }

    @Test
    void diskResults() {
        assertThat(rows("| Result | Code |", 2))
                .isEqualTo(expected(DiskResult.values(), each -> "| `%s` | %d |".formatted(each, each.code())));
    }

    @Test
    void dropReasons() {
        assertThat(rows("| Reason | Counter |", 2))
                .isEqualTo(expected(
                        DropReason.values(), each -> "| `%s` | %d |".formatted(each, NetworkInterface.code(each))));
    }

    @Test
    void kindsOfDisk() {
        DiskTiming constant = DiskTiming.DISK_1995;
        SpinningDisk spinning = SpinningDisk.DISK_1995;
        assertThat(rows("| Disk | seekBase |", 8))
                .containsExactly(
                        "| `DiskTiming.DISK_1995` | %,d | %,d a block | %,d | %,d | | | |"
                                .formatted(
                                        constant.seekBase(),
                                        constant.seekPerBlock(),
                                        constant.rotation(),
                                        constant.transferPerBlock()),
                        "| `SpinningDisk.DISK_1995` | %,d | %,d a cylinder (%d blocks) | %,d a revolution | %,d | %d | %d | %,d |"
                                .formatted(
                                        spinning.seekBase(),
                                        spinning.seekPerCylinder(),
                                        spinning.sectorsPerTrack() * spinning.heads() / DiskImage.BLOCK_SECTORS,
                                        spinning.revolution(),
                                        spinning.sectorCycles() * DiskImage.BLOCK_SECTORS,
                                        spinning.sectorsPerTrack(),
                                        spinning.heads(),
                                        spinning.headSwitch()));
    }
}
