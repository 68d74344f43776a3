package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.Exokernel.Repossession;
import exoscope.kernel.Resource.Slice;
import org.junit.jupiter.api.Test;

class SliceRevocationTest {
    private final KernelFixture f = new KernelFixture();

    private void give(int env, int... positions) {
        for (int position : positions) {
            f.kernel.vector().bind(position, env);
        }
    }

    @Test
    void ownerIsToldWhichSliceAndGivesItBack() {
        give(f.one, 3, 5);
        assertThat(f.kernel.revoke(new Slice(5))).isTrue();
        long deadline = f.events(KernelEvent.ResourceRequested.class).getFirst().deadline();
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.Revoke(new Slice(5), deadline));
        assertThat(f.first.acknowledge(new Slice(3)).error()).isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.acknowledge(5).error()).as("frame 5").isEqualTo(KernelError.NO_REVOCATION);
        assertThat(f.first.acknowledge(new Slice(5)).ok()).isTrue();
        assertThat(f.first.slices().get(5)).isZero();
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).isEmpty();
    }

    @Test
    void sliceThatIsGivenBackWhileItIsAskedForIsAcknowledged() {
        give(f.one, 3, 5);
        f.kernel.revoke(new Slice(5));
        assertThat(f.first.deallocSlice(5).ok()).isTrue();
        assertThat(f.events(KernelEvent.ResourceReturned.class))
                .containsExactly(new KernelEvent.ResourceReturned(Resource.Kind.SLICE, 5, 1));
        assertThat(f.kernel.nextUpcall(f.one)).as("has its outcome already").isNull();
    }

    @Test
    void silenceCostsTheSliceAndTheVectorOfRepossessionsSaysSo() {
        give(f.one, 3, 5);
        f.kernel.revoke(new Slice(5));
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.first.slices().get(5)).isZero();
        assertThat(f.first.takeRepossessions()).containsExactly(new Repossession(new Slice(5), -1));
        assertThat(new Repossession(new Slice(5), -1).frame()).as("not a frame").isEqualTo(-1);
    }

    @Test
    void lastSliceIsNeverAskedFor() {
        give(f.one, 3, 5);
        assertThat(f.kernel.revoke(new Slice(3))).isTrue();
        assertThat(f.kernel.revoke(new Slice(5))).isFalse();
        assertThat(f.kernel.revoke(new Slice(3))).as("twice").isFalse();
        assertThat(f.kernel.revoke(new Slice(4))).as("nobody's").isFalse();
        assertThat(f.kernel.revoke(new Slice(-1))).isFalse();
    }

    @Test
    void sliceHasNoStateToBeSaved() {
        give(f.one, 3, 5);
        f.first.allocExtent(1);
        assertThat(f.first.preloadRepossession(new Slice(5), 0).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void sliceOfOneThatHasMoreIsAskedForAndKeptForWhoeverAskedFirst() {
        give(f.one, 2, 3, 4, 5);
        int three = f.kernel.createEnvironment("three", 0);
        assertThat(f.second.allocSlice(4).error()).isEqualTo(KernelError.SHORT);
        assertThat(f.kernel.callsOf(three).allocSlice(4).error()).isEqualTo(KernelError.IN_USE);
        f.first.acknowledge(new Slice(4));
        assertThat(f.first.allocSlice(4).error())
                .as("the victim may not take back what it gave for another")
                .isEqualTo(KernelError.IN_USE);
        assertThat(f.kernel.callsOf(three).allocSlice(4).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.second.allocSlice(4).ok()).isTrue();
        assertThat(f.events(KernelEvent.ResourceRequested.class)).hasSize(1);
    }

    @Test
    void claimThatIsNotFollowedUpLapses() {
        give(f.one, 2, 3, 4, 5);
        f.second.allocSlice(4);
        f.first.acknowledge(new Slice(4));
        f.pass(Demands.LAPSES_AFTER);
        assertThat(f.first.allocSlice(4).ok()).isTrue();
    }

    @Test
    void claimOfTheDeadIsForgotten() {
        give(f.one, 2, 3, 4, 5);
        f.second.allocSlice(4);
        f.kernel.destroyEnvironment(f.two, 0, "over");
        f.first.acknowledge(new Slice(4));
        assertThat(f.first.allocSlice(4).ok()).isTrue();
    }

    @Test
    void nobodyTakesMoreThanAFairShareHoweverManyItAsksForAtOnce() {
        give(f.one, 0, 1, 2, 3, 4, 5);
        for (int position = 0; position < 6; position++) {
            f.second.allocSlice(position);
        }
        f.pass(2 * KernelFixture.DEADLINE);
        for (int position = 0; position < 6; position++) {
            f.second.allocSlice(position);
        }
        assertThat(f.first.slices().stream().filter(env -> env == f.one).count())
                .isEqualTo(3);
        assertThat(f.first.slices().stream().filter(env -> env == f.two).count())
                .isEqualTo(3);
    }

    @Test
    void twoDoNotTakeTurnsInTakingTheSameSlice() {
        give(f.one, 0, 1);
        assertThat(f.second.allocSlice(1).error()).isEqualTo(KernelError.SHORT);
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.second.allocSlice(1).ok()).isTrue();
        assertThat(f.first.allocSlice(1).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.events(KernelEvent.CallRefused.class).getLast().reason())
                .contains("no more than it is guaranteed");
    }

    @Test
    void claimThatCannotBeMetSaysWhy() {
        give(f.one, 0, 1, 2);
        give(f.two, 3, 4);
        assertThat(f.second.allocSlice(0).error()).isEqualTo(KernelError.IN_USE);
        assertThat(f.events(KernelEvent.CallRefused.class).getLast().reason())
                .isEqualTo("slice 0 is taken, and environment 1 would keep 2, less than the 3 of environment 2");
        assertThat(f.events(KernelEvent.ResourceRequested.class)).isEmpty();
    }

    @Test
    void sliceThatIsTakenWhileItRunsRunsToItsEnd() {
        Processor processor = new Processor(f.kernel, 1_000);
        processor.append(f.one, new Script(f.kernel, f.one).compute(40_000));
        give(f.one, 1);
        f.kernel.revoke(new Slice(0));
        processor.run(100_000);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(1);
        assertThat(f.kernel.ledger().charged()).isEqualTo(f.machine.clock().now());
        assertThat(f.events(KernelEvent.SliceStarted.class).getLast().position())
                .isEqualTo(1);
    }

    @Test
    void endOfTheOwnerEndsTheRequestByForceOnce() {
        give(f.one, 2, 3, 4);
        f.kernel.revoke(new Slice(3));
        f.kernel.revoke(new Slice(4));
        f.kernel.destroyEnvironment(f.one, 0, "over");
        f.pass(2 * KernelFixture.DEADLINE);
        assertThat(f.events(KernelEvent.ResourceRepossessed.class)).hasSize(2);
        assertThat(f.events(KernelEvent.SliceReleased.class)).hasSize(3);
    }
}
