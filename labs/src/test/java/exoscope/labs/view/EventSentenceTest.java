package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.network.Tampering;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.labs.engine.SkeletonRuns;
import exoscope.labs.network.WireEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences about a small trace written by hand, and about a real one. */
class EventSentenceTest {
    private final MachineFold fold = new MachineFold();
    private long seq;

    EventSentenceTest() {
        say(0, 0, new HwEvent.MachineStarted(8, 64, 4));
        say(0, 1, new KernelEvent.EnvCreated("pager", 2));
        say(10, 1, new KernelEvent.FrameBound(7, 1));
    }

    /** The sentence about the next event, which then happens. */
    private String say(long cycle, int env, TraceEvent event) {
        TraceEntry entry = new TraceEntry(seq++, cycle, env, event);
        String sentence = EventSentence.of(entry, fold.view());
        fold.accept(entry);
        return sentence;
    }

    @Test
    void revocationIsToldWithTheCyclesThatAreLeft() {
        assertThat(say(1000, 1, new KernelEvent.RevocationRequested(7, 61_000)))
                .isEqualTo("The kernel wants frame 7 back from pager within 60,000 cycles");
        assertThat(say(2000, 1, new KernelEvent.UpcallStarted("Revoke", 7)))
                .isEqualTo("pager hears that the kernel wants frame 7, with 59,000 cycles left");
        assertThat(say(38_000, 1, new KernelEvent.RevocationAcknowledged(7)))
                .isEqualTo("pager gives frame 7 back, 23,000 cycles before its deadline");
        assertThat(say(38_010, 1, new KernelEvent.UpcallEnded("Revoke")))
                .isEqualTo("pager has dealt with the request for frame 7");
    }

    @Test
    void acknowledgementReadsTheSameBeforeAndAfterTheEvent() {
        say(1000, 1, new KernelEvent.RevocationRequested(7, 61_000));
        var entry = new TraceEntry(seq, 38_000, 1, new KernelEvent.RevocationAcknowledged(7));
        String before = EventSentence.of(entry, fold.view());
        fold.accept(entry);
        assertThat(EventSentence.of(entry, fold.view())).isEqualTo(before);
    }

    @Test
    void whatHappensOnTheCableIsToldAndWorthAStop() {
        var lost = new WireEvent.PacketTampered(3, Tampering.Deed.LOST, 0);
        assertThat(say(1000, 0, lost)).isEqualTo("Packet 3 on the cable is lost, as planned");
        assertThat(say(1000, 0, new WireEvent.PacketTampered(4, Tampering.Deed.DELAYED, 5000)))
                .isEqualTo("Packet 4 on the cable arrives 5,000 cycles late, as planned");
        assertThat(say(1000, 0, new WireEvent.PeerSaid("receiver", "delivered 2")))
                .isEqualTo("receiver says: delivered 2");
        assertThat(EventSentence.interesting(lost)).isTrue();
    }

    @Test
    void powerFailureEndsEverybodyAndARestartFindsNobody() {
        say(1000, 1, new KernelEvent.RevocationRequested(7, 61_000));
        say(2000, 0, new HwEvent.PowerFailed(0));
        assertThat(fold.view().envs().getFirst().ending()).isEqualTo("the power failed");
        say(27_000, 0, new HwEvent.MachineStarted(8, 64, 4));
        assertThat(fold.view().envs()).isEmpty();
        assertThat(fold.view().revocations()).isEmpty();
        assertThat(fold.view().frames()).allMatch(frame -> frame.owner() == 0);
    }

    @Test
    void revocationOfAnyKindIsTold() {
        assertThat(say(1000, 1, new KernelEvent.ResourceRequested(Resource.Kind.SLICE, 3, 1, 61_000)))
                .isEqualTo("The kernel wants slice 3 back from pager within 60,000 cycles");
        assertThat(say(2000, 1, new KernelEvent.UpcallStarted("RevokeSlice", 3)))
                .isEqualTo("pager hears that the kernel wants slice 3");
        assertThat(fold.view().revocations().getLast().noticedAt()).isEqualTo(2000);
        assertThat(say(38_000, 1, new KernelEvent.ResourceReturned(Resource.Kind.SLICE, 3, 1)))
                .isEqualTo("pager gives slice 3 back, 23,000 cycles before its deadline");
        say(40_000, 1, new KernelEvent.ResourceRequested(Resource.Kind.EXTENT, 8, 4, 61_000));
        assertThat(say(61_000, 1, new KernelEvent.ResourceRepossessed(Resource.Kind.EXTENT, 8, 4, 20)))
                .isEqualTo("Too late: the kernel takes blocks 8 to 11 from pager by force"
                        + " and saves what is there from block 20 on");
        assertThat(fold.view().revocations())
                .extracting(RevocationView::outcome)
                .containsExactly(RevocationView.Outcome.ACKNOWLEDGED, RevocationView.Outcome.ABORTED);
    }

