package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Words without any sense: whatever they are, the guest gets exceptions and the host none, and both engines do the same. */
class InstructionFuzzTest {
    private static final int MACHINES = 2;
    private static final int STOPS = 2;
    private static final int STOP_CYCLES = 9_000;
    private static final int WITNESSED_CYCLES = 64;
    private static final int WORDS = 600_000;

    @ParameterizedTest
    @CsvSource({"1, MIPS_I, true", "2, MIPS_I, false", "3, MIPS32_R2, true", "4, MIPS32_R2, false"})
    void hotBlocksOfAnyWordsRunAlikeOnBothEngines(long seed, Isa isa, boolean user) {
        long instructions = 0;
        long translations = 0;
        Set<Integer> words = new HashSet<>();
        for (int machine = 0; machine < MACHINES; machine++) {
            long own = seed * 1_000 + machine;
            FuzzedMachine interpreted = new FuzzedMachine(own, Engine.INTERPRETER, isa, user);
            FuzzedMachine translated = new FuzzedMachine(own, Engine.TRANSLATOR, isa, user);
            compare(own, interpreted, translated);
            instructions += interpreted.cpu().instructions();
            translations += translated.cpu().translations();
            witness(new FuzzedMachine(own, Engine.INTERPRETER, isa, user), words);
        }
        assertThat(instructions).as("instructions executed").isGreaterThan(3_000_000);
        assertThat(translations).as("regions translated").isGreaterThan(100);
        assertThat(words).as("different words executed or refused").hasSizeGreaterThan(3_500);
    }

    private static void compare(long seed, FuzzedMachine interpreted, FuzzedMachine translated) {
        Random random = new Random(seed);
        for (int block = 0; block < FuzzedMachine.BLOCKS; block++) {
            interpreted.enter(block);
            translated.enter(block);
            for (int stop = 0; stop < STOPS; stop++) {
                int cycles = 1 + random.nextInt(STOP_CYCLES);
                interpreted.run(cycles);
                translated.run(cycles);
                assertThat(translated.state())
                        .as("seed %d, block %d, stop %d", seed, block, stop)
                        .isEqualTo(interpreted.state());
            }
            assertThat(translated.memory())
                    .as("memory, seed %d, block %d", seed, block)
                    .isEqualTo(interpreted.memory());
        }
    }

    /** Runs the beginning of every block once more to see which words are reached: single cycles get nothing translated. */
    private static void witness(FuzzedMachine machine, Set<Integer> words) {
        for (int block = 0; block < FuzzedMachine.BLOCKS; block++) {
            machine.enter(block);
            machine.run(WITNESSED_CYCLES, words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWordDecodedAloneIsExecutedOrRefused(Isa isa) {
        KernelRig rig = new KernelRig(Engine.INTERPRETER, isa, true);
        Random random = new Random(9);
        int executed = 0;
        for (int i = 0; i < WORDS; i++) {
            int word = FuzzedMachine.word(random);
            rig.cpu.cp0().write(Cp0.STATUS, 0xf000_0000);
            rig.cpu.cp0().write(Cp0.CAUSE, 0);
            rig.place(KernelRig.START, word);
            rig.context.jumpTo(KernelRig.START);
            rig.context.gpr[i & 31] = i % 3 == 0 ? random.nextInt() : KernelRig.DATA + (random.nextInt() & 0x3fff);
            rig.context.gpr[0] = 0;
            long before = rig.cpu.instructions();
            rig.go(1);
            boolean done = rig.cpu.instructions() == before + 1;
            executed += done ? 1 : 0;
            if ((!done && !refused(rig)) || rig.gpr(0) != 0) {
                fail("%08x came to pc %08x with %08x in $0", word, rig.context.pc, rig.gpr(0));
            }
        }
        assertThat(executed).as("words executed").isGreaterThan(WORDS / 3);
    }

    /** Whether the word itself, fetched and decoded, raised an exception. */
    private static boolean refused(KernelRig rig) {
        Cp0 cp0 = rig.cpu.cp0();
        boolean vectored = rig.context.pc == KernelRig.REFILL_VECTOR || rig.context.pc == KernelRig.GENERAL_VECTOR;
        return vectored
                && cp0.epc() == KernelRig.START
                && cp0.exception() != ExceptionCode.IBE
                && !(cp0.exception() == ExceptionCode.ADEL && cp0.badVAddr() == KernelRig.START);
    }
}
