package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.ebpf.RegionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five environments whose code calls, waits, yields, owes and ends at random, all in their slices. */
class HostileUserCodeTest {
    private static final long SLICE = 1_000;
    private static final int ROUNDS = 40;
    private static final long ROUND = 10_000;

    private final Machine machine = new Machine(new MachineConfig(40, 32, new DiskTiming(0, 0, 0, 60)), TraceSink.NONE);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000, 10));
    private final Processor processor = new Processor(kernel, SLICE);
    private final List<Integer> envs = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void nothingThatUserCodeDoesStopsTheMachineOrLeavesItStanding(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < 5; i++) {
            int env = kernel.createEnvironment("hostile", random.nextInt(3));
            envs.add(env);
            processor.append(env, new Code(env));
        }
        Processor.Outcome outcome = null;
        for (int i = 1; i <= ROUNDS && outcome != Processor.Outcome.FINISHED; i++) {
            outcome = processor.run(i * ROUND);
            kernel.invariants().checkAll();
            assertThat(kernel.ledger().charged()).isEqualTo(kernel.ledger().elapsed());
            if (outcome == Processor.Outcome.DEADLOCK) {
                assertThat(envs).as("who could run").noneMatch(this::couldRun);
                kernel.idleUntil(i * ROUND);
            }
        }
        processor.shutDown();
        kernel.invariants().checkAll();
    }

    private boolean couldRun(int env) {
        return kernel.lives(env)
                && !kernel.control().waits(env)
                && kernel.vector().countOwnedBy(env) > 0
                && !kernel.environment(env).pending().isEmpty();
    }

    private final class Code implements UserCode {
        private final int env;
        private final Exokernel calls;
        private final Capability key;
        /** Steps that it still takes to deal with the end of its slice. */
        private int saving;

        private @Nullable Upcall savedFor;

        Code(int env) {
            this.env = env;
            calls = kernel.callsOf(env);
            key = calls.newCapability();
        }

        @Override
        public Departure resume() {
            while (true) {
                Upcall upcall = kernel.nextUpcall(env);
                if (upcall != null) {
                    kernel.noteUpcall(env, upcall, true);
                    answer(upcall);
                }
                if (machine.clock().due()) {
                    return Departure.PREEMPTED;
                }
                goOnSaving();
                machine.clock().charge(1 + random.nextInt(30));
                int kind = random.nextInt(900);
                if (kind < 40) {
                    return kind == 0 ? Departure.ENDED : Departure.WAITING;
                }
                if (kind < 400) {
                    call(kind % 24);
                }
                if (machine.clock().due()) {
                    return Departure.PREEMPTED;
                }
            }
        }

        private void answer(Upcall upcall) {
            if (upcall instanceof Upcall.SliceEnding) {
                saving = random.nextInt(40);
                savedFor = upcall;
            } else if (upcall instanceof Upcall.Called called && random.nextInt(3) > 0) {
                calls.acall(called.from(), Message.EMPTY);
            } else if (upcall instanceof Upcall.Revoke revoke && random.nextBoolean()) {
                calls.acknowledge(revoke.resource());
            }
        }

        private void goOnSaving() {
            if (savedFor != null && saving-- <= 0) {
                Upcall saved = savedFor;
                savedFor = null;
                kernel.noteUpcall(env, saved, false);
            }
        }

        private void call(int kind) {
            int other = random.nextInt(7);
            List<Integer> own = kernel.framesOf(env);
            int frame = own.isEmpty() ? 3 : own.get(random.nextInt(own.size()));
            switch (kind) {
                case 0, 1 -> calls.yield(other);
                case 2, 3 -> calls.scall(other, Message.EMPTY);
                case 4, 5 -> calls.acall(other, Message.EMPTY);
                case 6 -> calls.interruptsOff(true);
                case 7, 8 -> calls.interruptsOff(false);
                case 9 -> calls.sliceUpcalls(random.nextBoolean(), random.nextBoolean());
                case 10, 11 -> calls.allocPages(1 + random.nextInt(4), key);
                case 12 -> calls.dealloc(frame, key);
                case 13 -> calls.allocSlice(random.nextInt(10));
                case 14 -> giveASliceBack();
                case 15 -> waitForATime();
                case 16 ->
                    calls.waitUntil(
                            NetworkFixture.program("r0 = 0\nexit", RegionSpec.array("a", 8, 1, false)),
                            List.of(frame),
                            key);
                case 17 -> calls.bindInterruptWords(frame, 8 * random.nextInt(8), key);
                case 18 -> machine.memory().setWord((frame << 12) + 8 * random.nextInt(8), random.nextInt(2));
                case 19 -> calls.allocExtent(1);
                case 20 -> calls.writeBlock(random.nextInt(8), frame, key);
                case 21 -> calls.tlbWrite(random.nextInt(50), frame, true, key);
                case 22 -> calls.allocExtentAt(random.nextInt(30), 1);
                default -> kernel.translate(env, random.nextInt(50) << 12, true);
            }
        }

        private void giveASliceBack() {
            if (kernel.vector().countOwnedBy(env) > 1) {
                calls.deallocSlice(random.nextInt(10));
            }
        }

        private void waitForATime() {
            int shift = random.nextInt(20);
            calls.waitUntil(NetworkFixture.program("call 2\nr0 >>= " + shift + "\nr0 &= 1\nexit"), List.of(), key);
        }

        @Override
        public Ending ending() {
            return new Ending(0, "over");
        }

        @Override
        public void kill() {}
    }
}
