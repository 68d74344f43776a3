package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Ensemble;
import exoscope.hw.device.NetworkInterface;
import exoscope.hw.network.LinkModel;
import exoscope.hw.network.Wire;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two machines, each with a kernel: docs/machine.md, section 6.8. */
class NetworkedKernelTest {
    private static final int RING = 0x1000;
    private static final int BUFFER = 0x2000;
    private static final long SENT_AT = 30_000;

    private final KernelFixture sender = new KernelFixture();
    private final KernelFixture receiver = new KernelFixture();

    private static Ensemble.Member member(KernelFixture f, int cyclesToCompute) {
        Processor processor = new Processor(f.kernel, 1_000);
        Script script = new Script(f.kernel, f.one);
        processor.append(f.one, script);
        script.compute(cyclesToCompute / 10);
        return new NetworkedKernel(f.kernel, processor);
    }

    @Test
    void frameReachesAMachineWhoseEnvironmentsHaveAllEnded() {
        sender.machine.network().setControl(NetworkInterface.TRANSMIT);
        receiver.machine.network().setControl(NetworkInterface.RECEIVE | NetworkInterface.PROMISCUOUS);
        sender.machine.network().queue(0).setTransmitRing(RING, 2);
        receiver.machine.network().queue(0).setReceiveRing(RING, 2);
        for (KernelFixture each : List.of(sender, receiver)) {
            each.machine.memory().setWord(RING, BUFFER);
            each.machine.memory().setWord(RING + 4, each == sender ? 60 : 2_000);
        }
        receiver.machine.network().queue(0).setReceiveTail(1);
        sender.machine
                .events()
                .schedule(SENT_AT, () -> sender.machine.network().queue(0).setTransmitTail(1));
        Wire.between(sender.machine.network(), receiver.machine.network(), LinkModel.ETHERNET_100, 1);
        Ensemble both =
                new Ensemble(LinkModel.ETHERNET_100.latency(), List.of(member(sender, 100_000), member(receiver, 500)));
        both.advance(60_000);
        assertThat(receiver.trace)
                .filteredOn(entry -> entry.event() instanceof HwEvent.PacketReceived)
                .extracting(TraceEntry::cycle)
                .containsExactly(sentUntil() + 250);
        assertThat(sender.machine.clock().now()).isGreaterThanOrEqualTo(60_000);
        assertThat(receiver.machine.clock().now()).isEqualTo(60_000);
    }

    private long sentUntil() {
        return sender.events(HwEvent.PacketSent.class).getFirst().untilCycle();
    }
}
