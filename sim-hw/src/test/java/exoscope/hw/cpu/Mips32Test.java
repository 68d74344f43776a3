package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MIPS32 release 2 adds (docs/machine.md, section 8), as far as recorded programs and campaigns do not go. */
class Mips32Test {
    private final KernelRig rig = new KernelRig(Engine.INTERPRETER, Isa.MIPS32_R2, true);
    private final Cp0 cp0 = rig.cpu.cp0();

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0000_000a, 0x0000_000b, 0x7000_0002, 0x7000_0020, 0x7c00_0000, 0x7c00_0004, 0x7c00_0420, 0x5000_0001,
                0x5400_0001, 0x5800_0001, 0x5c00_0001, 0xd400_0000, 0xf400_0000, 0x7c03_e83b, 0x0000_0034, 0x0000_000f
            })
    void anR3000ReservesIt(int word) {
        KernelRig old = new KernelRig(Engine.INTERPRETER);
        old.cpu.cp0().write(Cp0.STATUS, 0xf000_0000);
        old.run(word);
        assertThat(old.cpu.cp0().exception()).isEqualTo(ExceptionCode.RI);
        assertThat(old.context.pc).isEqualTo(KernelRig.GENERAL_VECTOR);
    }

    @ParameterizedTest
    @CsvSource({
        "0x5022, 2, 1, 1, true", "0x5022, 2, 1, 2, false", "0x5422, 2, 1, 2, true", "0x5820, 2, -1, 0, true",
        "0x5820, 2, 1, 0, false", "0x5c20, 2, 1, 0, true", "0x0422, 2, -1, 0, true", "0x0423, 2, -1, 0, false"
    })
    void aLikelyBranchNotTakenSkipsItsSlot(String high, int offset, int a, int b, boolean taken) {
        rig.context.gpr[1] = a;
        rig.context.gpr[2] = b;
        rig.place(
                KernelRig.START,
                Integer.decode(high) << 16 | offset,
                Words.addiu(5, 5, 1),
                Words.addiu(6, 6, 1),
                Words.addiu(7, 7, 1));
        rig.context.jumpTo(KernelRig.START);
        rig.go(3);
        assertThat(rig.gpr(5)).as("slot").isEqualTo(taken ? 1 : 0);
        assertThat(rig.gpr(6)).as("skipped").isEqualTo(taken ? 0 : 1);
        assertThat(rig.gpr(7)).as("target").isEqualTo(1);
    }

    @Test
    void aLikelyCallLinksAndItsSlotNamesIt() {
        rig.context.gpr[1] = 3;
        rig.run(0x0433_0004, Words.SYSCALL); // bgezall $1, +4
        assertThat(rig.gpr(31)).isEqualTo(KernelRig.START + 8);
        assertThat(cp0.epc()).isEqualTo(KernelRig.START);
        assertThat(cp0.inDelaySlot()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0x30, 5, 5, true",
        "0x31, 1, -1, false",
        "0x32, -1, 0, true",
        "0x33, -1, 0, false",
        "0x34, 7, 7, true",
        "0x34, 7, 8, false",
        "0x36, 7, 8, true",
        "0x36, 7, 7, false"
    })
    void trapsCompareTheirRegisters(String function, int a, int b, boolean traps) {
        rig.context.gpr[1] = a;
        rig.context.gpr[2] = b;
        rig.run(Words.register(Integer.decode(function), 0, 1, 2));
        assertThat(rig.context.pc).isEqualTo(traps ? KernelRig.GENERAL_VECTOR : KernelRig.START + 4);
        assertThat(cp0.exception()).isEqualTo(traps ? ExceptionCode.TR : ExceptionCode.INT);
    }

    @Test
    void trapsCompareWithSignedImmediates() {
        rig.context.gpr[1] = -5;
        rig.run(0x042c_fffb); // teqi $1, -5
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.TR);
        rig.run(0x0429_fffa); // tgeiu $1, -6
        assertThat(cp0.epc()).isEqualTo(KernelRig.START);
        assertThat(rig.context.pc).isEqualTo(KernelRig.GENERAL_VECTOR);
    }

    @Test
    void aConditionalStoreSucceedsUnlessAnExceptionCameBetween() {
        rig.place(KernelRig.DATA, 5);
        rig.context.gpr[1] = KernelRig.DATA;
        rig.context.gpr[3] = 6;
        rig.run(0xc022_0000, 0xe023_0000); // ll $2, 0($1); sc $3, 0($1)
        assertThat(rig.gpr(2)).isEqualTo(5);
        assertThat(rig.gpr(3)).isEqualTo(1);
        assertThat(rig.word(KernelRig.DATA)).isEqualTo(6);
        rig.context.gpr[3] = 7;
        rig.run(0xc022_0000);
        rig.run(Words.SYSCALL);
        rig.run(0xe023_0000);
        assertThat(rig.gpr(3)).isZero();
        assertThat(rig.word(KernelRig.DATA)).isEqualTo(6);
    }

    @Test
    void hardwareRegistersAreReadInAnyMode() {
        rig.context.userLocal = 0x1234;
        rig.run(0x7c03_e83b, 0x7c04_103b, 0x7c05_183b); // rdhwr $3, $29; $4, $2; $5, $3
        assertThat(rig.gpr(3)).isEqualTo(0x1234);
        assertThat(rig.gpr(4)).isPositive();
        assertThat(rig.gpr(5)).isEqualTo(1);
        rig.run(0x7c03_203b);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.RI);
    }

    @Test
    void interruptsAreSwitchedAndTheOldStatusGiven() {
        cp0.write(Cp0.STATUS, 1);
        rig.run(0x4162_6000); // di $2
        assertThat(rig.gpr(2) & 1).isEqualTo(1);
        assertThat(rig.status() & 1).isZero();
        rig.run(0x4163_6020); // ei $3
        assertThat(rig.gpr(3) & 1).isZero();
        assertThat(rig.status() & 1).isEqualTo(1);
    }

    @Test
    void aProductInAGeneralRegisterWaitsForTheMultiplier() {
        rig.context.gpr[1] = -7;
        rig.context.gpr[2] = 9;
        long start = rig.clock.now();
        rig.run(0x7022_1802); // mul $3, $1, $2
        assertThat(rig.gpr(3)).isEqualTo(-63);
        assertThat(rig.clock.now() - start).isEqualTo(Multiplier.MULTIPLY_CYCLES);
        assertThat(rig.cpu.instructions()).isEqualTo(1);
    }

    @Test
    void aDoubleIsLoadedFromAMultipleOfEightOnly() {
        cp0.write(Cp0.STATUS, Cp0.STATUS_CU1);
        rig.context.gpr[1] = KernelRig.DATA + 4;
        rig.run(0xd422_0000); // ldc1 $f2, 0($1)
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.ADEL);
        rig.run(0xf422_0000);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.ADES);
    }

    @Test
    void movesOnAConditionNeedTheFloatingPointUnit() {
        rig.run(0x0001_1001); // movt $2, $0, 0
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.CPU);
        assertThat(cp0.coprocessor()).isEqualTo(1);
    }
}
