package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Environments that save state, hold critical sections, yield and call at random: the books stay right. */
class BorrowedTimeTest {
    private static final long SLICE = 700;

    private final Map<Integer, Long> owed = new TreeMap<>();

    @Test
    void debtsAreWhatTheTraceSaysAndEveryCycleIsOnAnAccount() {
        int forfeited = 0;
        int overdrawn = 0;
        for (int seed = 1; seed <= 60; seed++) {
            KernelFixture f = new KernelFixture();
            run(f, new SplittableRandom(seed));
            forfeited += f.events(KernelEvent.SliceForfeited.class).size();
            overdrawn += (int) f.events(KernelEvent.EnvExited.class).stream()
                    .filter(exit -> exit.code() == Processor.OVERDRAWN)
                    .count();
        }
        assertThat(forfeited).isGreaterThan(100);
        assertThat(overdrawn).isGreaterThan(10);
    }

    private void run(KernelFixture f, SplittableRandom random) {
        Processor processor = new Processor(f.kernel, SLICE);
        for (int env : new int[] {f.one, f.two, f.kernel.createEnvironment("three", 0)}) {
            Script script = new Script(f.kernel, env).saving(random.nextInt(1, 60));
            for (int i = 0; i < 300; i++) {
                script.then(step(f, env, random.split())).compute(random.nextInt(8));
            }
            processor.append(env, script);
        }
        for (int i = 0; i < 200; i++) {
            processor.run(f.machine.clock().now() + random.nextInt(2_000));
            assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
            compareDebts(f);
        }
    }

    private static Runnable step(KernelFixture f, int env, SplittableRandom random) {
        Exokernel calls = f.kernel.callsOf(env);
        int other = 1 + random.nextInt(3);
        return switch (random.nextInt(12)) {
            case 0 -> () -> calls.sliceUpcalls(random.nextBoolean(), random.nextInt(4) > 0);
            case 1 -> () -> calls.interruptsOff(true);
            case 2, 3, 4 -> () -> calls.interruptsOff(false);
            case 5 -> () -> calls.yield(other);
            case 6 -> () -> calls.yield(0);
            case 7 -> () -> calls.acall(other, Message.EMPTY);
            case 8 -> () -> f.kernel.chargeCycles(env, 2_000);
            default -> () -> {};
        };
    }

    private void compareDebts(KernelFixture f) {
        owed.clear();
        for (TraceEntry entry : f.trace) {
            switch (entry.event()) {
                case KernelEvent.ExcessTimeTaken taken -> owed.merge(entry.env(), taken.cycles(), Long::sum);
                case KernelEvent.SliceForfeited forfeited -> owed.merge(entry.env(), -SLICE, Long::sum);
                case KernelEvent.EnvExited exited -> owed.remove(entry.env());
                default -> {}
            }
        }
        for (int env = 1; env <= 3; env++) {
            assertThat(f.kernel.excess().owedBy(env)).isEqualTo(owed.getOrDefault(env, 0L));
        }
    }
}
