package exoscope.hw.cpu;

import static exoscope.hw.cpu.BareMachine.CODE;
import static exoscope.hw.cpu.BareMachine.UPPER;
import static exoscope.hw.cpu.BareMachine.addiu;
import static exoscope.hw.cpu.BareMachine.lui;
import static exoscope.hw.cpu.BareMachine.lw;
import static exoscope.hw.cpu.BareMachine.offset;
import static exoscope.hw.cpu.BareMachine.ori;
import static exoscope.hw.cpu.BareMachine.sw;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Ensemble;
import exoscope.hw.Machine;
import exoscope.hw.RawProgram;
import exoscope.hw.device.ConsoleRegister;
import exoscope.hw.device.NetworkQueueRegister;
import exoscope.hw.device.NetworkRegister;
import exoscope.hw.network.LinkModel;
import exoscope.hw.network.Wire;
import exoscope.hw.trace.TraceEntry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two machines whose drivers are machine code, with a link between them. */
class NetworkedProgramsTest {
    private static final int TX_RING = 0x2000;
    private static final int RX_RING = 0x3000;
    private static final int BUFFER = 0x4000;
    private static final int BEQ_BACK_2 = 0x1000_fffe;

    private static int network(NetworkRegister register) {
        return offset(Machine.NETWORK_PAGE, register);
    }

    private static int queue(NetworkQueueRegister register) {
        return offset(Machine.NETWORK_QUEUE_PAGE, register);
    }

    /** Sends the frame at {@link #BUFFER}. */
    private static BareMachine sender(Engine engine) {
        int[] program = {
            lui(8, UPPER),
            addiu(9, 0, 2),
            sw(9, network(NetworkRegister.CONTROL), 8),
            addiu(9, 0, TX_RING),
            sw(9, network(NetworkRegister.TX_BASE), 8),
            addiu(9, 0, 4),
            sw(9, network(NetworkRegister.TX_SIZE), 8),
            addiu(9, 0, 1),
            sw(9, queue(NetworkQueueRegister.TX_TAIL), 8)
        };
        BareMachine bare = new BareMachine(engine, LoadDelay.INTERLOCKED, halting(program));
        bare.put(TX_RING, BUFFER, 60, 0, 0);
        bare.put(BUFFER, -1, -1, 0, 'H');
        return bare;
    }

    /** Waits for a frame, reading a register over and over, and prints its first letter. */
    private static BareMachine receiver(Engine engine) {
        int[] program = {
            lui(8, UPPER),
            addiu(9, 0, 1),
            sw(9, network(NetworkRegister.CONTROL), 8),
            addiu(9, 0, RX_RING),
            sw(9, network(NetworkRegister.RX_BASE), 8),
            addiu(9, 0, 4),
            sw(9, network(NetworkRegister.RX_SIZE), 8),
            addiu(9, 0, 1),
            sw(9, queue(NetworkQueueRegister.RX_TAIL), 8),
            lw(11, queue(NetworkQueueRegister.CAUSE), 8),
            BEQ_BACK_2 | 11 << 21,
            0,
            lui(13, 0x8000),
            ori(13, 13, BUFFER),
            lw(12, 12, 13),
            sw(12, offset(Machine.CONSOLE_PAGE, ConsoleRegister.DATA), 8)
        };
        BareMachine bare = new BareMachine(engine, LoadDelay.INTERLOCKED, halting(program));
        bare.put(RX_RING, BUFFER, 2048, 0, 0);
        return bare;
    }

    private static int[] halting(int... program) {
        return IntStream.concat(IntStream.of(program), IntStream.of(BareMachine.forever(CODE + 4 * program.length)))
                .toArray();
    }

    private static List<TraceEntry> run(Engine engine) {
        BareMachine from = sender(engine);
        BareMachine to = receiver(engine);
        LinkModel model = LinkModel.ETHERNET_10.withLatency(40_000);
        Wire.between(from.machine.network(), to.machine.network(), model, 1);
        new Ensemble(
                        model.latency(),
                        List.of(new RawProgram(from.machine, from.context), new RawProgram(to.machine, to.context)))
                .advance(60_000);
        assertThat(to.machine.console().text()).isEqualTo("H");
        assertThat(from.machine.clock().now()).isEqualTo(60_000);
        return to.trace();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void letterCrossesTheWire(Engine engine) {
        assertThat(run(engine)).isNotEmpty();
    }

    @Test
    void enginesAgreeToTheCycle() {
        assertThat(run(Engine.TRANSLATOR)).isEqualTo(run(Engine.INTERPRETER));
    }
}
