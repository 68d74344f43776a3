package exoscope.hw.device;

import static exoscope.hw.Machine.NETWORK_PAGE;
import static exoscope.hw.Machine.NETWORK_QUEUE_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.bus.BusMaster;
import exoscope.hw.bus.DmaDomain;
import exoscope.hw.network.Channel;
import exoscope.hw.network.Frame;
import exoscope.hw.network.LinkModel;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.HwEvent.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/machine.md, sections 6.6 and 6.7. */
class NetworkInterfaceTest {
    private static final long ME = 0x0200_0000_0001L;
    private static final long OTHER = 0x0200_0000_0002L;
    private static final long BROADCAST = 0xffff_ffff_ffffL;
    private static final long GROUP = 0x0100_5e00_0001L;
    private static final int DONE = 1;
    private static final int FAILED = 3;

    private final NetworkRig rig = new NetworkRig(ME);
    private final List<Frame> sent = new ArrayList<>();

    private void plugIn() {
        rig.network().attach(new Channel(LinkModel.ETHERNET_100, 1, (frame, cycle) -> sent.add(frame)));
    }

    private void control(int bits) {
        rig.write(NETWORK_PAGE, NetworkRegister.CONTROL, bits);
    }

    private int dropped(DropReason reason) {
        int[] drops = new int[8];
        Arrays.setAll(drops, i -> rig.read(NETWORK_PAGE, NetworkRegister.DROPS, i));
        assertThat(Arrays.stream(drops).sum()).isEqualTo(rig.network().dropped(reason));
        return rig.network().dropped(reason);
    }

