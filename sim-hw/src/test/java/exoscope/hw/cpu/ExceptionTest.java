package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions, interrupts and the TLB as a kernel in MIPS code meets them (docs/machine.md, sections 3 and 4). */
class ExceptionTest {
    private static final int LW = Words.lw(2, 0, 1);
    private static final int SW = Words.sw(2, 0, 1);
    private static final int KSEG2_PAGE = 0xc000_3000;

    private final KernelRig rig = new KernelRig(Engine.INTERPRETER);
    private final Cp0 cp0 = rig.cpu.cp0();

    private void access(int word, int address) {
        rig.context.gpr[1] = address;
        rig.run(word);
    }

    @Test
    void onlyAMissInKusegWithoutAMatchTakesTheRefillVector() {
        access(LW, 0x5000);
        assertThat(rig.context.pc).isEqualTo(KernelRig.REFILL_VECTOR);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.TLBL);
        access(SW, 0x5000);
        assertThat(rig.context.pc).isEqualTo(KernelRig.REFILL_VECTOR);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.TLBS);
        rig.tlb.write(9, 0x5000, 0x8000);
        access(LW, 0x5000);
        assertThat(rig.context.pc).as("a match that is not valid").isEqualTo(KernelRig.GENERAL_VECTOR);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.TLBL);
        rig.tlb.write(9, 0x5000, 0x8000 | Tlb.VALID);
        access(SW, 0x5000);
        assertThat(rig.context.pc).as("a match that is read-only").isEqualTo(KernelRig.GENERAL_VECTOR);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.MOD);
        access(LW, KSEG2_PAGE);
        assertThat(rig.context.pc).as("a miss in kseg2").isEqualTo(KernelRig.GENERAL_VECTOR);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.TLBL);
    }

    @Test
    void whileBootingTheVectorsAreInTheRom() {
        cp0.write(Cp0.STATUS, Cp0.STATUS_BEV);
        access(LW, 0x5000);
        assertThat(rig.context.pc).isEqualTo(0xbfc0_0100);
        rig.run(Words.SYSCALL);
        assertThat(rig.context.pc).isEqualTo(0xbfc0_0180);
    }

    @Test
    void aMissLeavesAddressPageAndTableEntryBehind() {
        cp0.write(Cp0.CONTEXT, 0x8060_0000);
        cp0.write(Cp0.ENTRY_HI, 0x7 << Tlb.ASID_SHIFT);
        access(LW, 0x0012_3458);
        assertThat(cp0.badVAddr()).isEqualTo(0x0012_3458);
        assertThat(cp0.read(Cp0.ENTRY_HI)).isEqualTo(0x0012_3000 | 0x7 << Tlb.ASID_SHIFT);
        assertThat(cp0.read(Cp0.CONTEXT)).isEqualTo(0x8060_0000 | 0x123 << 2);
    }

    @Test
    void neitherHitsNorOtherExceptionsTouchEntryHiContextOrBadVAddr() {
        access(LW, 0x0012_3458);
        int hi = cp0.read(Cp0.ENTRY_HI);
        int context = cp0.read(Cp0.CONTEXT);
        rig.tlb.write(0, 0x0066_6000, 0x8000 | Tlb.VALID | Tlb.GLOBAL);
        access(LW, 0x0066_6000);
        rig.run(Words.SYSCALL);
        rig.run(Words.BREAK);
        assertThat(cp0.badVAddr()).isEqualTo(0x0012_3458);
        access(LW, 0x0012_9999);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.ADEL);
        assertThat(cp0.badVAddr()).isEqualTo(0x0012_9999);
        assertThat(cp0.read(Cp0.ENTRY_HI)).isEqualTo(hi);
        assertThat(cp0.read(Cp0.CONTEXT)).isEqualTo(context);
    }

    @ParameterizedTest
    @CsvSource({"35, 1", "35, 2", "33, 1", "37, 3", "43, 2", "41, 1"})
    void misalignedIsAnAddressErrorEvenWhereNothingIsMapped(int opcode, int offset) {
        rig.context.gpr[2] = 0x77;
        access(Words.immediate(opcode, 2, 1, 0), 0x5000 + offset);
        assertThat(cp0.exception()).isEqualTo(opcode >= 40 ? ExceptionCode.ADES : ExceptionCode.ADEL);
        assertThat(cp0.badVAddr()).isEqualTo(0x5000 + offset);
        assertThat(rig.gpr(2)).isEqualTo(0x77);
    }

    @Test
    void beyondMemoryIsABusErrorOfDataOrInstruction() {
        access(LW, 0x8100_0000);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.DBE);
        rig.context.jumpTo(0x8100_0000);
        rig.go(1);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.IBE);
        assertThat(cp0.epc()).isEqualTo(0x8100_0000);
    }

    @Test
    void jumpingAstrayFaultsAtTheTarget() {
        rig.context.gpr[1] = KernelRig.START + 2;
        rig.run(Words.jr(1), Words.addiu(3, 0, 1), Words.NOP);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.ADEL);
        assertThat(cp0.epc()).isEqualTo(KernelRig.START + 2);
        assertThat(cp0.inDelaySlot()).isFalse();
        assertThat(rig.gpr(3)).isEqualTo(1);
    }

    @Test
    void probeFindsPageOfItsSpaceOrOfAll() {
        rig.tlb.write(20, 0x5000 | 3 << Tlb.ASID_SHIFT, 0x8000);
        rig.tlb.write(21, 0x6000 | 3 << Tlb.ASID_SHIFT, 0x8000 | Tlb.GLOBAL);
        assertThat(probe(0x5000 | 3 << Tlb.ASID_SHIFT)).isEqualTo(20 << 8);
        assertThat(probe(0x5000 | 4 << Tlb.ASID_SHIFT)).isNegative();
        assertThat(probe(0x6000 | 4 << Tlb.ASID_SHIFT)).isEqualTo(21 << 8);
        assertThat(probe(0x7000)).isNegative();
    }

    private int probe(int entryHi) {
        rig.context.gpr[1] = entryHi;
        rig.run(Words.mtc0(1, Cp0.ENTRY_HI), Words.TLBP, Words.mfc0(2, Cp0.INDEX));
        return rig.gpr(2);
    }

    @Test
    void entriesAreWrittenAndReadByIndex() {
        rig.context.gpr[1] = 33 << 8;
        rig.context.gpr[2] = 0x1234_5fff;
        rig.context.gpr[3] = 0x0000_8fff;
        rig.run(
                Words.mtc0(1, Cp0.INDEX),
                Words.mtc0(2, Cp0.ENTRY_HI),
                Words.mtc0(3, Cp0.ENTRY_LO),
                Words.TLBWI,
                Words.mtc0(0, Cp0.ENTRY_HI),
                Words.mtc0(0, Cp0.ENTRY_LO),
                Words.TLBR,
                Words.mfc0(4, Cp0.ENTRY_HI),
                Words.mfc0(5, Cp0.ENTRY_LO));
        assertThat(rig.tlb.entryHi(33)).isEqualTo(0x1234_5fc0);
        assertThat(rig.gpr(4)).isEqualTo(0x1234_5fc0);
        assertThat(rig.gpr(5)).isEqualTo(0x0000_8f00);
    }

    @Test
    void writesAtRandomSpareTheWiredEntries() {
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            rig.tlb.invalidate(i);
        }
        for (int i = 0; i < 2000; i++) {
            rig.context.gpr[1] = 0x0010_0000 + (i << 12);
            rig.run(Words.mtc0(1, Cp0.ENTRY_HI), Words.TLBWR, Words.NOP);
            assertThat(cp0.read(Cp0.RANDOM) >>> 8).isBetween(Tlb.WIRED, Tlb.ENTRIES - 1);
        }
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            boolean written = rig.tlb.entryHi(i) >= 0;
            assertThat(written).as("entry %d", i).isEqualTo(i >= Tlb.WIRED);
        }
    }

    @Test
    void ofTwoEntriesThatMatchTheLowerWins() {
        rig.tlb.write(9, 0x5000, 0x9000 | Tlb.VALID);
        rig.tlb.write(8, 0x5000, 0x8000 | Tlb.VALID);
        rig.place(0x8000_8000, 8);
        rig.place(0x8000_9000, 9);
        access(LW, 0x5000);
        assertThat(rig.gpr(2)).isEqualTo(8);
    }

    @Test
    void changingTheAddressSpaceChangesWhatIsMapped() {
        rig.tlb.write(8, 0x5000 | 1 << Tlb.ASID_SHIFT, 0x8000 | Tlb.VALID);
        rig.tlb.write(9, 0x5000 | 2 << Tlb.ASID_SHIFT, 0x9000 | Tlb.VALID);
        rig.place(0x8000_8000, 8);
        rig.place(0x8000_9000, 9);
        rig.context.gpr[3] = 1 << Tlb.ASID_SHIFT;
        rig.context.gpr[4] = 2 << Tlb.ASID_SHIFT;
        rig.context.gpr[1] = 0x5000;
        rig.run(Words.mtc0(3, Cp0.ENTRY_HI), Words.lw(5, 0, 1), Words.mtc0(4, Cp0.ENTRY_HI), Words.lw(6, 0, 1));
        assertThat(rig.gpr(5)).isEqualTo(8);
        assertThat(rig.gpr(6)).isEqualTo(9);
    }

    @Test
    void modeAndInterruptEnableAreAStackOfThree() {
        cp0.write(Cp0.STATUS, 0x03);
        rig.context.jumpTo(0x8000_1000); // not for user mode
        rig.go(1);
        assertThat(rig.status() & 0x3f).isEqualTo(0x0c);
        rig.run(Words.SYSCALL);
        assertThat(rig.status() & 0x3f).as("nested").isEqualTo(0x30);
        rig.run(Words.BREAK);
        assertThat(rig.status() & 0x3f).as("the third pushes the first out").isZero();
        cp0.write(Cp0.STATUS, 0x34);
        rig.run(Words.RFE);
        assertThat(rig.status() & 0x3f).as("rfe leaves the old pair").isEqualTo(0x3d);
    }

    @Test
    void aHandlerReturnsToUserModeInADelaySlot() {
        rig.tlb.write(0, 0x0040_0000, 0x2000 | Tlb.VALID | Tlb.GLOBAL);
        rig.place(0x8000_2000, Words.addiu(5, 5, 1), Words.SYSCALL, Words.addiu(5, 5, 10), Words.SYSCALL);
        rig.place(KernelRig.GENERAL_VECTOR, Words.mfc0(26, Cp0.EPC), Words.addiu(26, 26, 4), Words.jr(26), Words.RFE);
        cp0.write(Cp0.STATUS, Cp0.STATUS_KUC);
        rig.context.jumpTo(0x0040_0000);
        rig.go(7);
        assertThat(rig.gpr(5)).isEqualTo(11);
        assertThat(cp0.userMode()).isTrue();
        rig.go(1);
        assertThat(cp0.epc()).isEqualTo(0x0040_000c);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8000_1000, 0xa000_1000, 0xc000_1000})
    void userModeEndsWhereTheKernelBegins(int address) {
        rig.tlb.write(0, 0x0040_0000, 0x2000 | Tlb.VALID | Tlb.GLOBAL);
        rig.tlb.write(1, 0xc000_1000, 0x3000 | Tlb.VALID | Tlb.GLOBAL);
        rig.place(0x8000_2000, LW);
        cp0.write(Cp0.STATUS, Cp0.STATUS_KUC);
        rig.context.gpr[1] = address;
        rig.context.jumpTo(0x0040_0000);
        rig.go(1);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.ADEL);
        assertThat(cp0.badVAddr()).isEqualTo(address);
    }

    @Test
    void coprocessor0IsTheKernelsUnlessStatusGivesItAway() {
        rig.tlb.write(0, 0x0040_0000, 0x2000 | Tlb.VALID | Tlb.GLOBAL);
        rig.place(0x8000_2000, Words.mfc0(2, Cp0.PRID));
        cp0.write(Cp0.STATUS, Cp0.STATUS_KUC);
        rig.context.jumpTo(0x0040_0000);
        rig.go(1);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.CPU);
        assertThat(cp0.coprocessor()).isZero();
        cp0.write(Cp0.STATUS, Cp0.STATUS_KUC | 1 << Cp0.STATUS_CU_SHIFT);
        rig.context.jumpTo(0x0040_0000);
        rig.go(1);
        assertThat(rig.gpr(2)).isEqualTo(0x0220);
    }

    @ParameterizedTest
    @CsvSource({"0, 0x401, true", "0, 0x400, false", "0, 0x801, false", "1, 0x801, true", "5, 0x8001, true"})
    void anInterruptNeedsItsMaskAndTheEnable(int line, String status, boolean taken) {
        cp0.write(Cp0.STATUS, Integer.decode(status));
        cp0.setInterruptLines(1 << line);
        rig.run(Words.addiu(2, 0, 1));
        assertThat(rig.gpr(2)).isEqualTo(taken ? 0 : 1);
        assertThat(rig.context.pc).isEqualTo(taken ? KernelRig.GENERAL_VECTOR + 4 : KernelRig.START + 4);
    }

    @Test
    void softwareInterruptsItself() {
        cp0.write(Cp0.STATUS, 0x101);
        rig.context.gpr[1] = 0x100;
        rig.run(Words.mtc0(1, Cp0.CAUSE), Words.addiu(2, 0, 1));
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.INT);
        assertThat(cp0.epc()).isEqualTo(KernelRig.START + 4);
        assertThat(rig.gpr(2)).isZero();
    }

    @Test
    void afterAnInterruptInADelaySlotTheBranchIsRepeated() {
        cp0.write(Cp0.STATUS, 0x401);
        rig.place(KernelRig.GENERAL_VECTOR, Words.mfc0(26, Cp0.EPC), Words.jr(26), Words.RFE);
        rig.run(Words.beq(0, 0, 2));
        rig.place(KernelRig.START + 4, Words.addiu(2, 2, 1), Words.addiu(3, 3, 1), Words.addiu(4, 4, 1));
        cp0.setInterruptLines(1);
        rig.go(1);
        assertThat(cp0.epc()).isEqualTo(KernelRig.START);
        assertThat(cp0.inDelaySlot()).isTrue();
        cp0.setInterruptLines(0);
        rig.go(5);
        assertThat(rig.gpr(2)).isEqualTo(1);
        assertThat(rig.gpr(3)).isZero();
        assertThat(rig.gpr(4)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"12, SYS", "13, BP", "0xfc000000, RI", "0x8c220000, TLBL", "0xac220000, TLBS", "0x00631020, OV"})
    void anExceptionInADelaySlotNamesTheBranchTakenOrNot(String word, ExceptionCode code) {
        rig.context.gpr[1] = 0x5000;
        rig.context.gpr[3] = Integer.MAX_VALUE;
        for (int branch : new int[] {Words.beq(0, 0, 3), Words.bne(0, 0, 3), Words.jr(31)}) {
            rig.run(branch, parse(word));
            assertThat(cp0.exception()).isEqualTo(code);
            assertThat(cp0.epc()).isEqualTo(KernelRig.START);
            assertThat(cp0.inDelaySlot()).isTrue();
        }
        rig.run(parse(word));
        assertThat(cp0.inDelaySlot()).isFalse();
    }

    private static int parse(String word) {
        return (int) (long) Long.decode(word);
    }

    @Test
    void anOverflowLeavesTheDestinationAlone() {
        rig.context.gpr[1] = Integer.MIN_VALUE;
        rig.context.gpr[2] = 5;
        rig.run(Words.immediate(8, 2, 1, -1));
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.OV);
        assertThat(rig.gpr(2)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void otherCoprocessorsAreUnusableOrReserved(int unit) {
        int word = 0x4000_0000 | unit << 26;
        rig.run(word);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.CPU);
        assertThat(cp0.coprocessor()).isEqualTo(unit);
        cp0.write(Cp0.STATUS, 1 << (Cp0.STATUS_CU_SHIFT + unit));
        rig.run(word);
        assertThat(cp0.exception()).isEqualTo(ExceptionCode.RI);
    }
}
