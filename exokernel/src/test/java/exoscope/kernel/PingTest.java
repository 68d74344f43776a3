package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Clock;
import exoscope.hw.Ensemble;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.network.LinkModel;
import exoscope.hw.network.Wire;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two machines on a wire, with a kernel each: environments that ping each other through filters. */
class PingTest {
    private static final int PING = 5;
    private static final int PONG = 6;
    private static final int ROUNDS = 20;
    private static final long END = 400_000;
    private static final long SLICE = 1_000;

    /** Answers a ping with a pong of the same content, and wakes nobody. */
    private static final String ANSWER = """
            r2 = r10
            r2 += -64
            r6 = r2
            r1 = 0
            r3 = 60
            call 6
            *(u8 *)(r10 - 50) = 6
            r1 = r6
            r2 = 60
            call 3
            r0 = 0
            exit
            """;

    /** One machine. Environment 1 has words of a ring in frame 1, slots in frame 2, and what it sends in frame 3. */
    private static final class Side {
        final List<TraceEntry> trace = new ArrayList<>();
        final Machine machine = new Machine(new MachineConfig(64, 32, new DiskTiming(0, 0, 0, 100)), trace::add);
        final Kernel kernel;
        final int env;
        final Exokernel calls;
        final Capability key;
        final Processor processor;
        final int filter;

        Side(Engine engine, int number) {
            kernel = new Kernel(
                    machine, new KernelConfig(7, 10_000).withNetwork(8).withEngine(engine));
            env = kernel.createEnvironment("pinger", 2);
            calls = kernel.callsOf(env);
            key = calls.newCapability();
            processor = new Processor(kernel, SLICE);
            for (int frame = 1; frame <= 3; frame++) {
                calls.allocFrame(frame, key).get();
            }
            filter = calls.bindFilter(NetworkFixture.filter(number), 1, List.of(2), key)
                    .get();
        }

        void send(int number, int content) {
            machine.memory().write(3 << 12, NetworkFixture.packet(number, content), 0, NetworkFixture.BYTES);
            calls.sendPacket(List.of(new Exokernel.Piece(3, 0, NetworkFixture.BYTES)), key)
                    .get();
        }

        /** Packets in the ring, read from its words. */
        int waiting() {
            return machine.memory().word(0x1000) - machine.memory().word(0x1004);
        }

        /** The oldest packet's content; its slot is given back by a store. */
        int take() {
            int taken = machine.memory().word(0x1004);
            int content = machine.memory().byteAt(0x2000 + taken % 2 * ReceiveRing.SLOT_BYTES + 15);
            machine.memory().setWord(0x1004, taken + 1);
            return content;
        }

        <E extends TraceEvent> List<TraceEntry> entries(Class<E> type) {
            return trace.stream()
                    .filter(entry -> type.isInstance(entry.event()))
                    .toList();
        }
    }

    /** User code that sends the next ping when the pong is there, or answers pings itself. */
    private abstract static class Peer implements UserCode {
        final Side side;
        private final Clock clock;

        Peer(Side side) {
            this.side = side;
            clock = side.machine.clock();
        }

        /** Does what there is to do; false when there is nothing any more. */
        abstract boolean work();

        @Override
        public Departure resume() {
            for (Upcall upcall = side.kernel.nextUpcall(side.env);
                    upcall != null;
                    upcall = side.kernel.nextUpcall(side.env)) {
                side.kernel.noteUpcall(side.env, upcall, true);
                side.kernel.noteUpcall(side.env, upcall, false);
            }
            clock.charge(10);
            return work() ? Departure.WAITING : Departure.ENDED;
        }

        @Override
        public Ending ending() {
            return new Ending(0, "all pings answered");
        }

        @Override
        public void kill() {}
    }

    private static final class Pinger extends Peer {
        final List<Integer> answers = new ArrayList<>();
        private int sent;

        Pinger(Side side) {
            super(side);
        }

