package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Breaks what must hold about packets, past all checks of calls. */
class NetworkInvariantsTest {
    private final NetworkFixture f = new NetworkFixture();

    private void assertStops(String invariant, Runnable culprit) {
        assertThatExceptionOfType(InvariantBrokenException.class)
                .isThrownBy(culprit::run)
                .withMessageStartingWith(invariant);
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .singleElement()
                .satisfies(broken -> assertThat(broken.invariant()).isEqualTo(invariant));
    }

    @Test
    void filterOfOneThatLeadsToAnother() {
        int filter = f.bind(5);
        f.second.allocFrame(3, f.otherKey);
        ReceiveRing ring = new ReceiveRing(f.machine.memory(), 3, List.of(3));
        assertStops("one owner a filter", () -> f.kernel.network().bind(new Network.Binding(filter, f.two, ring)));
    }

    @Test
    void filterWithoutARing() {
        f.kernel.network().filters().install(f.one, NetworkFixture.filter(5));
        assertStops("one owner a filter", () -> f.arrive(5, 1));
    }

    @Test
    void ringWithoutAFilter() {
        int filter = f.bind(5);
        f.kernel.network().filters().remove(f.one, filter);
        assertStops("one owner a filter", f.kernel.invariants()::checkAll);
    }

    @Test
    void ringFrameFreedUnderItsFilter() {
        f.bind(5);
        f.kernel.frames().release(2);
        assertStops("no packet into a frame that its filter's owner does not own", () -> f.arrive(5, 1));
    }

    @Test
    void ringFrameOfSomebodyElse() {
        f.bind(5);
        f.kernel.frames().release(2);
        f.second.allocFrame(2, f.otherKey);
        assertStops("no packet into a frame that its filter's owner does not own", f.kernel.invariants()::checkAll);
    }

    @Test
    void frameFreedUnderAPacketThatIsToBeSent() {
        f.first.allocFrame(1, f.key);
        f.first.sendPacket(List.of(new Exokernel.Piece(1, 0, 60)), f.key);
        assertStops(
                "no DMA into a frame that its issuer does not own",
                () -> f.kernel.frames().release(1));
    }

    @Test
    void packetFromAFrameOfSomebodyElse() {
        f.second.allocFrame(1, f.otherKey);
        NetworkDriver driver = Objects.requireNonNull(f.kernel.network().driver());
        assertStops(
                "no DMA into a frame that its issuer does not own",
                () -> f.kernel.network().send(f.one, driver, List.of(new Exokernel.Piece(1, 0, 60))));
    }

    @Test
    void filterForTheDead() {
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertStops(
                "an environment that has ended owns nothing",
                () -> f.kernel.network().install(f.one, NetworkFixture.filter(5), 1, List.of(2)));
    }

    @Test
    void frameOfTheKernelsThatIsGivenAway() {
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.frames().bind(60, f.one, 1));
    }

    @Test
    void frameFreedUnderAPredicate() {
        f.first.allocFrame(1, f.key);
        f.first.waitUntil(PredicatesTest.WORD_SET, List.of(1), f.key).get();
        f.kernel.frames().release(1);
        assertStops("no predicate over a frame that its environment does not own", f.kernel.invariants()::checkAll);
    }

    @Test
    void predicateForTheDead() {
        Predicates.Predicate predicate = new Predicates.Predicate(PredicatesTest.never(f.kernel), List.of(), false);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertStops(
                "an environment that has ended owns nothing",
                () -> f.kernel.predicates().set(f.one, predicate));
    }
}
