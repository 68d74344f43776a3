package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The floating-point unit as instructions see it (docs/machine.md, section 7). */
class FpuTest {
    private static final int ADD = 0;
    private static final int MULTIPLY = 2;
    private static final int DIVIDE = 3;
    private static final int MOVE = 6;
    private static final int TO_DOUBLE = 33;
    private static final int EQUAL = 50;

    private static final int ONE = 0x3f80_0000;
    private static final int GREATEST = 0x7f7f_ffff;
    private static final int LEAST_NORMAL = 0x0080_0000;

    private final KernelRig rig = new KernelRig(Engine.INTERPRETER);

    FpuTest() {
        rig.cpu.cp0().write(Cp0.STATUS, Cp0.STATUS_CU1);
    }

    private Fpu fpu() {
        Fpu fpu = rig.cpu.fpu();
        assertThat(fpu).isNotNull();
        return Objects.requireNonNull(fpu);
    }

    private void set(int register, int bits) {
        fpu().write(register, bits);
    }

    @Test
    void onlyAWriteOfItsControlRegisterLooksAtWhatIsPending() {
        fpu().writeControl(Fpu.CONTROL, Fpu.CAUSE_UNIMPLEMENTED);
        rig.run(Words.ctc1(0, 0));
        assertThat(rig.context.pc).isEqualTo(KernelRig.START + 4);
    }

