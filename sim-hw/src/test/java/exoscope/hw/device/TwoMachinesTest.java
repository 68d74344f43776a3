package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Ensemble;
import exoscope.hw.network.LinkModel;
import exoscope.hw.network.PcapReader;
import exoscope.hw.network.PcapRecord;
import exoscope.hw.network.PcapWriter;
import exoscope.hw.network.Switch;
import exoscope.hw.network.Wire;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines with clocks of their own that talk to each other: docs/machine.md, section 6.8. */
class TwoMachinesTest {
    private static final long A = 0x0200_0000_000aL;
    private static final long B = 0x0200_0000_000bL;
    private static final long C = 0x0200_0000_000cL;

    private static final long BROADCAST = 0xffff_ffff_ffffL;

    private final NetworkRig a = new NetworkRig(A);
    private final NetworkRig b = new NetworkRig(B);

    /** Sends back whatever arrives, until none of its eight buffers is left. */
    private static void echo(NetworkRig rig, long self, long peer) {
        NetworkQueue queue = rig.network().queue(0);
        queue.setEnabled(NetworkQueue.RECEIVED);
        rig.machine.interrupts().connect(queue.source(), () -> {
            queue.acknowledge(NetworkQueue.RECEIVED);
            rig.send(NetworkRig.frame(peer, self, 60 + rig.received().size()));
        });
    }

    private static List<Long> arrivals(NetworkRig rig) {
        return rig.trace.stream()
                .filter(entry -> entry.event() instanceof HwEvent.PacketReceived)
                .map(TraceEntry::cycle)
                .toList();
    }

    @Test
    void frameTakesItsLengthAndTheLatency() {
        Wire.between(a.network(), b.network(), LinkModel.ETHERNET_10, 1);
        a.send(NetworkRig.frame(B, A, 1000));
        new Ensemble(LinkModel.ETHERNET_10.latency(), List.of(a, b)).advance(50_000);
        assertThat(b.received()).containsExactly(NetworkRig.frame(B, A, 1000));
        assertThat(arrivals(b)).containsExactly(1024L * 20 + 250);
        assertThat(a.now()).isEqualTo(50_000);
        assertThat(b.now()).isEqualTo(50_000);
    }

    @Test
    void pingPongIsTheSameInEveryRun() {
        List<TraceEntry> first = pingPong();
        assertThat(first).isEqualTo(pingPong());
        assertThat(first.stream().filter(entry -> entry.event() instanceof HwEvent.PacketReceived))
                .hasSize(8);
    }

    private static List<TraceEntry> pingPong() {
        NetworkRig left = new NetworkRig(A);
        NetworkRig right = new NetworkRig(B);
        LinkModel model = LinkModel.ETHERNET_100.withLatency(7);
        Wire.between(left.network(), right.network(), model, 1);
        echo(left, A, B);
        echo(right, B, A);
        left.send(NetworkRig.frame(B, A, 60));
        new Ensemble(model.latency(), List.of(right, left)).advance(1_000_000);
        assertThat(left.now()).isEqualTo(right.now());
        return left.trace;
    }

    @Test
    void noFrameArrivesInTheReceiversPast() {
        LinkModel model = LinkModel.ETHERNET_100.withLatency(3);
        Wire.between(a.network(), b.network(), model, 1);
        echo(a, A, B);
        echo(b, B, A);
        a.send(NetworkRig.frame(B, A, 60));
        new Ensemble(model.latency(), List.of(a, b)).advance(100_000);
        assertThat(arrivals(b)).hasSizeGreaterThan(3).isEqualTo(expected(a));
        assertThat(arrivals(a)).hasSizeGreaterThan(3).isEqualTo(expected(b));
    }

