package exoscope.hw.device;

import static exoscope.hw.Machine.CONSOLE_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.MachineConfig;
import exoscope.hw.trace.HwEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** docs/machine.md, section 6.3. */
class ConsoleTest {
    private final DeviceRig rig = new DeviceRig(new MachineConfig(4, 4, DiskTiming.DISK_1995));

    private void print(String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            rig.write(CONSOLE_PAGE, ConsoleRegister.DATA, each);
        }
    }

    private void type(long cycle, String text) {
        rig.machine.console().type(cycle, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void traceShowsBytesLineByLine() {
        print("one\ntwö\nthree");
        assertThat(rig.events(HwEvent.ConsoleWritten.class))
                .extracting(HwEvent.ConsoleWritten::text)
                .containsExactly("one\n", "twö\n");
        assertThat(rig.machine.console().text()).isEqualTo("one\ntwö\nthree");
        print("x".repeat(200));
        assertThat(rig.events(HwEvent.ConsoleWritten.class)).hasSize(3);
    }

    @Test
    void whatIsSentOnIsNotKept() {
        print("kept");
        StringBuilder received = new StringBuilder();
        rig.machine.console().sendTo(bytes -> received.append(new String(bytes, StandardCharsets.UTF_8)));
        print(" one\n");
        rig.machine.console().write("two\n".getBytes(StandardCharsets.UTF_8));
        assertThat(received).hasToString(" one\ntwo\n");
        assertThat(rig.machine.console().text()).isEqualTo("kept");
        assertThat(rig.events(HwEvent.ConsoleWritten.class))
                .extracting(HwEvent.ConsoleWritten::text)
                .containsExactly("kept one\n", "two\n");
    }

    @Test
    void typedBytesArriveAtTheirCycleAndInterrupt() {
        type(500, "hi");
        rig.until(499);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.DATA)).isEqualTo(-1);
        rig.until(500);
        assertThat(rig.machine.interrupts().pending()).isEqualTo(InterruptSource.CONSOLE.mask());
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.AVAILABLE)).isEqualTo(2);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.STATUS)).isEqualTo(1);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.DATA)).isEqualTo('h');
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.DATA)).isEqualTo('i');
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.DATA)).isEqualTo(-1);
        assertThat(rig.events(HwEvent.ConsoleTyped.class)).containsExactly(new HwEvent.ConsoleTyped("hi"));
    }

    @Test
    void whatDoesNotFitIsLostAndSaidSo() {
        type(0, "x".repeat(Console.QUEUE + 1));
        rig.until(0);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.AVAILABLE)).isEqualTo(Console.QUEUE);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.STATUS)).isEqualTo(3);
        rig.write(CONSOLE_PAGE, ConsoleRegister.STATUS, 2);
        assertThat(rig.read(CONSOLE_PAGE, ConsoleRegister.STATUS)).isEqualTo(1);
    }
}
