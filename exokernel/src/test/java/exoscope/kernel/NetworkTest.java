package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.KernelEvent.DropReason;
import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters with rings of their owners' frames, and packets sent from where they are. */
class NetworkTest {
    private final NetworkFixture f = new NetworkFixture();

    @Test
    void packetIsCopiedToTheRingOfItsFiltersOwnerWhoHearsOfItOnce() {
        int filter = f.bind(5);
        f.arrive(5, 11);
        f.arrive(5, 12);
        assertThat(f.word(1, 0)).as("put").isEqualTo(2);
        assertThat(f.word(1, 8)).as("slots").isEqualTo(2);
        assertThat(f.word(1, 64)).as("length").isEqualTo(NetworkFixture.BYTES);
        assertThat(f.content(2, 0)).isEqualTo(11);
        assertThat(f.content(2, 1)).isEqualTo(12);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketArrived(filter));
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
        assertThat(f.kernel.nextUpcall(f.two)).isNull();
        assertThat(f.events(KernelEvent.PacketDemuxed.class))
                .containsExactly(new KernelEvent.PacketDemuxed(filter, 60), new KernelEvent.PacketDemuxed(filter, 60));
    }

    @Test
    void packetsBeyondTheRingAreDroppedAndCountedUntilTheOwnerTakesSome() {
        int filter = f.bind(5);
        for (int i = 1; i <= 4; i++) {
            f.arrive(5, i);
        }
        assertThat(f.first.ringState(filter)).containsExactly(new Exokernel.RingState(2, 2, 2, 2, 0, 0));
        assertThat(f.word(1, 12)).as("dropped").isEqualTo(2);
        assertThat(f.events(KernelEvent.PacketDropped.class))
                .containsOnly(new KernelEvent.PacketDropped(filter, DropReason.RING_FULL, 60));
        f.setWord(1, 4, 1); // without a call
        f.arrive(5, 5);
        assertThat(f.content(2, 0)).isEqualTo(5);
        assertThat(f.first.postBuffers(filter, 3).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.postBuffers(filter, 2).ok()).isTrue();
        assertThat(f.word(1, 4)).isEqualTo(3);
    }

    @Test
    void wordThatMakesNoSenseStopsDeliveryAndNothingElse() {
        f.bind(5);
        f.setWord(1, 4, 77);
        f.arrive(5, 1);
        assertThat(f.events(KernelEvent.PacketDropped.class)).hasSize(1);
        f.setWord(1, 4, 0);
        f.arrive(5, 2);
        assertThat(f.content(2, 0)).isEqualTo(2);
    }

    @Test
    void packetThatNobodyWantsIsCounted() {
        f.bind(5);
        f.arrive(6, 1);
        assertThat(f.second.unclaimedPackets()).isEqualTo(1);
        assertThat(f.events(KernelEvent.PacketDropped.class))
                .containsExactly(new KernelEvent.PacketDropped(-1, DropReason.NO_FILTER, 60));
    }

    @Test
    void ownerOfTheFilterPaysForClassifyingAndCopying() {
        f.bind(5);
        long before = f.kernel.chargedTo(f.one);
        f.arrive(5, 1);
        assertThat(f.kernel.chargedTo(f.one) - before).isEqualTo(17 + 15L * Cost.PACKET_COPY.cycles());
    }

    @Test
    void filterThatWouldTakePacketsFromAnotherIsRefused() {
        f.bind(5);
        f.second.allocFrame(3, f.otherKey);
        f.second.allocFrame(4, f.otherKey);
        Filter narrower = Filter.of(Atom.equal(12, 2, 0x9000), Atom.equal(14, 1, 5), Atom.equal(15, 1, 1));
        assertThat(f.second.bindFilter(narrower, 3, List.of(4), f.otherKey).error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.second
                        .bindFilter(NetworkFixture.filter(5), 3, List.of(4), f.otherKey)
                        .error())
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.second
                        .bindFilter(NetworkFixture.filter(6), 3, List.of(4), f.otherKey)
                        .ok())
                .isTrue();
        assertThat(f.first.filters()).hasSize(2);
    }

    @Test
    void ringsNeedFramesOfTheCallersOwnEachOnce() {
        f.bind(5);
        f.second.allocFrame(3, f.otherKey);
        f.first.allocFrame(4, f.key);
        Filter filter = NetworkFixture.filter(6);
        assertThat(f.first.bindFilter(filter, 3, List.of(4), f.key).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.bindFilter(filter, 4, List.of(4), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindFilter(filter, 4, List.of(), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.bindFilter(filter, 4, List.of(2), f.key).error()).isEqualTo(KernelError.IN_USE);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        f.first.allocFrame(6, f.key);
        assertThat(f.first.bindFilter(filter, 4, List.of(6), reader).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.events(KernelEvent.FilterInstalled.class)).hasSize(1);
    }

    @Test
    void environmentHasNoMoreThanItsQuotaOfFilters() {
        List<Integer> frames = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            frames.addAll(f.first.allocPages(10, f.key).get());
        }
        for (int i = 0; i < NetworkCalls.MOST_FILTERS; i++) {
            assertThat(f.first
                            .bindFilter(
                                    NetworkFixture.filter(i), frames.get(2 * i), List.of(frames.get(2 * i + 1)), f.key)
                            .ok())
                    .isTrue();
        }
        assertThat(f.first
                        .bindFilter(NetworkFixture.filter(99), frames.get(38), List.of(frames.get(39)), f.key)
                        .error())
                .isEqualTo(KernelError.QUOTA);
    }

    @Test
    void filterEndsWithAFrameOfItsRingOrWhenItIsReleased() {
        int filter = f.bind(5);
        f.arrive(5, 1);
        f.first.dealloc(2, f.key);
        assertThat(f.events(KernelEvent.FilterRemoved.class)).containsExactly(new KernelEvent.FilterRemoved(filter));
        assertThat(f.kernel.nextUpcall(f.one)).as("nothing to look at").isNull();
        f.first.dealloc(1, f.key);
        int next = f.bind(5);
        assertThat(f.second.releaseFilter(next).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.releaseFilter(next).ok()).isTrue();
        f.arrive(5, 1);
        assertThat(f.first.unclaimedPackets()).isEqualTo(1);
    }

    @Test
    void frameTakenByForceTakesItsFilterWithIt() {
        f.first.allocPages(4, f.key);
        f.first.bindFilter(NetworkFixture.filter(5), 0, List.of(1), f.key).get();
        f.kernel.revoke(1);
        f.pass(11_000);
        assertThat(f.events(KernelEvent.FilterRemoved.class)).hasSize(1);
        f.arrive(5, 1);
        assertThat(f.first.unclaimedPackets()).isEqualTo(1);
    }

    @Test
    void packetIsGatheredFromItsSendersFramesAndTheyArePinnedUntilThen() {
        f.first.allocFrame(1, f.key);
        f.machine.memory().write(0x1000 + 8, NetworkFixture.packet(3, 4), 0, 60);
        List<Exokernel.Piece> pieces = List.of(new Exokernel.Piece(1, 8, 14), new Exokernel.Piece(1, 22, 46));
        int request = f.first.sendPacket(pieces, f.key).get();
        f.pass(NetworkFixture.SENDING + 10);
        assertThat(f.sent)
                .singleElement()
                .satisfies(frame -> assertThat(frame.bytes()).isEqualTo(NetworkFixture.packet(3, 4)));
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketTransmitted(request, true));
        assertThat(f.first.dealloc(1, f.key).ok()).isTrue();
    }

    @Test
    void packetFromAFrameThatLeavesIsNotSentUnlessItHasBeenReadAlready() {
        f.first.allocPages(3, f.key);
        f.machine.memory().write(0x1000, NetworkFixture.packet(3, 4), 0, 60);
        int before = f.first
                .sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key)
                .get();
        int waits = f.first
                .sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key)
                .get();
        f.first.sendPacket(List.of(new Exokernel.Piece(2, 0, 60)), f.key).get();
        f.pass(10);
        f.first.dealloc(1, f.key);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketTransmitted(waits, false));
        assertThat(f.kernel.nextUpcall(f.one)).as("is still going out").isNull();
        f.second.allocFrame(1, f.otherKey);
        f.machine.memory().write(0x1000, NetworkFixture.packet(9, 9), 0, 60);
        f.pass(3 * NetworkFixture.SENDING);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketTransmitted(before, true));
        assertThat(f.sent).hasSize(2);
        assertThat(f.sent).noneSatisfy(frame -> assertThat(frame.at(14)).isEqualTo(9));
    }

    @Test
    void eachPacketOfAFrameThatLeavesIsCancelledOnce() {
        f.first.allocPages(3, f.key);
        List<Integer> requests = List.of(1, 0, 0, 2).stream()
                .map(frame -> f.first
                        .sendPacket(List.of(new Exokernel.Piece(frame, 0, 60)), f.key)
                        .get())
                .toList();
        assertThat(f.first.dealloc(0, f.key)).isEqualTo(new Result.Ok<>(true));
        assertThat(f.events(KernelEvent.PacketTransmitted.class))
                .containsExactly(
                        new KernelEvent.PacketTransmitted(requests.get(1), false),
                        new KernelEvent.PacketTransmitted(requests.get(2), false));
    }

    @Test
    void packetsThatAreNoneAreRefused() {
        f.first.allocFrame(1, f.key);
        f.second.allocFrame(2, f.otherKey);
        for (Exokernel.Piece piece : List.of(
                new Exokernel.Piece(1, -1, 60),
                new Exokernel.Piece(1, 4090, 60),
                new Exokernel.Piece(1, 0, 13),
                new Exokernel.Piece(1, 0, 1515),
                new Exokernel.Piece(1, 1, Integer.MAX_VALUE),
                new Exokernel.Piece(1, Integer.MAX_VALUE, 60),
                new Exokernel.Piece(-1, 0, 60))) {
            assertThat(f.first.sendPacket(List.of(piece), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        assertThat(f.first.sendPacket(List.of(), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first
                        .sendPacket(List.of(new Exokernel.Piece(2, 0, 60)), f.key)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first
                        .sendPacket(List.of(new Exokernel.Piece(60, 0, 60)), f.key)
                        .error())
                .as("the kernel's")
                .isEqualTo(KernelError.NOT_OWNER);
    }

    @Test
    void senderHasNoMoreThanItsQuotaOnTheWay() {
        f.first.allocFrame(1, f.key);
        List<Exokernel.Piece> packet = List.of(new Exokernel.Piece(1, 0, 60));
        for (int i = 0; i < NetworkCalls.MOST_SENDING; i++) {
            assertThat(f.first.sendPacket(packet, f.key).ok()).isTrue();
        }
        assertThat(f.first.sendPacket(packet, f.key).error()).isEqualTo(KernelError.QUOTA);
        f.second.allocFrame(2, f.otherKey);
        assertThat(f.second
                        .sendPacket(List.of(new Exokernel.Piece(2, 0, 60)), f.otherKey)
                        .ok())
                .as("others still can")
                .isTrue();
        f.pass(20 * NetworkFixture.SENDING);
        List<Exokernel.Piece> pieces = Collections.nCopies(16, new Exokernel.Piece(1, 0, 10));
        assertThat(f.first.sendPacket(pieces, f.key).ok()).isTrue();
        assertThat(f.first.sendPacket(packet, f.key).error()).isEqualTo(KernelError.QUOTA);
        assertThat(f.sent).hasSize(NetworkCalls.MOST_SENDING + 1);
    }

    @Test
    void cancellingDoesNotMakeRoomForMoreThanTheQuota() {
        for (int i = 0; i < 4; i++) {
            f.first.allocFrame(1, f.key).get();
            List<Exokernel.Piece> packet = List.of(new Exokernel.Piece(1, 0, 60));
            for (int n = 0; n < NetworkCalls.MOST_SENDING; n++) {
                Result<Integer> sent = f.first.sendPacket(packet, f.key);
                assertThat(sent.error()).isEqualTo(i == 0 ? null : KernelError.QUOTA);
            }
            f.first.dealloc(1, f.key).get();
        }
        f.second.allocFrame(2, f.otherKey);
        List<Exokernel.Piece> packet = List.of(new Exokernel.Piece(2, 0, 60));
        for (int n = 0; n < NetworkCalls.MOST_SENDING; n++) {
            assertThat(f.second.sendPacket(packet, f.otherKey).ok()).isTrue();
        }
        f.pass(20 * NetworkFixture.SENDING);
        f.first.allocFrame(1, f.key).get();
        List<Exokernel.Piece> pieces = Collections.nCopies(16, new Exokernel.Piece(1, 0, 10));
        assertThat(f.first.sendPacket(pieces, f.key).ok())
                .as("when the ring is through")
                .isTrue();
        assertThat(f.sent).hasSize(NetworkCalls.MOST_SENDING);
    }

    @Test
    void packetThatIsBeingReadWhenItsSenderEndsHoldsNothingBack() {
        f.first.allocFrame(1, f.key);
        f.first.sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key).get();
        f.pass(10);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.second.allocFrame(1, f.otherKey).ok()).isTrue();
        f.kernel.invariants().checkAll();
        f.pass(NetworkFixture.SENDING);
        assertThat(f.second.dealloc(1, f.otherKey).ok()).isTrue();
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
    }

    @Test
    void nothingIsLeftOfAnEnvironmentThatEnds() {
        f.bind(5);
        f.first.sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key);
        f.first.sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key);
        f.pass(10);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertThat(f.second.filters()).isEmpty();
        f.pass(3 * NetworkFixture.SENDING);
        f.arrive(5, 1);
        assertThat(f.second.unclaimedPackets()).isEqualTo(1);
        assertThat(f.sent).as("what was read already").hasSize(1);
        f.kernel.invariants().checkAll();
    }

    @Test
    void interfaceGoesOnReceivingAfterManyTimesItsBuffers() {
        int filter = f.bind(5);
        for (int i = 1; i <= 50; i++) {
            f.arrive(5, i);
            f.setWord(1, 4, i);
        }
        assertThat(f.first.ringState(filter)).containsExactly(new Exokernel.RingState(2, 50, 0, 0, 0, 0));
        assertThat(f.content(2, 1)).isEqualTo(50);
    }

    @Test
    void kernelWithoutNetworkSaysSo() {
        KernelFixture plain = new KernelFixture();
        assertThat(plain.first
                        .bindFilter(NetworkFixture.filter(1), 0, List.of(1), plain.key)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(plain.first
                        .sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), plain.key)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void filterThatIsRefusedForItsLengthTakesNoTimeByItsLength() {
        f.first.allocFrame(3, f.key);
        f.first.allocFrame(4, f.key);
        Filter endless = new Filter(Collections.nCopies(1_000_000, Atom.equal(12, 2, 0x9000)));
        long before = f.machine.clock().now();
        assertThat(f.first.bindFilter(endless, 3, List.of(4), f.key).error()).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.machine.clock().now() - before)
                .as("nobody else runs meanwhile: not even to answer a revocation")
                .isLessThan((long) Filter.MOST_ATOMS * Cost.FILTER_INSTALL.cycles());
    }
}
