package exoscope.hw.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/machine.md, section 6.8. */
class TamperingTest {
    private static final LinkModel MODEL = LinkModel.ETHERNET_100;

    private final List<String> arrivals = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Tampering tampering =
            new Tampering((frame, deed, cycles) -> told.add("%s %d %d".formatted(deed, frame, cycles)));
    private final Station there = tampering.before((frame, cycle) -> note("there", frame, cycle), MODEL);
    private final Station back = tampering.before((frame, cycle) -> note("back", frame, cycle), MODEL);

    private void note(String way, Frame frame, long cycle) {
        arrivals.add("%s %d at %d".formatted(way, frame.at(20), cycle));
    }

    private static Frame frame(int number) {
        byte[] bytes = new byte[60];
        bytes[20] = (byte) number;
        return Frame.of(bytes);
    }

    @Test
    void framesOfBothDirectionsAreCountedTogetherAndOnlyTheNamedOneIsLost() {
        tampering.lose(2);
        there.arrive(frame(7), 100);
        back.arrive(frame(8), 200);
        there.arrive(frame(9), 300);
        assertThat(arrivals).containsExactly("there 7 at 100", "there 9 at 300");
        assertThat(told).containsExactly("LOST 2 0");
        assertThat(tampering.sent()).isEqualTo(3);
    }

    @Test
    void duplicateFollowsWhenTheLineCouldHaveCarriedItAgain() {
        tampering.duplicate(1);
        there.arrive(frame(7), 100);
        there.arrive(frame(8), 300);
        assertThat(arrivals).containsExactly("there 7 at 100", "there 7 at " + (100 + 2 * 84), "there 8 at 300");
        assertThat(told).containsExactly("DUPLICATED 1 0");
    }

    @Test
    void delayedFrameIsOvertaken() {
        tampering.delay(1, 400);
        tampering.delay(1, 100);
        there.arrive(frame(7), 100);
        there.arrive(frame(8), 300);
        assertThat(arrivals).containsExactly("there 7 at 600", "there 8 at 300");
        assertThat(told).containsExactly("DELAYED 1 500");
    }

    @Test
    void lostFrameIsNotDuplicatedAndDelaysAreNotNegative() {
        tampering.lose(1);
        tampering.duplicate(1);
        there.arrive(frame(7), 100);
        assertThat(arrivals).isEmpty();
        assertThatThrownBy(() -> tampering.delay(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
