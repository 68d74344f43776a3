package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it makes for an environment where in the vector its slices are: four of eight, the others a competitor's. */
class SlicePositionsTest {
    private static final long SLICE = 10_000;
    private static final int PAGES = 40;
    private static final int[] NEIGHBOURS = {0, 1, 2, 3};
    private static final int[] EQUIDISTANT = {0, 2, 4, 6};

    private final KernelFixture f = new KernelFixture();
    private final Processor processor = new Processor(f.kernel, SLICE);
    private long rounds;
    private long misses;

    /** Goes round its pages for ever: as many as the hardware TLB holds, but not for two. */
    private final class Rounds implements UserCode {
        private final int env;

        Rounds(int env) {
            this.env = env;
        }

        @Override
        public Departure resume() {
            while (!f.machine.clock().due()) {
                for (int page = 0; page < PAGES; page++) {
                    f.machine.clock().charge(1);
                    misses += f.kernel.translate(env, page << 12, false) < 0 ? 1 : 0;
                }
                rounds += env == f.one ? 1 : 0;
            }
            return Departure.PREEMPTED;
        }

        @Override
        public Ending ending() {
            return new Ending(0, "never ends");
        }

        @Override
        public void kill() {
            // holds nothing
        }
    }

    private void run(int[] positions) {
        for (int env : new int[] {f.one, f.two}) {
            Capability key = env == f.one ? f.key : f.otherKey;
            Exokernel calls = f.kernel.callsOf(env);
            int frame = calls.allocPages(1, key).get().getFirst();
            for (int page = 0; page < PAGES; page++) {
                calls.tlbWrite(page, frame, false, key);
            }
            processor.append(env, new Rounds(env));
        }
        f.first.deallocSlice(0);
        f.second.deallocSlice(1);
        List<Integer> others = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        for (int position : positions) {
            assertThat(f.first.allocSlice(position).ok()).isTrue();
            others.remove(Integer.valueOf(position));
        }
        others.forEach(f.second::allocSlice);
        processor.run(f.machine.clock().now() + 100 * SLICE);
        assertThat(misses).isZero();
    }

    /** The longest time that the environment did not run. */
    private long longestWait() {
        long longest = 0;
        long ended = 0;
        for (var entry : f.trace) {
            if (entry.env() == f.one && entry.event() instanceof KernelEvent.SliceStarted && ended > 0) {
                longest = Math.max(longest, entry.cycle() - ended);
            } else if (entry.env() == f.one && entry.event() instanceof KernelEvent.SliceEnded) {
                ended = entry.cycle();
            }
        }
        return longest;
    }

    @Test
    void equidistantSlicesMakeForShortWaits() {
        run(EQUIDISTANT);
        assertThat(longestWait()).isBetween(SLICE, 2 * SLICE);
    }

    @Test
    void neighbouringSlicesMakeForLongWaits() {
        run(NEIGHBOURS);
        assertThat(longestWait()).isBetween(4 * SLICE, 5 * SLICE);
    }

    @Test
    void neighbouringSlicesGetMoreDoneSinceFewerOthersDriveTheirPagesOut() {
        run(NEIGHBOURS);
        long together = rounds;
        SlicePositionsTest other = new SlicePositionsTest();
        other.run(EQUIDISTANT);
        assertThat(together).isGreaterThan(other.rounds + other.rounds / 100);
        assertThat(f.events(KernelEvent.StlbHit.class).size())
                .isLessThan(other.f.events(KernelEvent.StlbHit.class).size() / 2);
    }
}
