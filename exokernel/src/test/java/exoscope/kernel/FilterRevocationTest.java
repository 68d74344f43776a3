package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.Exokernel.Repossession;
import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterRevocationTest {
    private static final Filter EVERYTHING = Filter.of(Atom.equal(12, 2, 0x9000));

    private final NetworkFixture f = new NetworkFixture();

    private int bind(Exokernel calls, Capability key, Filter filter, int ring) {
        calls.allocFrame(ring, key);
        calls.allocFrame(ring + 1, key);
        return calls.bindFilter(filter, ring, List.of(ring + 1), key).get();
    }

    @Test
    void filterThatIsGivenBackIsAcknowledgedHoweverThatIsSaid() {
        int a = f.bind(5);
        int b = bind(f.first, f.key, NetworkFixture.filter(6), 10);
        assertThat(f.kernel.revoke(new Resource.Filter(a))).isTrue();
        assertThat(f.kernel.revoke(new Resource.Filter(b))).isTrue();
        assertThat(f.first.acknowledge(new Resource.Filter(a)).ok()).isTrue();
        assertThat(f.first.releaseFilter(b).ok()).isTrue();
        f.pass(30_000);
        assertThat(f.first.filters()).isEmpty();
        assertThat(f.events(KernelEvent.ResourceReturned.class)).hasSize(2);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).isEmpty();
    }

    @Test
    void packetsThatWaitStayInTheOwnersRingWhenTheFilterIsTaken() {
        int filter = f.bind(5);
        f.arrive(5, 42);
        f.kernel.revoke(new Resource.Filter(filter));
        f.pass(30_000);
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(new Resource.Filter(filter), -1));
        assertThat(f.content(2, 0)).isEqualTo(42);
        assertThat(f.first.ownerOf(2)).isEqualTo(f.one);
        f.arrive(5, 43);
        assertThat(f.first.unclaimedPackets()).isEqualTo(1);
        assertThat(f.content(2, 1)).as("no longer written to").isZero();
    }

    @Test
    void filterThatGoesWithAFrameGivenBackIsAcknowledgedWithIt() {
        int filter = f.bind(5);
        f.first.allocPages(4, f.key);
        f.kernel.revoke(new Resource.Filter(filter));
        f.kernel.revoke(2);
        assertThat(f.first.acknowledge(2).ok()).isTrue();
        assertThat(f.first.acknowledge(new Resource.Filter(filter)).error()).isEqualTo(KernelError.NO_REVOCATION);
        f.pass(30_000);
        assertThat(f.events(KernelEvent.ResourceReturned.class)).hasSize(1);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).isEmpty();
        assertThat(f.first.takeRepossessions()).isEmpty();
    }

    @Test
    void filterThatGoesWithAFrameTakenByForceIsTakenWithIt() {
        int filter = f.bind(5);
        f.first.allocPages(4, f.key);
        f.kernel.revoke(2);
        f.pass(5_000);
        f.kernel.revoke(new Resource.Filter(filter));
        f.pass(30_000);
        assertThat(f.first.takeRepossessions())
                .containsExactlyInAnyOrder(new Repossession(2, -1), new Repossession(new Resource.Filter(filter), -1));
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(1);
        f.kernel.invariants().checkAll();
    }

    @Test
    void bothDueAtTheSameMomentEndOnceEach() {
        int filter = f.bind(5);
        f.first.allocPages(4, f.key);
        f.kernel.revoke(new Resource.Filter(filter));
        f.kernel.revoke(2);
        f.kernel.revoke(1);
        f.pass(30_000);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(1);
        assertThat(f.events(KernelEvent.RevocationAborted.class)).hasSize(2);
        assertThat(f.events(KernelEvent.FilterRemoved.class)).hasSize(1);
    }

    @Test
    void catchAllOfOneWithManyFiltersIsAskedForWhenAnotherWantsSomeOfIt() {
        int hog = bind(f.first, f.key, EVERYTHING, 10);
        bind(f.first, f.key, Filter.of(Atom.equal(12, 2, 0x9001)), 12);
        f.second.allocFrame(20, f.otherKey);
        f.second.allocFrame(21, f.otherKey);
        assertThat(f.second
                        .bindFilter(NetworkFixture.filter(5), 20, List.of(21), f.otherKey)
                        .error())
                .isEqualTo(KernelError.SHORT);
        assertThat(f.first.acknowledge(new Resource.Filter(hog)).ok()).isTrue();
        f.first.allocFrame(14, f.key);
        f.first.allocFrame(15, f.key);
        assertThat(f.first.bindFilter(EVERYTHING, 14, List.of(15), f.key).error())
                .as("it would be in the claimant's way")
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.second
                        .bindFilter(NetworkFixture.filter(5), 20, List.of(21), f.otherKey)
                        .ok())
                .isTrue();
    }

    @Test
    void onlyFilterOfAnotherIsNotAskedFor() {
        bind(f.first, f.key, EVERYTHING, 10);
        f.second.allocFrame(20, f.otherKey);
        f.second.allocFrame(21, f.otherKey);
        assertThat(f.second
                        .bindFilter(NetworkFixture.filter(5), 20, List.of(21), f.otherKey)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.events(KernelEvent.ResourceRequested.class)).isEmpty();
    }

    @Test
    void filterThatMakesNoSenseClaimsNothing() {
        bind(f.first, f.key, EVERYTHING, 10);
        bind(f.first, f.key, Filter.of(Atom.equal(12, 2, 0x9001)), 12);
        f.second.allocFrame(20, f.otherKey);
        f.second.allocFrame(21, f.otherKey);
        assertThat(f.second
                        .bindFilter(Filter.of(Atom.equal(-1, 1, 5)), 20, List.of(21), f.otherKey)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.events(KernelEvent.ResourceRequested.class)).isEmpty();
    }

    @Test
    void frameThatTheInterfaceIsSendingFromIsTakenAndTheFilterOfItsOwnerLives() {
        f.bind(5);
        f.first.allocPages(4, f.key);
        f.first.allocFrame(30, f.key);
        f.first.sendPacket(List.of(new Exokernel.Piece(30, 0, 60)), f.key);
        f.kernel.revoke(30);
        assertThat(f.first.acknowledge(30).ok()).isTrue();
        assertThat(f.events(KernelEvent.PacketTransmitted.class))
                .singleElement()
                .satisfies(sent -> assertThat(sent.ok()).isFalse());
        assertThat(f.first.filters()).hasSize(1);
    }

    @Test
    void endOfTheOwnerTakesFilterAndFrameOnceEach() {
        int filter = f.bind(5);
        f.first.allocPages(4, f.key);
        f.kernel.revoke(new Resource.Filter(filter));
        f.kernel.revoke(2);
        f.kernel.destroyEnvironment(f.one, 0, "over");
        f.pass(30_000);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(1);
        assertThat(f.events(KernelEvent.RevocationAborted.class)).hasSize(1);
        assertThat(f.events(KernelEvent.FilterRemoved.class)).hasSize(1);
    }
}