        @Override
        boolean work() {
            while (side.waiting() > 0) {
                answers.add(side.take());
            }
            if (answers.size() == sent && sent < ROUNDS) {
                sent++;
                side.send(PING, sent);
            }
            return answers.size() < ROUNDS;
        }
    }

    private static final class Echo extends Peer {
        Echo(Side side) {
            super(side);
        }

        @Override
        boolean work() {
            while (side.waiting() > 0) {
                side.send(PONG, side.take());
            }
            return true;
        }
    }

    private final List<Integer> answers = new ArrayList<>();

    /** Pings; the other machine answers by a handler or by its environment. Returns both sides. */
    private List<Side> ping(Engine engine, boolean handler) {
        Side near = new Side(engine, PONG);
        Side far = new Side(engine, PING);
        if (handler) {
            far.calls
                    .attachHandler(far.filter, NetworkFixture.program(ANSWER), List.of(), 2_000, far.key)
                    .get();
        }
        Pinger pinger = new Pinger(near);
        near.processor.append(near.env, pinger);
        far.processor.append(far.env, new Echo(far));
        int busy = far.kernel.createEnvironment("busy", 0);
        far.processor.append(busy, new Script(far.kernel, busy).compute((int) END / Script.STEP));
        Wire.between(near.machine.network(), far.machine.network(), LinkModel.ETHERNET_100, 1);
        new Ensemble(
                        LinkModel.ETHERNET_100.latency(),
                        List.of(
                                new NetworkedKernel(near.kernel, near.processor),
                                new NetworkedKernel(far.kernel, far.processor)))
                .advance(END);
        answers.clear();
        answers.addAll(pinger.answers);
        return List.of(near, far);
    }

    private static long lastAnswer(List<Side> sides) {
        return sides.getFirst()
                .entries(KernelEvent.PacketDelivered.class)
                .getLast()
                .cycle();
    }

    private void assertAllAnswered() {
        assertThat(answers).hasSize(ROUNDS).isSorted().startsWith(1).endsWith(ROUNDS);
    }

    @ParameterizedTest
    @EnumSource
    void handlerAnswersWithoutItsOwnerEverBeingScheduled(Engine engine) {
        Side far = ping(engine, true).getLast();
        assertAllAnswered();
        assertThat(far.entries(KernelEvent.HandlerRan.class)).hasSize(ROUNDS);
        long secondPing = far.entries(KernelEvent.HandlerRan.class).get(1).cycle();
        assertThat(far.entries(KernelEvent.SliceStarted.class))
                .filteredOn(entry -> entry.env() == far.env)
                .as("it fell asleep at once and was never awake again")
                .singleElement()
                .satisfies(entry -> assertThat(entry.cycle()).isLessThan(secondPing));
        assertThat(far.kernel.chargedTo(far.env)).as("yet it paid").isPositive();
        assertThat(far.kernel.ledger().charged()).isEqualTo(far.machine.clock().now());
    }

    @Test
    void environmentAnswersThroughItsRingAndLaterThanAHandlerWould() {
        long byHandler = lastAnswer(ping(Engine.TRANSLATOR, true));
        List<Side> sides = ping(Engine.TRANSLATOR, false);
        assertAllAnswered();
        assertThat(sides.getLast().entries(KernelEvent.PacketDelivered.class)).hasSize(ROUNDS);
        assertThat(lastAnswer(sides)).as("it has to wait for its slice").isGreaterThan(byHandler + ROUNDS * SLICE / 4);
    }

    @ParameterizedTest
    @EnumSource(Answers.class)
    void enginesGiveTheSameTraces(Answers by) {
        List<Side> translated = ping(Engine.TRANSLATOR, by == Answers.HANDLER);
        List<Side> interpreted = ping(Engine.INTERPRETER, by == Answers.HANDLER);
        for (int i = 0; i < 2; i++) {
            assertThat(translated.get(i).trace).hasSizeGreaterThan(100).isEqualTo(interpreted.get(i).trace);
        }
    }

    /** Who answers. */
    enum Answers {
        HANDLER,
        ENVIRONMENT
    }
}
