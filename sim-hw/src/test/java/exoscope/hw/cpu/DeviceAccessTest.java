package exoscope.hw.cpu;

import static exoscope.hw.cpu.BareMachine.CODE;
import static exoscope.hw.cpu.BareMachine.UPPER;
import static exoscope.hw.cpu.BareMachine.addiu;
import static exoscope.hw.cpu.BareMachine.lui;
import static exoscope.hw.cpu.BareMachine.lw;
import static exoscope.hw.cpu.BareMachine.memory;
import static exoscope.hw.cpu.BareMachine.offset;
import static exoscope.hw.cpu.BareMachine.ori;
import static exoscope.hw.cpu.BareMachine.sw;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.bus.Bus;
import exoscope.hw.device.ConsoleRegister;
import exoscope.hw.device.InterruptRegister;
import exoscope.hw.device.InterruptSource;
import exoscope.hw.device.TimerRegister;
import exoscope.hw.trace.HwEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine code and device registers: docs/machine.md, section 6. */
class DeviceAccessTest {
    private static final int BRANCH_BACK_5 = 0x1400_fffb;
    private static final int NOW = offset(Machine.TIMER_PAGE, TimerRegister.NOW_LOW);
    private static final int ONCE = offset(Machine.TIMER_PAGE, TimerRegister.ONCE);
    private static final int ENABLE = offset(Machine.INTERRUPT_PAGE, InterruptRegister.ENABLE);
    private static final int PENDING = offset(Machine.INTERRUPT_PAGE, InterruptRegister.PENDING);
    private static final int DATA = offset(Machine.CONSOLE_PAGE, ConsoleRegister.DATA);

    private static BareMachine machine(Engine engine, int... words) {
        return new BareMachine(engine, LoadDelay.INTERLOCKED, words);
    }

