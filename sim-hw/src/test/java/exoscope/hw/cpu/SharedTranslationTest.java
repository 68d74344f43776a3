package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops whose accesses the translator looks up together, on pages that do not follow each other in memory. */
class SharedTranslationTest {
    private static final int CODE = 0x0040_0000;
    private static final int DATA = 0x1000_0000;
    private static final int PAGES = 4;
    private static final int BYTES = PAGES * PhysicalMemory.FRAME_BYTES;
    /** Loads and stores of two words each, the second word after its pointer has moved on, and the last in the slot. */
    private static final int[] COPY = {
        0x8c88_0000, // lw    t0, 0(a0)
        0x2484_0008, // addiu a0, a0, 8
        0x8c89_fffc, // lw    t1, -4(a0)
        0xaca8_0000, // sw    t0, 0(a1)
        0x24a5_0008, // addiu a1, a1, 8
        0x1486_fffa, // bne   a0, a2, the first
        0xaca9_fffc, // sw    t1, -4(a1)
        0x0000_000d, // break
    };

    /** A machine with the loop; data page i is in frame 2 + (i ^ 1), and of the target page i in frame 6 + (i ^ 2). */
    private static final class Rig {
        final Clock clock = new Clock();
        final PhysicalMemory memory = new PhysicalMemory(16);
        final Tlb tlb = new Tlb(new Tracer(clock, TraceSink.NONE));
        final Cpu cpu;
        final CpuContext context = new CpuContext();
        private final Engine engine;

        Rig(Engine engine) {
            this.engine = engine;
            cpu = new Cpu(
                    0, clock, memory, tlb, new Tracer(clock, TraceSink.NONE), CpuConfig.DEFAULT.withEngine(engine));
            for (int i = 0; i < COPY.length; i++) {
                memory.setWord(4 * i, COPY[i]);
            }
            map(0, CODE, 0);
            for (int page = 0; page < PAGES; page++) {
                map(1 + page, DATA + page * 4096, 2 + (page ^ 1));
                map(9 + page, DATA + BYTES + page * 4096, 6 + (page ^ 2));
            }
            for (int at = 0; at < BYTES; at += 4) {
                memory.setWord(source(at), 17 * at + 1);
            }
        }

        private void map(int index, int page, int frame) {
            tlb.write(index, page | 1 << Tlb.ASID_SHIFT, frame << 12 | Tlb.VALID | Tlb.DIRTY);
        }

        static int source(int at) {
            return ((2 + ((at >>> 12) ^ 1)) << 12) | (at & 0xfff);
        }

        static int target(int at) {
            return ((6 + ((at >>> 12) ^ 2)) << 12) | (at & 0xfff);
        }

        /** Copies often enough for the loop to be translated. */
        void run(int from, int to, int bytes) {
            for (int i = 0; i < 3; i++) {
                context.gpr[4] = DATA + from;
                context.gpr[5] = DATA + BYTES + to;
                context.gpr[6] = DATA + from + bytes;
                context.jumpTo(CODE);
                cpu.run(context, 1);
                cpu.cp0().returnFromException();
            }
            assertThat(cpu.translations() > 0).as("translated").isEqualTo(engine == Engine.TRANSLATOR);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "0, 4", "4, 4"})
    void pairsThatStraddlePagesAreCopiedRight(int from, int to) {
        Rig translated = new Rig(Engine.TRANSLATOR);
        translated.run(from, to, BYTES - 8);
        for (int at = 0; at < BYTES - 8; at += 4) {
            assertThat(translated.memory.word(Rig.target(to + at))).isEqualTo(17 * (from + at) + 1);
        }
        Rig interpreted = new Rig(Engine.INTERPRETER);
        interpreted.run(from, to, BYTES - 8);
        assertThat(translated.clock.now()).isEqualTo(interpreted.clock.now());
        assertThat(translated.context.gpr).isEqualTo(interpreted.context.gpr);
    }

    @ParameterizedTest
    @EnumSource
    void secondWordOfAPairFaultsByItselfAfterTheFirstHasBeenLoaded(Engine engine) {
        Rig rig = new Rig(engine);
        rig.run(4, 0, BYTES - 8);
        rig.tlb.invalidate(1 + PAGES - 1);
        rig.run(4, 0, BYTES - 8);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.TLBL);
        assertThat(rig.cpu.cp0().badVAddr()).isEqualTo(DATA + 3 * 4096);
        assertThat(rig.cpu.cp0().epc()).isEqualTo(CODE + 8);
        assertThat(rig.context.gpr[8]).as("the word before").isEqualTo(17 * (3 * 4096 - 4) + 1);
    }

    @ParameterizedTest
    @EnumSource
    void secondStoreOfAPairFaultsInTheDelaySlot(Engine engine) {
        Rig rig = new Rig(engine);
        rig.run(0, 4, BYTES - 8);
        rig.tlb.write(9 + 2, DATA + BYTES + 2 * 4096 | 1 << Tlb.ASID_SHIFT, Rig.target(2 * 4096) | Tlb.VALID);
        rig.run(0, 4, BYTES - 8);
        assertThat(rig.cpu.cp0().exception()).isEqualTo(ExceptionCode.MOD);
        assertThat(rig.cpu.cp0().badVAddr()).isEqualTo(DATA + BYTES + 2 * 4096);
        assertThat(rig.cpu.cp0().epc()).as("the branch").isEqualTo(CODE + 20);
        assertThat(rig.cpu.cp0().read(Cp0.CAUSE) < 0).as("in the slot").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void translationRemembersNoPageThatTheTlbHasLost(Engine engine) {
        Rig rig = new Rig(engine);
        rig.run(0, 0, BYTES - 8);
        int from = DATA + 4096 | 1 << Tlb.ASID_SHIFT;
        rig.tlb.write(2, from, 12 << 12 | Tlb.VALID | Tlb.DIRTY);
        rig.memory.setWord(12 << 12, 99);
        rig.run(0, 0, BYTES - 8);
        assertThat(rig.memory.word(Rig.target(4096))).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void dataThatIsExecutedIsWatchedFromThenOn(Engine engine) {
        Rig rig = new Rig(engine);
        rig.memory.setWord(Rig.source(0), 0x0000_000d); // break
        rig.run(0, 0, BYTES - 8);
        assertThat(executeTarget(rig)).isEqualTo(ExceptionCode.BP);
        rig.memory.setWord(Rig.source(0), 0x0000_000c); // syscall
        rig.run(0, 0, BYTES - 8);
        assertThat(executeTarget(rig)).isEqualTo(ExceptionCode.SYS);
    }

    private static ExceptionCode executeTarget(Rig rig) {
        rig.context.jumpTo(DATA + BYTES);
        rig.cpu.run(rig.context, 1);
        rig.cpu.cp0().returnFromException();
        return rig.cpu.cp0().exception();
    }
}
