package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation of every kind of resource at every place of a hostile sequence of calls, judged from the trace alone. */
class ResourceScheduleTest {
    private static final int CALLS = 80;

    /** Makes the calls of a seed; before call {@code place}, two of each kind are asked for, at once. */
    private static NetworkFixture runAskingAt(long seed, int place) {
        NetworkFixture f = new NetworkFixture();
        Random random = new Random(seed);
        f.bind(5);
        f.first.allocPages(8, f.key);
        f.first.bindFilter(NetworkFixture.filter(6), 0, List.of(3), f.key);
        f.first.allocExtent(8);
        for (int position = 0; position < 4; position++) {
            f.first.allocSlice(position);
        }
        for (int call = 0; call < CALLS; call++) {
            if (call == place) {
                askForTwoOfEach(f);
            }
            hostileCall(f, random);
        }
        f.pass(40_000);
        return f;
    }

    private static void askForTwoOfEach(NetworkFixture f) {
        f.kernel.framesOf(f.one).stream().limit(2).forEach(f.kernel::revoke);
        f.first.filters().forEach(filter -> f.kernel.revoke(new Resource.Filter(filter.id())));
        for (int i = 0; i < 4; i++) {
            f.kernel.revoke(new Resource.Slice(i));
            f.kernel.revoke(new Resource.Extent(2 * i, 2));
        }
    }

    private static void hostileCall(NetworkFixture f, Random random) {
        int number = random.nextInt(12) - 1;
        Exokernel caller = random.nextInt(4) == 0 ? f.second : f.first;
        Capability key = random.nextInt(8) == 0 ? f.otherKey : f.key;
        switch (random.nextInt(16)) {
            case 0 -> caller.acknowledge(number);
            case 1 -> caller.acknowledge(new Resource.Slice(number));
            case 2 -> caller.acknowledge(new Resource.Extent(number, 2));
            case 3 -> caller.acknowledge(new Resource.Filter(number));
            case 4 -> caller.dealloc(number, key);
            case 5 -> caller.deallocSlice(number);
            case 6 -> caller.deallocExtent(number, random.nextInt(4));
            case 7 -> caller.releaseFilter(number);
            case 8 -> caller.allocSlice(number);
            case 9 -> caller.allocExtentAt(number, random.nextInt(4));
            case 10 -> caller.bindFilter(NetworkFixture.filter(number), number, List.of(number + 1), key);
            case 11 -> caller.preloadRepossession(new Resource.Extent(number, 2), random.nextInt(12));
            case 12 -> caller.writeBlock(random.nextInt(8), number, key);
            case 13 -> caller.preloadRepossession(number, random.nextInt(8));
            case 14 -> f.arrive(5, number);
            default -> f.pass(random.nextInt(1_500));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void everyRevocationOfEveryKindHasExactlyOneOutcomeWhereverItIsMade(long seed) {
        Map<Resource.Kind, Integer> asked = new HashMap<>();
        for (int place = 0; place < CALLS; place++) {
            NetworkFixture f = runAskingAt(seed, place);
            assertOneOutcomeEach(f.trace).forEach(each -> asked.merge(each.kind(), 1, Integer::sum));
            f.kernel.invariants().checkAll();
        }
        assertThat(asked)
                .hasSize(4)
                .allSatisfy(
                        (kind, times) -> assertThat(times).as(kind.toString()).isGreaterThan(CALLS / 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void endOfTheOwnerEndsWhateverIsOpenOnce(long seed) {
        for (int place = 0; place < CALLS; place += 7) {
            NetworkFixture f = runAskingAt(seed, place);
            askForTwoOfEach(f);
            f.kernel.destroyEnvironment(f.one, 0, "over");
            f.pass(40_000);
            assertThat(assertOneOutcomeEach(f.trace)).isNotEmpty();
        }
    }

    /** Checks a whole trace; returns what was asked for. */
    private static List<Resource> assertOneOutcomeEach(List<TraceEntry> trace) {
        Map<Resource, Integer> open = new HashMap<>();
        List<Resource> asked = new ArrayList<>();
        for (TraceEntry entry : trace) {
            Resource begun = begun(entry);
            Resource ended = ended(entry);
            if (begun != null) {
                assertThat(open.put(begun, entry.env())).as("asked twice").isNull();
                asked.add(begun);
            } else if (ended != null) {
                assertThat(open.remove(ended)).as("end of " + ended).isEqualTo(entry.env());
            } else {
                Resource gone = gone(entry);
                assertThat(gone == null || !open.containsKey(gone))
                        .as("given back without an outcome: " + gone)
                        .isTrue();
            }
        }
        assertThat(open).as("never ended").isEmpty();
        return asked;
    }

    private static @Nullable Resource begun(TraceEntry entry) {
        return switch (entry.event()) {
            case KernelEvent.RevocationRequested event -> new Resource.Frame(event.frame());
            case KernelEvent.ResourceRequested event -> Resource.of(event.kind(), event.first(), event.units());
            default -> null;
        };
    }

    private static @Nullable Resource ended(TraceEntry entry) {
        return switch (entry.event()) {
            case KernelEvent.RevocationAcknowledged event -> new Resource.Frame(event.frame());
            case KernelEvent.RevocationAborted event -> new Resource.Frame(event.frame());
            case KernelEvent.ResourceReturned event -> Resource.of(event.kind(), event.first(), event.units());
            case KernelEvent.ResourceRepossessed event -> Resource.of(event.kind(), event.first(), event.units());
            default -> null;
        };
    }

    private static @Nullable Resource gone(TraceEntry entry) {
        return switch (entry.event()) {
            case KernelEvent.FrameReleased event -> new Resource.Frame(event.frame());
            case KernelEvent.SliceReleased event -> new Resource.Slice(event.position());
            case KernelEvent.ExtentReleased event -> new Resource.Extent(event.firstBlock(), event.blocks());
            case KernelEvent.FilterRemoved event -> new Resource.Filter(event.filter());
            default -> null;
        };
    }
}
