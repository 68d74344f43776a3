package exoscope.hw.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/machine.md, section 6.8. */
class ChannelTest {
    private static final LinkModel MODEL = LinkModel.ETHERNET_100;
    private static final int FRAMES = 10_000;

    private record Arrival(int frame, long cycle, boolean intact) {}

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[60];
        bytes[20] = (byte) (number >>> 8);
        bytes[21] = (byte) number;
        return bytes;
    }

    private static List<Arrival> arrivals(LinkModel model, long seed) {
        List<Arrival> arrivals = new ArrayList<>();
        Channel channel = new Channel(
                model, seed, (frame, cycle) -> arrivals.add(new Arrival(frame.shortAt(20), cycle, frame.intact())));
        for (int i = 0; i < FRAMES; i++) {
            channel.send(Frame.of(bytes(i)), 1_000L * i);
        }
        assertThat(channel.sent()).isEqualTo(FRAMES);
        assertThat(arrivals).hasSize((int) (FRAMES - channel.lost() + channel.duplicated()));
        return arrivals;
    }

    @Test
    void perfectLinkKeepsOrderAndTime() {
        List<Arrival> arrivals = arrivals(MODEL, 1);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(arrivals.get(i)).isEqualTo(new Arrival(i, 1_000L * i + 2 * 84 + 250, true));
        }
    }

    @Test
    void lossTakesAboutAsManyFramesAsItSays() {
        assertThat(arrivals(MODEL.withLoss(250_000), 2)).hasSizeBetween(7_300, 7_700);
    }

    @Test
    void duplicatesArriveOneAfterTheOther() {
        List<Arrival> arrivals = arrivals(MODEL.withDuplication(250_000), 3);
        assertThat(arrivals).hasSizeBetween(12_300, 12_700);
        assertThat(arrivals.stream().map(Arrival::frame).distinct()).hasSize(FRAMES);
    }

    @Test
    void lateFramesAreOvertaken() {
        List<Arrival> arrivals = arrivals(MODEL.withReordering(100_000, 5_500), 4);
        assertThat(arrivals)
                .filteredOn(each -> each.cycle() > 1_000L * each.frame() + 5_000)
                .hasSizeBetween(850, 1_150);
    }

    @Test
    void corruptionIsAlwaysFoundByTheCheckSequence() {
        List<Arrival> arrivals = arrivals(MODEL.withCorruption(1_000_000), 5);
        assertThat(arrivals).hasSize(FRAMES).noneMatch(Arrival::intact);
    }

    @Test
    void sameSeedDoesTheSameToTheSameFrames() {
        LinkModel bad = MODEL.withLoss(100_000)
                .withDuplication(100_000)
                .withReordering(100_000, 3_000)
                .withCorruption(100_000);
        assertThat(arrivals(bad, 6)).isEqualTo(arrivals(bad, 6)).isNotEqualTo(arrivals(bad, 7));
    }

    @Test
    void framesThatAreLostWithoutOtherTroubleAreLostWithItToo() {
        List<Integer> lossOnly = arrivals(MODEL.withLoss(100_000), 8).stream()
                .map(Arrival::frame)
                .toList();
        List<Integer> both = arrivals(MODEL.withLoss(100_000).withDuplication(500_000), 8).stream()
                .map(Arrival::frame)
                .distinct()
                .toList();
        assertThat(both).isEqualTo(lossOnly);
    }

    @Test
    void lineCarriesOneFrameAtATime() {
        List<Long> cycles = new ArrayList<>();
        Channel channel = new Channel(MODEL, 1, (frame, cycle) -> cycles.add(cycle));
        assertThat(channel.send(Frame.of(bytes(1)), 10)).isEqualTo(10 + 168);
        assertThat(channel.send(Frame.of(bytes(2)), 10)).isEqualTo(10 + 2 * 168);
        assertThat(cycles).containsExactly(10 + 168 + 250L, 10 + 2 * 168 + 250L);
    }

    @Test
    void impossibleLinkIsRefused() {
        assertThatThrownBy(() -> MODEL.withLoss(1_000_001)).hasMessage("loss of 1000001 in a million");
        assertThatThrownBy(() -> MODEL.withLatency(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