    /** When what a machine sent has to arrive: three cycles behind the last bit. */
    private static List<Long> expected(NetworkRig rig) {
        return rig.trace.stream()
                .filter(entry -> entry.event() instanceof HwEvent.PacketSent)
                .map(entry -> ((HwEvent.PacketSent) entry.event()).untilCycle() + 3)
                .limit(8) // for more the receiver has no buffers
                .toList();
    }

    @Test
    void switchLearnsNoGroupEvenIfAFrameClaimsToComeFromOne() {
        NetworkRig c = new NetworkRig(C);
        Switch between = Switch.learning(3, 100);
        LinkModel model = LinkModel.ETHERNET_100;
        Wire.between(a.network(), between.port(0), model, 1);
        Wire.between(b.network(), between.port(1), model, 2);
        Wire.between(c.network(), between.port(2), model, 3);
        Ensemble ensemble = new Ensemble(model.latency(), List.of(a, b, c, between));
        c.send(NetworkRig.frame(A, BROADCAST, 60));
        ensemble.advance(10_000);
        a.send(NetworkRig.frame(BROADCAST, A, 60));
        ensemble.advance(20_000);
        assertThat(b.received()).hasSize(1);
        assertThat(c.received()).hasSize(1);
    }

    @Test
    void switchLearnsWhereAnAddressIs() {
        NetworkRig c = new NetworkRig(C);
        Switch between = Switch.learning(3, 100);
        LinkModel model = LinkModel.ETHERNET_100;
        Wire.between(a.network(), between.port(0), model, 1);
        Wire.between(b.network(), between.port(1), model, 2);
        Wire.between(c.network(), between.port(2), model, 3);
        Ensemble ensemble = new Ensemble(model.latency(), List.of(a, b, c, between));
        a.send(NetworkRig.frame(B, A, 60));
        ensemble.advance(10_000);
        b.send(NetworkRig.frame(A, B, 60));
        ensemble.advance(20_000);
        a.send(NetworkRig.frame(B, A, 60));
        ensemble.advance(30_000);
        assertThat(a.received()).hasSize(1);
        assertThat(b.received()).hasSize(2);
        assertThat(c.network().dropped(HwEvent.DropReason.OTHER_ADDRESS)).isEqualTo(1);
        assertThat(between.forwarded()).isEqualTo(4);
    }

    @Test
    void hubSendsEverythingToEverybodyElse() {
        NetworkRig c = new NetworkRig(C);
        Switch between = Switch.hub(3);
        Wire.between(a.network(), between.port(0), LinkModel.ETHERNET_100, 1);
        Wire.between(b.network(), between.port(1), LinkModel.ETHERNET_100, 2);
        Wire.between(c.network(), between.port(2), LinkModel.ETHERNET_100, 3);
        Ensemble ensemble = new Ensemble(LinkModel.ETHERNET_100.latency(), List.of(a, b, c, between));
        a.send(NetworkRig.frame(B, A, 60));
        b.send(NetworkRig.frame(A, B, 60));
        ensemble.advance(10_000);
        assertThat(a.received()).hasSize(1);
        assertThat(b.received()).hasSize(1);
        assertThat(c.network().dropped(HwEvent.DropReason.OTHER_ADDRESS)).isEqualTo(2);
    }

    @Test
    void capturedTrafficCanBeReplayedToAnotherMachine() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        a.network().attach(new PcapWriter(file).sending((frame, cycle) -> cycle + 100));
        a.send(NetworkRig.frame(B, A, 60));
        a.until(25_000_075);
        a.send(NetworkRig.frame(B, A, 1514));
        a.settle();
        List<PcapRecord> records = PcapReader.read(file.toByteArray());
        assertThat(records).extracting(PcapRecord::cycle).containsExactly(0L, 25_000_075L);
        PcapRecord.replay(records, b.network(), 500);
        b.settle();
        assertThat(arrivals(b)).containsExactly(500L, 25_000_575L);
        assertThat(b.received()).containsExactly(NetworkRig.frame(B, A, 60), NetworkRig.frame(B, A, 1514));
    }
}