    private static HwEvent.ExceptionRaised exception(BareMachine bare) {
        return bare.trace().stream()
                .filter(entry -> entry.event() instanceof HwEvent.ExceptionRaised)
                .map(entry -> (HwEvent.ExceptionRaised) entry.event())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void loadSeesTheCycleAfterItsInstruction(Engine engine) {
        BareMachine bare = machine(engine, lui(8, UPPER), 0, lw(9, NOW, 8), lw(10, NOW, 8));
        bare.run(4);
        assertThat(bare.context.gpr[9]).isEqualTo(3);
        assertThat(bare.context.gpr[10]).isEqualTo(4);
        assertThat(bare.context.pc).isEqualTo(CODE + 16);
        assertThat(bare.machine.cpu().instructions()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void eventThatAStoreSchedulesStopsTheCpuAtItsCycle(Engine engine) {
        BareMachine bare = machine(engine, lui(8, UPPER), addiu(9, 0, 5), sw(9, ONCE, 8), 0, 0, 0, 0, 0, 0, 0);
        bare.run(20);
        assertThat(bare.trace())
                .filteredOn(entry -> entry.event() instanceof HwEvent.InterruptRaised)
                .singleElement()
                .satisfies(entry -> assertThat(entry.cycle()).isEqualTo(3 + 5));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void interruptGoesToTheVectorAndComesBack(Engine engine) {
        BareMachine bare = machine(
                engine,
                lui(8, UPPER),
                addiu(9, 0, 50),
                addiu(10, 0, 1),
                sw(10, ENABLE, 8),
                sw(9, ONCE, 8),
                0x0800_0405, // j to itself
                0);
        bare.machine.cpu().cp0().write(Cp0.STATUS, 0x8001);
        bare.put(
                0x8000_0080,
                addiu(11, 11, 1),
                sw(10, PENDING, 8),
                0x401a_7000, // mfc0 k0, EPC
                0,
                0x0340_0008, // jr k0
                0x4200_0010); // rfe
        bare.run(200);
        assertThat(bare.context.gpr[11]).isEqualTo(1);
        assertThat(exception(bare).code()).isEqualTo(ExceptionCode.INT.code());
        assertThat(bare.machine.interrupts().pending()).isZero();
        assertThat(bare.context.pc).isBetween(CODE + 20, CODE + 24);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x21, 0x22, 0x24, 0x25, 0x26, 0x28, 0x29, 0x2a, 0x2e})
    void anythingButAWholeWordIsABusError(int opcode) {
        BareMachine bare = machine(Engine.INTERPRETER, lui(8, UPPER), memory(opcode, 9, DATA, 8));
        bare.run(2);
        assertThat(exception(bare)).isEqualTo(new HwEvent.ExceptionRaised(ExceptionCode.DBE.code(), CODE + 4, 0));
        assertThat(bare.machine.console().written()).isEmpty();
    }

    @Test
    void pageWithoutADeviceIsABusError() {
        BareMachine bare = machine(Engine.INTERPRETER, lui(8, UPPER + Bus.PAGES / 16), lw(9, 0, 8));
        bare.run(2);
        assertThat(exception(bare).code()).isEqualTo(ExceptionCode.DBE.code());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void instructionsAreNotFetchedFromADevice(Engine engine) {
        BareMachine bare = machine(engine, lui(8, UPPER), 0x0100_0008, 0);
        bare.run(4);
        assertThat(exception(bare)).isEqualTo(new HwEvent.ExceptionRaised(ExceptionCode.IBE.code(), UPPER << 16, 0));
    }

    @Test
    void userProgramReachesThePageThatIsMappedAndNoOther() {
        BareMachine bare = machine(Engine.INTERPRETER);
        int page = 0x0001_0000;
        bare.put(CODE, lw(9, TimerRegister.NOW_LOW.offset(), 8), lw(9, 0x1000, 8));
        bare.context.gpr[8] = page;
        bare.machine.tlb().write(0, page | 3 << 6, Bus.address(Machine.TIMER_PAGE) | Tlb.VALID);
        bare.machine.tlb().write(1, 0x0040_0000 | 3 << 6, 0x1000 | Tlb.VALID);
        bare.context.jumpTo(0x0040_0000);
        bare.machine.clock().setLimit(10);
        assertThat(bare.machine.cpu().run(bare.context, 3)).isEqualTo(Cpu.Stop.EXCEPTION);
        assertThat(bare.context.gpr[9]).isEqualTo(1);
        assertThat(bare.machine.cpu().cp0().badVAddr()).isEqualTo(page + 0x1000);
    }

    @Test
    void loadFromADeviceIsLateOnAMachineWithAnExposedDelay() {
        BareMachine bare = new BareMachine(
                Engine.INTERPRETER,
                LoadDelay.EXPOSED,
                lui(8, UPPER),
                addiu(9, 0, 77),
                lw(9, NOW, 8),
                ori(10, 9, 0),
                ori(11, 9, 0));
        bare.run(5);
        assertThat(bare.context.gpr[10]).isEqualTo(77);
        assertThat(bare.context.gpr[11]).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void deviceInADelaySlotIsReachedBeforeTheBranchIsTaken(Engine engine) {
        BareMachine bare = machine(engine, lui(8, UPPER), 0x1000_0002, lw(9, NOW, 8), 0, addiu(10, 9, 1));
        bare.run(4);
        assertThat(bare.context.gpr[9]).isEqualTo(3);
        assertThat(bare.context.gpr[10]).isEqualTo(4);
    }

    /** A loop hot enough to be translated, which prints 20,000 characters and adds up the cycles it reads. */
    @Test
    void hotLoopOverADeviceDoesTheSameOnBothEngines() {
        int[] program = {
            lui(8, UPPER),
            addiu(12, 0, 20_000),
            addiu(9, 9, 7), // the loop
            sw(9, DATA, 8),
            lw(10, NOW, 8),
            addiu(12, 12, -1),
            BRANCH_BACK_5 | 12 << 21,
            0x016a_5821, // addu t3, t3, t2
            0x0800_0408, // j to itself
            0
        };
        BareMachine interpreted = machine(Engine.INTERPRETER, program);
        BareMachine translated = machine(Engine.TRANSLATOR, program);
        interpreted.run(130_000);
        translated.run(130_000);
        assertThat(translated.machine.cpu().translations()).isPositive();
        assertThat(interpreted.machine.console().written()).hasSize(20_000);
        assertThat(translated.machine.console().written())
                .isEqualTo(interpreted.machine.console().written());
        assertThat(translated.context.gpr).isEqualTo(interpreted.context.gpr);
        assertThat(translated.machine.cpu().instructions())
                .isEqualTo(interpreted.machine.cpu().instructions());
        assertThat(translated.trace()).isEqualTo(interpreted.trace());
    }

    @Test
    void controllerLeadsASourceToTheCpuItIsRoutedTo() {
        BareMachine bare = machine(Engine.INTERPRETER);
        var interrupts = bare.machine.interrupts();
        interrupts.route(InterruptSource.DISK, 2, 4);
        interrupts.setEnabled(InterruptSource.DISK.mask() | InterruptSource.TIMER.mask());
        interrupts.raise(InterruptSource.DISK);
        interrupts.raise(InterruptSource.TIMER);
        assertThat(interrupts.linesOf(2)).isEqualTo(1 << 4);
        assertThat(interrupts.linesOf(0)).isEqualTo(1 << 5);
        assertThat(bare.machine.cpu().cp0().read(Cp0.CAUSE)).isEqualTo(0x8000);
        interrupts.acknowledge(InterruptSource.TIMER.mask());
        assertThat(bare.machine.cpu().cp0().read(Cp0.CAUSE)).isZero();
    }
}