    @Test
    void packetsAreToldByFilterRingAndLoss() {
        assertThat(say(20, 1, new KernelEvent.FilterInstalled(3, 2, 4)))
                .isEqualTo("pager gets filter 3, which looks at 2 places of a packet, with a ring of 4 packets");
        assertThat(say(30, 1, new KernelEvent.PacketDemuxed(3, 60)))
                .isEqualTo("A packet of 60 bytes is pager's, by filter 3");
        assertThat(say(31, 1, new KernelEvent.HandlerRan(3, "KEEP", 1_200)))
                .isEqualTo("pager's handler for filter 3 runs for 1,200 cycles and says: deliver it silently");
        assertThat(say(32, 1, new KernelEvent.PacketDropped(3, KernelEvent.DropReason.RING_FULL, 60)))
                .isEqualTo("A packet of 60 bytes is lost: pager's ring is full");
        assertThat(say(33, 0, new KernelEvent.PacketDropped(-1, KernelEvent.DropReason.NO_FILTER, 60)))
                .isEqualTo("A packet of 60 bytes is lost: no filter matches");
        assertThat(say(40, 1, new KernelEvent.PredicateEnded(true))).isEqualTo("What pager waits for has come true");
        assertThat(say(41, 1, new KernelEvent.UpcallStarted("PacketArrived", 3)))
                .isEqualTo("pager hears of packets for filter 3");
    }

    @Test
    void fileSystemsTellWhoOwnsWhat() {
        assertThat(say(50, 1, new KernelEvent.RootCreated(2, 12, 1, true)))
                .isEqualTo("pager makes block 12 root 2, for as long as it lives");
        assertThat(say(51, 1, new KernelEvent.BlocksOwned(12, 13, 4, 0)))
                .isEqualTo("pager makes block 12 own blocks 13 to 16");
        assertThat(say(52, 1, new KernelEvent.BlocksMoved(12, 20, 13, 1)))
                .isEqualTo("pager moves block 13 from block 12 to block 20");
        assertThat(say(53, 0, new KernelEvent.VolumeBooted(3, 2, 40, 0)))
                .isEqualTo("Boot 3 of this disk finds 2 roots that reach 40 blocks");
        assertThat(say(54, 1, new KernelEvent.UpcallStarted("BlockRead", 12)))
                .isEqualTo("pager hears that reading block 12 has ended");
    }

    @Test
    void devicesTellWhatTheyDo() {
        assertThat(say(0, 0, new HwEvent.PacketSent(2, 60, 100)))
                .isEqualTo("A frame of 60 bytes leaves queue 2 for the network");
        assertThat(say(0, 0, new HwEvent.PacketReceived(1, 1514, 7)))
                .isEqualTo("A frame of 1514 bytes arrives from the network in queue 1");
        assertThat(say(0, 0, new HwEvent.PacketDropped(HwEvent.DropReason.NO_DESCRIPTOR, 60)))
                .isEqualTo("The network interface drops a frame of 60 bytes: no empty buffer waits in its queue");
        assertThat(say(0, 0, new HwEvent.DmaFaulted(1, 0x5000, true)))
                .isEqualTo("Device 1 fails to write memory at its address 0x00005000");
        assertThat(say(0, 0, new HwEvent.PowerFailed(3)))
                .isEqualTo("The power fails, with 3 sectors of an unfinished write on the disk");
        assertThat(say(0, 0, new HwEvent.SectorTorn(4, 19, 256)))
                .isEqualTo("Sector 19 is torn: 256 bytes of request 4 are new");
        assertThat(say(0, 0, new HwEvent.ConsoleTyped("ls\n"))).isEqualTo("Somebody types \"ls\"");
        assertThat(say(0, 0, new HwEvent.InterruptRaised(HwEvent.Device.NETWORK)))
                .isEqualTo("The network interface interrupts");
    }

    @Test
    void abortSaysWhereTheContentsAre() {
        assertThat(say(0, 1, new KernelEvent.RevocationAborted(7, 12))).endsWith("saves its contents in block 12");
        assertThat(say(0, 1, new KernelEvent.RevocationAborted(7, -1))).endsWith("its contents are lost");
    }

    @Test
    void endOfATransferSaysWhatWasTransferred() {
        say(10, 1, new KernelEvent.TransferSubmitted(3, 12, 7, true));
        assertThat(say(99, 1, new KernelEvent.TransferEnded(3, true)))
                .isEqualTo("pager's request 3 is complete: writing frame 7 to block 12");
    }

    @Test
    void everyEventOfARealRunHasASentenceThatAPersonCouldHaveWritten() {
        Playback playback = SkeletonRuns.run("crowded").playback();
        MachineFold real = new MachineFold();
        List<String> sentences = new ArrayList<>();
        for (TraceEntry entry : playback.entries()) {
            sentences.add(EventSentence.of(entry, real.view()));
            real.accept(entry);
        }
        assertThat(sentences)
                .hasSizeGreaterThan(1000)
                .allSatisfy(sentence -> assertThat(sentence)
                        .matches("[A-Za-z].*")
                        .doesNotContain("[", "null", "environment 1", "frame -1", "page 0xffffffff"));
    }

    @Test
    void refillsAndSlicesAreNotInterestingAndRevocationsAre() {
        assertThat(EventSentence.interesting(new KernelEvent.UpcallStarted("TlbMiss", 3)))
                .isFalse();
        assertThat(EventSentence.interesting(new HwEvent.TlbFilled(0, 1, 3, 7, true)))
                .isFalse();
        assertThat(EventSentence.interesting(new KernelEvent.SliceStarted(0))).isFalse();
        assertThat(EventSentence.interesting(new KernelEvent.UpcallStarted("Revoke", 3)))
                .isTrue();
        assertThat(EventSentence.interesting(new KernelEvent.RevocationAborted(7, -1)))
                .isTrue();
        assertThat(EventSentence.interesting(new KernelEvent.EnvExited(0, "returned")))
                .isTrue();
    }
}
