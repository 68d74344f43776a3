package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Status.IsC, with which kernels of the R3000 clear its caches: stores must not reach memory. */
class IsolatedCacheTest {
    private static final int ISC = Cp0.STATUS_ISC >>> 16;

    /** Clears 4 KiB a word at a time, often enough to be translated, with the cache isolated or not. */
    private static KernelRig clear(Engine engine, int status) {
        KernelRig rig = new KernelRig(engine);
        rig.place(KernelRig.DATA, 1, 2, 3);
        rig.place(
                KernelRig.START,
                Words.lui(1, status),
                Words.mtc0(1, Cp0.STATUS),
                Words.lui(2, KernelRig.DATA >>> 16),
                Words.ori(2, 2, KernelRig.DATA),
                Words.ori(3, 2, 0x1000),
                Words.sw(0, 0, 2),
                Words.addiu(2, 2, 4),
                Words.bne(2, 3, -3),
                Words.NOP,
                Words.mtc0(0, Cp0.STATUS),
                Words.beq(0, 0, -1),
                Words.NOP);
        rig.context.jumpTo(KernelRig.START);
        rig.go(6_000);
        return rig;
    }

    @ParameterizedTest
    @EnumSource
    void storesToTheIsolatedCacheChangeNothing(Engine engine) {
        KernelRig rig = clear(engine, ISC);
        assertThat(rig.word(KernelRig.DATA)).isEqualTo(1);
        assertThat(rig.word(KernelRig.DATA + 8)).isEqualTo(3);
        assertThat(rig.status()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void storesAfterwardsDo(Engine engine) {
        KernelRig rig = clear(engine, ISC);
        int cycles = (int) rig.clock.now();
        KernelRig plain = clear(engine, 0);
        assertThat(plain.word(KernelRig.DATA + 8)).isZero();
        assertThat(plain.clock.now()).isEqualTo(cycles);
        rig.run(Words.lui(2, KernelRig.DATA >>> 16), Words.ori(2, 2, KernelRig.DATA), Words.sw(0, 8, 2));
        assertThat(rig.word(KernelRig.DATA + 8)).isZero();
    }

    /** Half of the addresses away, two words are not close, though the difference of the addresses looks small. */
    @ParameterizedTest
    @EnumSource
    void wordsAtTheTwoEndsOfTheAddressesShareNoTranslation(Engine engine) {
        KernelRig rig = new KernelRig(engine);
        rig.place(KernelRig.DATA + 0xffc, 1111);
        rig.tlb.write(0, 0x7fff_f000, ((KernelRig.DATA & 0x1fff_ffff) & Tlb.VPN_MASK) | Tlb.VALID | Tlb.GLOBAL);
        rig.place(
                KernelRig.START,
                Words.ori(3, 0, 2_000),
                Words.lui(1, 0x8000),
                Words.lw(4, 0, 1),
                Words.lui(2, 0x7fff),
                Words.ori(2, 2, 0x8000),
                Words.lw(5, 0x7ffc, 2),
                Words.addiu(3, 3, -1),
                Words.bne(3, 0, -7),
                Words.NOP);
        rig.context.jumpTo(KernelRig.START);
        rig.go(15_000);
        assertThat(rig.gpr(3)).isLessThan(600);
        assertThat(rig.gpr(5)).isEqualTo(1111);
    }

    /** Decoding each page that is executed would take more memory than the machine has. */
    @ParameterizedTest
    @EnumSource
    void goingThroughEveryPageDecodesThemAnew(Engine engine) {
        KernelRig rig = new KernelRig(engine, 2_048);
        for (int page = 2; page < 2_048; page++) {
            rig.place(0x8000_0000 + (page << 12), Words.addiu(6, 6, 1), Words.jr(7), Words.addu(7, 7, 8));
        }
        rig.context.gpr[8] = 4_096;
        for (int round = 0; round < 2; round++) {
            rig.context.gpr[7] = 0x8000_3000;
            rig.context.jumpTo(0x8000_2000);
            rig.go(3 * 2_046);
        }
        assertThat(rig.gpr(6)).isEqualTo(2 * 2_046);
    }
}
