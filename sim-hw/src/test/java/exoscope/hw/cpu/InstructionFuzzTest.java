package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words without any sense, a million of them: whatever they are, the guest gets exceptions and the host none. */
class InstructionFuzzTest {
    private static final int FRAMES = 8;
    private static final int WORDS_EACH = 160_000;
    private static final int PAGE_WORDS = 1024;

    /** Two machines that differ in their engine; both are fed the same. */
    private static final class Pair {
        private final Fuzzed one;
        private final Fuzzed other;

        Pair(Isa isa) {
            one = new Fuzzed(Engine.INTERPRETER, isa);
            other = new Fuzzed(Engine.TRANSLATOR, isa);
        }
    }

    private static final class Fuzzed {
        private final Clock clock = new Clock();
        private final PhysicalMemory memory = new PhysicalMemory(FRAMES);
        private final Tracer tracer = new Tracer(clock, TraceSink.NONE);
        private final Tlb tlb = new Tlb(tracer);
        private final Cpu cpu;
        private final CpuContext context = new CpuContext();

        Fuzzed(Engine engine, Isa isa) {
            cpu = new Cpu(0, clock, memory, tlb, tracer, new CpuConfig(LoadDelay.INTERLOCKED, engine, isa, true));
        }

        void fill(Random random, boolean user) {
            for (int at = 0; at < memory.size(); at += 4) {
                memory.setWord(at, word(random));
            }
            for (int i = 1; i < 32; i++) {
                context.gpr[i] = random.nextBoolean() ? random.nextInt() : random.nextInt(memory.size());
            }
            for (int i = 0; i < Tlb.ENTRIES; i++) {
                tlb.write(
                        i,
                        random.nextInt(16) << 12 | random.nextInt(4) << 6,
                        random.nextInt(FRAMES) << 12 | random.nextInt());
            }
            cpu.cp0().write(Cp0.STATUS, random.nextInt() & ~Cp0.STATUS_BEV & ~Cp0.STATUS_KUC);
            context.jumpTo((user ? 0 : 0x8000_0000) + 4 * random.nextInt(PAGE_WORDS));
        }

        /** Half of the words are of some coprocessor, or of an opcode that is often reserved. */
        private static int word(Random random) {
            int word = random.nextInt();
            return switch (random.nextInt(6)) {
                case 0 -> (word & 0x03ff_ffff) | 0x4000_0000;
                case 1 -> (word & 0x03ff_ffff) | 0x4400_0000;
                case 2 -> word & 0x03ff_ffff;
                default -> word;
            };
        }

        void run(boolean user, int cycles) {
            clock.setLimit(clock.now() + cycles);
            if (!user) {
                cpu.runRaw(context);
                return;
            }
            while (cpu.run(context, 1, true) == Cpu.Stop.EXCEPTION) {
                cpu.cp0().returnFromException();
                context.jumpTo((context.pc + 8) & 0x7ffc);
                clock.charge(1);
            }
        }

        String state() {
            return clock.now() + " " + context.pc + " " + context.hi + " " + context.lo + Arrays.toString(context.gpr)
                    + cpu.instructions();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, MIPS_I, true", "2, MIPS_I, false", "3, MIPS32_R2, true", "4, MIPS32_R2, false"})
    void noWordsThrow(long seed, Isa isa, boolean user) {
        int words = 0;
        for (int round = 0; words < 2 * WORDS_EACH; round++) {
            Pair pair = new Pair(isa);
            pair.one.fill(new Random(seed * 1_000 + round), user);
            pair.other.fill(new Random(seed * 1_000 + round), user);
            for (int i = 0; i < 10; i++) {
                pair.one.run(user, 2_000);
                pair.other.run(user, 2_000);
                assertThat(pair.other.state())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(pair.one.state());
            }
            words += FRAMES * PAGE_WORDS;
        }
        assertThat(words).isGreaterThanOrEqualTo(2 * WORDS_EACH);
    }

    @ParameterizedTest
    @CsvSource({"MIPS_I, INTERPRETER", "MIPS32_R2, TRANSLATOR"})
    void everyWordDecodedAloneIsExecutedOrRefused(Isa isa, Engine engine) {
        KernelRig rig = new KernelRig(engine, isa, true);
        Random random = new Random(9);
        for (int i = 0; i < 400_000; i++) {
            rig.cpu.cp0().write(Cp0.STATUS, 0xf000_0000);
            rig.place(KernelRig.START, Fuzzed.word(random));
            rig.context.jumpTo(KernelRig.START);
            rig.context.gpr[i & 31] = random.nextInt();
            rig.context.gpr[0] = 0;
            rig.go(1);
            assertThat(rig.gpr(0)).isZero();
        }
    }
}
