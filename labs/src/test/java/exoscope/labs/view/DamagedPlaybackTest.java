package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import exoscope.hw.trace.MalformedTraceException;
import exoscope.labs.engine.SkeletonRuns;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Whatever a recording was changed to, it is shown, or refused in one sentence. */
class DamagedPlaybackTest {
    private static final int ROUNDS = 600;
    private static final int CRC_AT_END = 12;
    private static final byte[] TRACE = SkeletonRuns.run("crowded").playback().bytes();

    @Test
    void changedBytesWithAFittingChecksumAreShownOrRefusedInOneSentence() {
        Random random = new Random(17);
        int shown = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = TRACE.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length - CRC_AT_END)] = (byte) random.nextInt();
            }
            shown += show(sealed(changed), random) ? 1 : 0;
        }
        assertThat(shown).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
    }

    @Test
    void whatIsLeftOfARecordingIsShownOrRefusedInOneSentence() {
        Random random = new Random(18);
        for (int round = 0; round < ROUNDS / 5; round++) {
            byte[] cut = Arrays.copyOf(TRACE, random.nextInt(TRACE.length));
            if (cut.length > 0 && random.nextBoolean()) {
                cut[random.nextInt(cut.length)] = (byte) random.nextInt();
            }
            show(cut, random);
        }
    }

    private static byte[] sealed(byte[] trace) {
        CRC32 crc = new CRC32();
        crc.update(trace, 0, trace.length - CRC_AT_END);
        return ByteBuffer.wrap(trace)
                .putInt(trace.length - CRC_AT_END, (int) crc.getValue())
                .array();
    }

    /** Does what a window does. Returns whether all of it could be shown. */
    private static boolean show(byte[] trace, Random random) {
        try {
            Playback playback = new Playback(trace);
            Narration narration = new Narration(playback);
            narration.at(playback.events());
            for (int i = 0; i < 3 && playback.events() > 0; i++) {
                long place = random.nextLong(playback.events());
                narration.at(place);
                narration.sentence(place);
                playback.viewAtCycle(random.nextLong(1 + playback.lastCycle()));
            }
            return true;
        } catch (MalformedTraceException e) {
            assertThat(e).hasMessageMatching("[^\n]+ \\(at byte \\d+ of the trace\\)\\.");
            return false;
        } catch (RuntimeException | OutOfMemoryError e) {
            return fail("only a MalformedTraceException may come out", e);
        }
    }
}
