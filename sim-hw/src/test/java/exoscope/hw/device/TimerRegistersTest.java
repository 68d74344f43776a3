package exoscope.hw.device;

import static exoscope.hw.Machine.TIMER_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.MachineConfig;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/machine.md, section 6.2. */
class TimerRegistersTest {
    private final DeviceRig rig = new DeviceRig(new MachineConfig(4, 4, DiskTiming.DISK_1995));

    private List<Long> interrupts() {
        return rig.trace.stream()
                .filter(entry -> entry.event() instanceof HwEvent.InterruptRaised)
                .map(TraceEntry::cycle)
                .toList();
    }

    @Test
    void periodDoesNotDriftAndMissedExpiriesAreOne() {
        List<Long> handled = new ArrayList<>();
        rig.machine.timer().onExpiry(() -> handled.add(rig.machine.clock().now()));
        rig.write(TIMER_PAGE, TimerRegister.PERIOD, 100);
        rig.until(250);
        rig.machine.clock().charge(285); // to 535, past three expiries
        rig.until(700);
        assertThat(handled).containsExactly(100L, 200L, 535L, 600L, 700L);
    }

    @Test
    void unacknowledgedInterruptIsNotRaisedAgain() {
        rig.write(TIMER_PAGE, TimerRegister.PERIOD, 100);
        rig.until(300);
        assertThat(interrupts()).containsExactly(100L);
        rig.machine.interrupts().acknowledge(InterruptSource.TIMER.mask());
        rig.until(400);
        assertThat(interrupts()).containsExactly(100L, 400L);
    }

    @Test
    void remainingCountsDownAndZeroStops() {
        rig.write(TIMER_PAGE, TimerRegister.ONCE, -1);
        rig.until(100);
        assertThat(rig.read(TIMER_PAGE, TimerRegister.REMAINING)).isEqualTo(-1 - 100);
        assertThat(rig.read(TIMER_PAGE, TimerRegister.STATUS)).isEqualTo(1);
        rig.write(TIMER_PAGE, TimerRegister.ONCE, 0);
        assertThat(rig.read(TIMER_PAGE, TimerRegister.REMAINING)).isZero();
        assertThat(rig.read(TIMER_PAGE, TimerRegister.STATUS)).isZero();
    }

    @Test
    void bothHalvesOfTheCycleCountBelongTogether() {
        rig.until(0x1_ffff_ffffL);
        assertThat(rig.read(TIMER_PAGE, TimerRegister.NOW_LOW)).isEqualTo(-1);
        rig.until(0x2_0000_0000L);
        assertThat(rig.read(TIMER_PAGE, TimerRegister.NOW_HIGH)).isEqualTo(1);
    }
}