    @Test
    void frameArrivesInTheNextBuffer() {
        byte[] frame = NetworkRig.frame(ME, OTHER, 100);
        rig.arrive(frame);
        assertThat(rig.received()).containsExactly(frame);
        assertThat(rig.rxStatus(0)).isEqualTo(100 << 16 | DONE);
        assertThat(rig.read(NETWORK_QUEUE_PAGE, NetworkQueueRegister.RX_HEAD)).isEqualTo(1);
        assertThat(rig.read(NETWORK_QUEUE_PAGE, NetworkQueueRegister.CAUSE)).isEqualTo(NetworkQueue.RECEIVED);
        assertThat(rig.events(HwEvent.PacketReceived.class)).containsExactly(new HwEvent.PacketReceived(0, 100, 0));
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.RX_BYTES)).isEqualTo(100);
    }

    @Test
    void framesForOthersAreDroppedUnlessAskedFor() {
        rig.arrive(NetworkRig.frame(OTHER, ME, 60));
        rig.arrive(NetworkRig.frame(GROUP, ME, 60));
        rig.arrive(NetworkRig.frame(BROADCAST, ME, 60));
        assertThat(rig.received()).hasSize(1);
        assertThat(dropped(DropReason.OTHER_ADDRESS)).isEqualTo(2);
        control(NetworkInterface.RECEIVE | NetworkInterface.ALL_GROUPS);
        rig.arrive(NetworkRig.frame(OTHER, ME, 60));
        rig.arrive(NetworkRig.frame(GROUP, ME, 60));
        assertThat(rig.received()).hasSize(2);
        control(NetworkInterface.RECEIVE | NetworkInterface.PROMISCUOUS);
        rig.arrive(NetworkRig.frame(OTHER, ME, 60));
        assertThat(rig.received()).hasSize(3);
    }

    @Test
    void interfaceThatIsOffReceivesNothing() {
        control(0);
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(dropped(DropReason.DISABLED)).isEqualTo(1);
    }

    @Test
    void runtIsDropped() {
        rig.arrive(NetworkRig.frame(ME, OTHER, 59));
        assertThat(dropped(DropReason.RUNT)).isEqualTo(1);
        control(NetworkInterface.RECEIVE | NetworkInterface.SHORT_FRAMES);
        rig.arrive(NetworkRig.frame(ME, OTHER, 14));
        rig.arrive(new byte[13]);
        assertThat(rig.received()).hasSize(1);
        assertThat(dropped(DropReason.RUNT)).isEqualTo(2);
    }

    @Test
    void oversizeIsDroppedAndTheLongestFrameIsNot() {
        rig.arrive(NetworkRig.frame(ME, OTHER, 1515));
        assertThat(dropped(DropReason.OVERSIZE)).isEqualTo(1);
        rig.arrive(NetworkRig.frame(ME, OTHER, 1514));
        assertThat(rig.received()).hasSize(1);
    }

    @Test
    void damagedFrameIsDropped() {
        new Channel(LinkModel.ETHERNET_100.withCorruption(1_000_000), 3, rig.network())
                .send(Frame.of(NetworkRig.frame(ME, OTHER, 60)), 0);
        rig.settle();
        assertThat(dropped(DropReason.BAD_FCS)).isEqualTo(1);
    }

    @Test
    void queueWithoutBuffersDropsAndGoesOnWhenThereAreSome() {
        for (int i = 0; i < 10; i++) {
            rig.arrive(NetworkRig.frame(ME, OTHER, 60 + i));
        }
        assertThat(rig.received()).hasSize(8);
        assertThat(dropped(DropReason.NO_DESCRIPTOR)).isEqualTo(2);
        rig.buffersUpTo(9);
        rig.arrive(NetworkRig.frame(ME, OTHER, 99));
        assertThat(rig.received())
                .hasSize(9)
                .last()
                .satisfies(frame -> assertThat(frame).hasSize(99));
    }

    @Test
    void bufferThatIsTooSmallIsUsedUpAndMarked() {
        rig.put(NetworkRig.RX_RING + 4, 59);
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(rig.rxStatus(0)).isEqualTo(60 << 16 | FAILED);
        assertThat(dropped(DropReason.SMALL_BUFFER)).isEqualTo(1);
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(rig.rxStatus(1)).isEqualTo(60 << 16 | DONE);
    }

    @Test
    void bufferThatTheIommuRefusesIsMarkedAndNothingIsWritten() {
        DmaDomain domain = new DmaDomain();
        domain.map(NetworkRig.RX_RING >>> 12, NetworkRig.RX_RING >>> 12, true, true);
        rig.machine.iommu().assign(BusMaster.NETWORK_0, domain);
        rig.machine.iommu().switchOn(true);
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(dropped(DropReason.DMA_FAULT)).isEqualTo(1);
        assertThat(rig.rxStatus(0)).isEqualTo(60 << 16 | FAILED);
        assertThat(rig.machine.memory().word(NetworkRig.RX_BUFFERS)).isZero();
        assertThat(rig.events(HwEvent.DmaFaulted.class))
                .containsExactly(new HwEvent.DmaFaulted(1, NetworkRig.RX_BUFFERS, true));
    }

    @Test
    void frameIsGatheredFromItsPiecesAndPadded() {
        plugIn();
        rig.machine.memory().write(0x5_0000, NetworkRig.frame(OTHER, ME, 14), 0, 14);
        rig.machine.memory().write(0x5_1000, new byte[] {7, 8, 9}, 0, 3);
        rig.put(NetworkRig.TX_RING, 0x5_0000, 1 << 16 | 14, 0, 0, 0x5_1000, 3, 0, 0);
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.TX_TAIL, 2);
        rig.settle();
        byte[] expected = Arrays.copyOf(NetworkRig.frame(OTHER, ME, 14), 60);
        expected[14] = 7;
        expected[15] = 8;
        expected[16] = 9;
        assertThat(sent)
                .singleElement()
                .satisfies(frame -> assertThat(frame.bytes()).isEqualTo(expected));
        assertThat(rig.txStatus(0)).isEqualTo(DONE);
        assertThat(rig.txStatus(1)).isEqualTo(DONE);
    }

    @Test
    void statusIsWrittenWhenTheLastBitHasLeft() {
        plugIn();
        rig.send(NetworkRig.frame(OTHER, ME, 1000));
        rig.send(NetworkRig.frame(OTHER, ME, 1000));
        rig.until(2047);
        assertThat(rig.txStatus(0)).isZero();
        rig.until(2048);
        assertThat(rig.txStatus(0)).isEqualTo(DONE);
        assertThat(rig.txStatus(1)).isZero();
        assertThat(rig.events(HwEvent.PacketSent.class))
                .containsExactly(new HwEvent.PacketSent(0, 1000, 2048), new HwEvent.PacketSent(0, 1000, 4096));
    }

    @Test
    void shortFrameIsSentAsItIsWithoutPadding() {
        plugIn();
        control(NetworkInterface.TRANSMIT | NetworkInterface.NO_PADDING);
        rig.send(NetworkRig.frame(OTHER, ME, 20));
        rig.settle();
        assertThat(sent).extracting(Frame::length).containsExactly(20);
    }

    @Test
    void frameThatCannotBeSentIsMarkedAndTheNextOneIsSent() {
        plugIn();
        int tooShort = rig.send(new byte[13]);
        int tooLong = rig.send(new byte[1515]);
        int empty = rig.send(new byte[0]);
        int good = rig.send(NetworkRig.frame(OTHER, ME, 60));
        rig.settle();
        assertThat(List.of(rig.txStatus(tooShort), rig.txStatus(tooLong), rig.txStatus(empty)))
                .containsOnly(FAILED);
        assertThat(rig.txStatus(good)).isEqualTo(DONE);
        assertThat(sent).hasSize(1);
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.TX_ERRORS)).isEqualTo(3);
    }

    @Test
    void frameWithoutEndWaitsForItAndOneOfTooManyPiecesFails() {
        plugIn();
        rig.write(NETWORK_PAGE, NetworkRegister.TX_SIZE, 0, 64);
        for (int i = 0; i < 20; i++) {
            rig.put(NetworkRig.TX_RING + 16 * i, NetworkRig.TX_BUFFERS, 1 << 16 | 4, 0, 0);
        }
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.TX_TAIL, 10);
        rig.settle();
        assertThat(rig.txStatus(0)).isZero();
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.TX_TAIL, 20);
        rig.settle();
        assertThat(rig.txStatus(0)).isEqualTo(FAILED);
        assertThat(rig.txStatus(15)).isEqualTo(FAILED);
        assertThat(rig.txStatus(16)).isZero();
    }

    @Test
    void withoutALinkNothingIsSent() {
        int place = rig.send(NetworkRig.frame(OTHER, ME, 60));
        rig.settle();
        assertThat(rig.txStatus(place)).isEqualTo(FAILED);
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.STATUS)).isZero();
        plugIn();
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.STATUS)).isEqualTo(1);
    }

    @Test
    void queuesSendInTurn() {
        plugIn();
        for (int queue = 0; queue < 2; queue++) {
            rig.write(NETWORK_PAGE, NetworkRegister.TX_BASE, queue, NetworkRig.TX_RING + 0x400 * queue);
            rig.write(NETWORK_PAGE, NetworkRegister.TX_SIZE, queue, 4);
            for (int i = 0; i < 3; i++) {
                rig.put(NetworkRig.TX_RING + 0x400 * queue + 16 * i, NetworkRig.TX_BUFFERS, 60, 0, 0);
            }
            rig.write(NETWORK_QUEUE_PAGE + queue, NetworkQueueRegister.TX_TAIL, 3);
        }
        rig.settle();
        assertThat(rig.events(HwEvent.PacketSent.class))
                .extracting(HwEvent.PacketSent::queue)
                .containsExactly(0, 1, 0, 1, 0, 1);
    }

    @Test
    void hashLeadsToTheQueueOfItsEntry() {
        NetworkRig other = new NetworkRig(ME, 2);
        other.write(NETWORK_PAGE, NetworkRegister.HASH_CONTROL, 3);
        byte[] frame = NetworkRig.frame(ME, OTHER, 60);
        byte[] ip = {8, 0, 0x45, 0, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 66, 9, (byte) 149, (byte) 187, (byte) 161, (byte) 142
        };
        System.arraycopy(ip, 0, frame, 12, ip.length);
        byte[] rest = {100, 80, 0x0a, (byte) 0xea, 0x06, (byte) 0xe6};
        System.arraycopy(rest, 0, frame, 32, rest.length);
        int entry = 0x51cc_c178 & 127;
        other.write(NETWORK_PAGE, NetworkRegister.HASH_TABLE, entry / 4, 2 << (8 * (entry % 4)));
        other.arrive(frame);
        assertThat(other.events(HwEvent.PacketReceived.class))
                .containsExactly(new HwEvent.PacketReceived(2, 60, 0x51cc_c178));
        assertThat(other.rxStatus(0)).isEqualTo(60 << 16 | 3 << 2 | DONE);
        assertThat(other.machine.memory().word(NetworkRig.RX_RING + 12)).isEqualTo(0x51cc_c178);
    }

    @Test
    void driverInJavaSpreadsFramesToo() {
        rig.network().spread(true, false);
        rig.network().spreadTo(0, 3);
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(dropped(DropReason.NO_DESCRIPTOR)).isEqualTo(1);
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.HASH_TABLE)).isEqualTo(0x0302_0103);
    }

    @Test
    void interruptsKeepTheirDistance() {
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.ENABLE, NetworkQueue.RECEIVED);
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.MODERATION, 1000);
        rig.machine
                .interrupts()
                .connect(InterruptSource.NETWORK_0, () -> rig.network().queue(0).acknowledge(3));
        for (int i = 0; i < 7; i++) {
            rig.until(100L * i);
            rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        }
        rig.settle();
        assertThat(rig.trace)
                .filteredOn(entry -> entry.event() instanceof HwEvent.InterruptRaised)
                .extracting(entry -> entry.cycle())
                .containsExactly(0L, 1000L);
    }

    @Test
    void maskedCauseInterruptsWhenItIsEnabled() {
        rig.arrive(NetworkRig.frame(ME, OTHER, 60));
        assertThat(rig.machine.interrupts().pending()).isZero();
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.ENABLE, NetworkQueue.RECEIVED);
        rig.settle();
        assertThat(rig.machine.interrupts().pending()).isEqualTo(InterruptSource.NETWORK_0.mask());
    }

    @Test
    void ownAddressIsWrittenInTwoHalves() {
        rig.write(NETWORK_PAGE, NetworkRegister.MAC_HIGH, 0x0a0b);
        rig.write(NETWORK_PAGE, NetworkRegister.MAC_LOW, 0xfc0d_0e0f);
        assertThat(rig.network().address()).isEqualTo(0x0a0b_fc0d_0e0fL);
        rig.arrive(NetworkRig.frame(0x0a0b_fc0d_0e0fL, OTHER, 60));
        assertThat(rig.received()).hasSize(1);
    }

    @Test
    void fullRingWhoseLastPieceWantsAnotherEndsInAnError() {
        plugIn();
        for (int place = 0; place < NetworkRig.RING_SIZE; place++) {
            rig.put(NetworkRig.TX_RING + 16 * place, 0x5_0000, (1 << 16) | 14, 0, 0);
        }
        rig.write(NETWORK_QUEUE_PAGE, NetworkQueueRegister.TX_TAIL, NetworkRig.RING_SIZE - 1);
        rig.settle();
        assertThat(rig.txStatus(0)).isEqualTo(FAILED | DONE);
        assertThat(rig.read(NETWORK_PAGE, NetworkRegister.TX_ERRORS)).isEqualTo(1);
        assertThat(sent).isEmpty();
    }
}