    @Test
    void withoutItsBitInStatusItIsUnusable() {
        rig.cpu.cp0().write(Cp0.STATUS, 0);
        for (int word : new int[] {Words.mtc1(1, 0), Words.bc1t(1), 0xc400_0000, 0xe400_0000, Words.cfc1(1, 31)}) {
            rig.run(word);
            assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.CPU);
            assertThat(rig.cpu.cp0().coprocessor()).isEqualTo(1);
            assertThat(rig.cpu.cp0().epc()).isEqualTo(KernelRig.START);
            assertThat(rig.context.pc).isEqualTo(KernelRig.GENERAL_VECTOR);
        }
    }

    @Test
    void aMachineWithoutOneHasItUnusableWhateverStatusSays() {
        KernelRig without = new KernelRig(Engine.INTERPRETER, Isa.MIPS_I, false);
        without.cpu.cp0().write(Cp0.STATUS, Cp0.STATUS_CU1);
        without.run(Words.mtc1(1, 0));
        assertThat(without.cpu.cp0().exception()).isEqualTo(ExceptionCode.CPU);
        assertThat(without.cpu.cp0().coprocessor()).isEqualTo(1);
    }

    @Test
    void inADelaySlotTheExceptionNamesTheBranch() {
        rig.cpu.cp0().write(Cp0.STATUS, 0);
        rig.run(Words.beq(0, 0, 4), Words.mtc1(1, 0));
        assertThat(rig.cpu.cp0().epc()).isEqualTo(KernelRig.START);
        assertThat(rig.cpu.cp0().inDelaySlot()).isTrue();
    }

    @Test
    void aKernelInJavaDecidesForEachRun() {
        CpuContext context = new CpuContext();
        rig.tlb.write(0, 0x0040_0000 | 1 << Tlb.ASID_SHIFT, 0x1000 | Tlb.VALID);
        rig.place(KernelRig.START, Words.mtc1(4, 0), Words.SYSCALL);
        context.jumpTo(0x0040_0000);
        context.gpr[4] = 77;
        rig.clock.setLimit(1000);
        rig.cpu.run(context, 1);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.CPU);
        rig.cpu.run(context, 1, true);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.SYS);
        assertThat(fpu().register(0)).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid, 16, 3, 0, 0",
        "division by zero, 8, 3, 0x3f800000, 0",
        "overflow, 5, 2, 0x7f7fffff, 0x7f7fffff",
        "underflow, 3, 3, 0x00800001, 0x7f000000",
        "inexact, 1, 3, 0x3f800000, 0x40400000",
    })
    void anExceptionIsFlaggedOrTrapsAsItIsEnabled(String name, int raised, int function, String a, String b) {
        set(2, Integer.decode(a));
        set(4, Integer.decode(b));
        set(6, 0x1234);
        int word = Words.fpu(function, Words.SINGLE, 6, 2, 4);
        rig.context.gpr[1] = raised << Fpu.ENABLES_SHIFT;
        rig.run(Words.ctc1(1, Fpu.CONTROL), word);
        assertThat(rig.cpu.cp0().exception()).as(name).isEqualTo(ExceptionCode.FPE);
        assertThat(rig.cpu.cp0().epc()).isEqualTo(KernelRig.START + 4);
        assertThat(fpu().register(6)).isEqualTo(0x1234);
        assertThat(fpu().control()).isEqualTo(raised << Fpu.CAUSE_SHIFT | raised << Fpu.ENABLES_SHIFT);
        rig.context.gpr[1] = ~raised << Fpu.ENABLES_SHIFT & 31 << Fpu.ENABLES_SHIFT;
        rig.run(Words.ctc1(1, Fpu.CONTROL), word);
        assertThat(rig.context.pc).as(name).isEqualTo(KernelRig.START + 8);
        assertThat(fpu().register(6)).isNotEqualTo(0x1234);
        assertThat(fpu().control() & ~(31 << Fpu.ENABLES_SHIFT))
                .isEqualTo(raised << Fpu.CAUSE_SHIFT | raised << Fpu.FLAGS_SHIFT);
    }

    @Test
    void anExactTinyResultIsAnUnderflowOnlyWhereThatTraps() {
        set(2, LEAST_NORMAL);
        set(4, 0x3f00_0000);
        int half = Words.fpu(MULTIPLY, Words.SINGLE, 6, 2, 4);
        rig.run(half);
        assertThat(fpu().register(6)).isEqualTo(LEAST_NORMAL >> 1);
        assertThat(fpu().control()).isZero();
        rig.context.gpr[1] = FloatRounding.UNDERFLOW << Fpu.ENABLES_SHIFT;
        rig.run(Words.ctc1(1, Fpu.CONTROL), half);
        rig.go(4);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.FPE);
    }

    @Test
    void flagsStayUntilTheyAreClearedAndTheCauseIsTheLastOperations() {
        set(2, ONE);
        rig.run(Words.fpu(DIVIDE, Words.SINGLE, 6, 2, 0), Words.fpu(ADD, Words.SINGLE, 8, 2, 2));
        rig.go(20);
        assertThat(fpu().control()).isEqualTo(FloatRounding.DIVISION_BY_ZERO << Fpu.FLAGS_SHIFT);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 13, 14, 15, 18, 37, 40})
    void anOperationThatTheR3010DoesNotHaveIsUnimplemented(int function) {
        rig.run(Words.fpu(function, Words.DOUBLE, 0, 2, 4));
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.FPE);
        assertThat(fpu().control() & Fpu.CAUSE_UNIMPLEMENTED).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 4", "0, 3, 4", "0, 2, 5"})
    void aDoubleInAnOddRegisterIsUnimplemented(int fd, int fs, int ft) {
        rig.run(Words.fpu(ADD, Words.DOUBLE, fd, fs, ft));
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.FPE);
        assertThat(fpu().control() & Fpu.CAUSE_UNIMPLEMENTED).isNotZero();
    }

    @Test
    void writingACauseThatIsEnabledTraps() {
        rig.context.gpr[1] = FloatRounding.INEXACT << Fpu.CAUSE_SHIFT | FloatRounding.INEXACT << Fpu.ENABLES_SHIFT;
        rig.run(Words.ctc1(1, Fpu.CONTROL));
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.FPE);
        assertThat(rig.cpu.cp0().epc()).isEqualTo(KernelRig.START);
    }

    @Test
    void aDoubleIsTwoRegistersWithTheLowWordInTheEvenOne() {
        set(3, ONE);
        rig.run(Words.fpu(TO_DOUBLE, Words.SINGLE, 8, 3, 0));
        assertThat(fpu().register(8)).isZero();
        assertThat(fpu().register(9)).isEqualTo(0x3ff0_0000);
        rig.run(Words.fpu(MOVE, Words.DOUBLE, 30, 8, 0), Words.mfc1(5, 31));
        rig.go(4);
        assertThat(rig.gpr(5)).isEqualTo(0x3ff0_0000);
    }

    @ParameterizedTest
    @CsvSource({"true, true, 9", "true, false, 1", "false, true, 1", "false, false, 9"})
    void branchesFollowTheConditionAndExecuteTheirSlot(boolean holds, boolean onTrue, int second) {
        set(2, ONE);
        set(4, holds ? ONE : GREATEST);
        int branch = onTrue ? Words.bc1t(2) : Words.bc1f(2);
        rig.place(
                KernelRig.START,
                Words.fpu(EQUAL, Words.SINGLE, 0, 2, 4),
                branch,
                Words.addiu(6, 0, 5),
                Words.addiu(7, 0, 1),
                Words.addiu(8, 0, 9));
        rig.context.jumpTo(KernelRig.START);
        rig.go(5); // the branch waits a cycle for the comparison
        assertThat(rig.gpr(6)).isEqualTo(5);
        assertThat(rig.gpr(second == 9 ? 8 : 7)).isEqualTo(second);
        assertThat(rig.gpr(second == 9 ? 7 : 8)).isZero();
    }

    @Test
    void anInterruptInTheSlotOfItsBranchComesBackToTheBranch() {
        rig.cpu.cp0().write(Cp0.STATUS, Cp0.STATUS_CU1 | Cp0.STATUS_IEC | 0x400);
        rig.run(Words.bc1f(4));
        assertThat(rig.context.inDelaySlot).isTrue();
        rig.cpu.cp0().setInterruptLines(1);
        rig.go(1);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.INT);
        assertThat(rig.cpu.cp0().epc()).isEqualTo(KernelRig.START);
        assertThat(rig.cpu.cp0().inDelaySlot()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "add.s, 0, 16, 2", "add.d, 0, 17, 2", "sub.d, 1, 17, 2", "mul.s, 2, 16, 4", "mul.d, 2, 17, 5",
        "div.s, 3, 16, 12", "div.d, 3, 17, 19", "abs.d, 5, 17, 1", "neg.s, 7, 16, 1", "cvt.w.d, 36, 17, 2"
    })
    void whoReadsAResultWaitsForIt(String name, int function, int format, int latency) {
        set(2, ONE);
        set(3, ONE);
        rig.place(KernelRig.START, Words.fpu(function, format, 4, 2, 2), Words.mfc1(1, 4), Words.NOP);
        rig.context.jumpTo(KernelRig.START);
        long start = rig.clock.now();
        rig.go(1);
        assertThat(rig.clock.now() - start).as(name).isEqualTo(1);
        rig.go(1);
        assertThat(rig.clock.now() - start).as(name).isEqualTo(latency + 1);
    }

    @Test
    void whatNeedsAnotherUnitDoesNotWait() {
        long start = rig.clock.now();
        rig.run(
                Words.fpu(DIVIDE, Words.DOUBLE, 4, 2, 2),
                Words.fpu(ADD, Words.DOUBLE, 6, 2, 2),
                Words.fpu(MULTIPLY, Words.DOUBLE, 8, 2, 2));
        assertThat(rig.clock.now() - start).isEqualTo(3);
        rig.run(Words.fpu(DIVIDE, Words.DOUBLE, 10, 2, 2));
        assertThat(rig.clock.now() - start).isEqualTo(20);
        assertThat(rig.cpu.instructions()).isEqualTo(4);
    }

    @Test
    void loadsAndStoresMissLikeAllOthers() {
        rig.context.gpr[1] = 0x0000_2000;
        rig.run(0xc420_0002); // lwc1 $f0, 2($1)
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.ADEL);
        assertThat(rig.cpu.cp0().badVAddr()).isEqualTo(0x2002);
        rig.run(0xc420_0004);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.TLBL);
        assertThat(rig.context.pc).isEqualTo(KernelRig.REFILL_VECTOR);
        rig.tlb.write(0, 0x2000, 0x8000 | Tlb.VALID | Tlb.GLOBAL);
        rig.run(0xe420_0004);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.MOD);
        assertThat(rig.context.pc).isEqualTo(KernelRig.GENERAL_VECTOR);
        rig.place(KernelRig.DATA + 4, 0x5555);
        rig.run(0xc420_0004);
        assertThat(fpu().register(0)).isEqualTo(0x5555);
    }

    @Test
    void registersAndControlAreSavedAndRestored() {
        set(7, 42);
        rig.context.gpr[1] = 0x0080_0001;
        rig.run(Words.ctc1(1, Fpu.CONTROL));
        FpuState state = new FpuState();
        fpu().save(state);
        fpu().restore(new FpuState());
        assertThat(fpu().register(7)).isZero();
        assertThat(fpu().control()).isZero();
        fpu().restore(state);
        assertThat(fpu().register(7)).isEqualTo(42);
        assertThat(fpu().control()).isEqualTo(0x0080_0001);
    }

    @Test
    void itSaysThatItIsAnR3010() {
        rig.run(Words.cfc1(1, 0), Words.NOP);
        assertThat(rig.gpr(1)).isEqualTo(0x0340);
    }
}
