package exoscope.hw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import exoscope.hw.bus.Bus;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.device.InterruptSource;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several CPUs at once. */
class InterleaverTest {
    private static final long LONG_ENOUGH = 2_000_000;

    private static SharedMemoryRig counter(Engine engine, long quantum, boolean locked) {
        SharedMemoryRig rig = new SharedMemoryRig(2, engine, quantum).load("shared-counter");
        rig.contexts[0].gpr[5] = locked ? 1 : 0;
        rig.contexts[1].gpr[5] = locked ? 1 : 0;
        rig.run(LONG_ENOUGH);
        assertThat(rig.end(0)).isEqualTo(ExceptionCode.SYS);
        assertThat(rig.end(1)).isEqualTo(ExceptionCode.SYS);
        return rig;
    }

    @ParameterizedTest
    @CsvSource({"INTERPRETER, 1", "INTERPRETER, 7", "INTERPRETER, 1000", "TRANSLATOR, 7", "TRANSLATOR, 1000"})
    void twoCpusWithALockLoseNoAddition(Engine engine, long quantum) {
        SharedMemoryRig rig = counter(engine, quantum, true);
        assertThat(rig.contexts[0].gpr[4]).as("exit code").isZero();
        assertThat(rig.contexts[1].gpr[4]).as("exit code").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100})
    void twoCpusWithoutALockDo(long quantum) {
        assertThat(counter(Engine.INTERPRETER, quantum, false).contexts[0].gpr[4])
                .as("exit code")
                .isEqualTo(1);
    }

    @Test
    void bothEnginesGiveTheSameTraceWithSeveralCpus() {
        SharedMemoryRig interpreted = counter(Engine.INTERPRETER, 137, true);
        SharedMemoryRig translated = counter(Engine.TRANSLATOR, 137, true);
        assertThat(translated.trace).isEqualTo(interpreted.trace);
        for (int cpu = 0; cpu < 2; cpu++) {
            assertThat(translated.contexts[cpu].gpr).isEqualTo(interpreted.contexts[cpu].gpr);
            assertThat(translated.machine.cpu(cpu).instructions())
                    .isEqualTo(interpreted.machine.cpu(cpu).instructions());
        }
    }

    @Test
    void traceOfSeveralCpusNeverGoesBackInTime() {
        SharedMemoryRig rig = counter(Engine.INTERPRETER, 50, true);
        for (int i = 1; i < rig.trace.size(); i++) {
            TraceEntry entry = rig.trace.get(i);
            assertThat(entry.seq()).isEqualTo(i);
            assertThat(entry.cycle())
                    .isGreaterThanOrEqualTo(rig.trace.get(i - 1).cycle());
        }
        assertThat(rig.trace.stream().map(TraceEntry::event).filter(HwEvent.TlbFilled.class::isInstance))
                .as("entries of both TLBs")
                .anyMatch(event -> ((HwEvent.TlbFilled) event).index() < 64)
                .anyMatch(event -> ((HwEvent.TlbFilled) event).index() >= 64);
    }

    @Test
    void cpuThatTellsADeviceSomethingGoesOnAtTheDevicesEvent() {
        SharedMemoryRig rig = new SharedMemoryRig(1, Engine.INTERPRETER, 1_000);
        Clock clock = rig.machine.clock();
        long[] worked = new long[1];
        rig.interleaver.run(100_000, cpu -> {
            clock.charge(10);
            worked[0] += 10;
            rig.machine.events().schedule(clock.now() + 5, () -> {});
            rig.machine.bus().read(Bus.address(Machine.CONSOLE_PAGE));
        });
        assertThat(worked[0]).isCloseTo(100_000 * 10 / 15, within(20L));
    }

    @Test
    void noCpuIsEverAheadByMoreThanAQuantum() {
        SharedMemoryRig rig = new SharedMemoryRig(3, Engine.INTERPRETER, 40);
        rig.interleaver.run(10_000, cpu -> {
            long[] times = {rig.interleaver.timeOf(0), rig.interleaver.timeOf(1), rig.interleaver.timeOf(2)};
            assertThat(rig.machine.clock().now())
                    .isEqualTo(Arrays.stream(times).min().orElseThrow());
            assertThat(Arrays.stream(times).max().orElseThrow()
                            - rig.machine.clock().now())
                    .isLessThanOrEqualTo(40);
            rig.machine.clock().charge(cpu == 1 ? 7 : 40);
        });
        assertThat(rig.machine.clock().now()).isEqualTo(10_000);
    }

    @Test
    void eventHappensWhenEveryCpuHasReachedItsCycle() {
        SharedMemoryRig rig = new SharedMemoryRig(2, Engine.INTERPRETER, 1_000);
        long[] seen = {0, 0, 0};
        rig.machine.events().schedule(333, () -> {
            seen[0] = rig.interleaver.timeOf(0);
            seen[1] = rig.interleaver.timeOf(1);
            seen[2] = rig.machine.clock().now();
        });
        rig.run(2_000);
        assertThat(seen).containsExactly(333, 333, 333);
    }

    @Test
    void interruptReachesTheCpuThatItsSourceIsRoutedTo() {
        SharedMemoryRig rig = new SharedMemoryRig(2, Engine.INTERPRETER, 100);
        rig.machine.interrupts().setEnabled(InterruptSource.TIMER.mask());
        rig.machine.interrupts().route(InterruptSource.TIMER, 1, 2);
        rig.machine.timer().set(500);
        rig.run(1_000);
        assertThat(rig.machine.interrupts().linesOf(0)).isZero();
        assertThat(rig.machine.interrupts().linesOf(1)).isEqualTo(1 << 2);
    }

    /** CPU 0 stores a break over the loop in which CPU 1 is. */
    @ParameterizedTest
    @EnumSource
    void codeThatAnotherCpuOverwritesIsNotExecutedAnyMore(Engine engine) {
        SharedMemoryRig rig = new SharedMemoryRig(2, engine, 3_000);
        int[] program = {
            0x1000_ffff, // b     itself
            0x0000_0000, // nop
            0x2508_ffff, // addiu t0, t0, -1
            0x1500_fffe, // bne   t0, zero, the one before
            0x0000_0000, // nop
            0xac89_0000, // sw    t1, 0(a0)
            0x0000_000c, // syscall
        };
        for (int i = 0; i < program.length; i++) {
            rig.machine.memory().setWord(4 * i, program[i]);
        }
        rig.contexts[0].jumpTo(SharedMemoryRig.CODE + 8);
        rig.contexts[0].gpr[8] = 10_000;
        rig.contexts[0].gpr[9] = 0x0000_000d;
        rig.contexts[0].gpr[4] = SharedMemoryRig.CODE;
        rig.run(100_000);
        assertThat(rig.end(0)).isEqualTo(ExceptionCode.SYS);
        assertThat(rig.end(1)).isEqualTo(ExceptionCode.BP);
    }

    @Test
    void machineHasAtLeastOneCpuAndATurnAtLeastOneCycle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MachineConfig.DEFAULT.withCpus(0))
                .withMessageContaining("0 CPUs");
        Machine machine = new Machine(MachineConfig.DEFAULT, entry -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interleaver(machine, 0))
                .withMessageContaining("0 cycles");
    }
}
