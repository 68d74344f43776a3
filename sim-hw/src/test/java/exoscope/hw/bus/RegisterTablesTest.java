package exoscope.hw.bus;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.ConsoleRegister;
import exoscope.hw.device.DiskRegister;
import exoscope.hw.device.InterruptRegister;
import exoscope.hw.device.TimerRegister;
import exoscope.hw.trace.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/machine.md, section 6, and the registers of a machine that has just been switched on. */
class RegisterTablesTest {
    private final Machine machine = new Machine(MachineConfig.DEFAULT, TraceSink.NONE);

    record Device(String heading, int page, List<Register> registers) {
        static Device of(String heading, int page, Register... registers) {
            return new Device(heading, page, List.of(registers));
        }
    }

    static Stream<Device> devices() {
        return Stream.of(
                Device.of("### 6.1 ", Machine.INTERRUPT_PAGE, InterruptRegister.values()),
                Device.of("### 6.2 ", Machine.TIMER_PAGE, TimerRegister.values()),
                Device.of("### 6.3 ", Machine.CONSOLE_PAGE, ConsoleRegister.values()),
                Device.of("### 6.4 ", Machine.IOMMU_PAGE, IommuRegister.values()),
                Device.of("### 6.5 ", Machine.DISK_PAGE, DiskRegister.values()));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void tableInTheDocumentsSaysWhatTheDeviceHas(Device device) throws IOException {
        assertThat(rows(device.heading()))
                .containsExactlyElementsOf(device.registers().stream()
                        .map(register -> row(device.page(), register))
                        .toList());
    }

    private String row(int page, Register register) {
        int last = register.offset() + 4 * (register.count() - 1);
        int[] values = new int[register.count()];
        Arrays.setAll(values, i -> machine.bus().read(Bus.address(page) + register.offset() + 4 * i));
        boolean equal = Arrays.stream(values).distinct().count() == 1;
        return "| `0x%03x`%s | `%s` | %s | %s |"
                .formatted(
                        register.offset(),
                        register.count() == 1 ? "" : " to `0x%03x`".formatted(last),
                        register.name(),
                        register.access(),
                        equal ? "`0x%08x`".formatted(values[0]) : "varies");
    }

    /** The first four columns of the table below a heading. */
    private static List<String> rows(String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/machine.md"));
        return lines.stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `0x"))
                .map(line -> line.replaceFirst("^((\\|[^|]*){4}\\|).*", "$1"))
                .toList();
    }
}
