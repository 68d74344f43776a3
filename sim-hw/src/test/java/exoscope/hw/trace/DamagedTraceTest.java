package exoscope.hw.trace;

import static exoscope.hw.trace.RandomRun.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, a reader gives its entries or one sentence. */
class DamagedTraceTest {
    private static final List<TraceEntry> ENTRIES = RandomRun.entries(3, 60);
    private static final byte[] TRACE = RandomRun.traceWithKeyframes(ENTRIES);
    private static final int HEADER = headerLength();

    @Test
    void aTraceCutOffAnywhereGivesTheWholeEntriesBeforeTheCut() {
        long before = 0;
        for (int length = HEADER; length < TRACE.length; length++) {
            byte[] cut = Arrays.copyOf(TRACE, length);
            TraceReader reader = new TraceReader(cut, EVENTS);
            int whole = (int) reader.entryCount();
            assertThat(reader.entries()).containsExactlyElementsOf(ENTRIES.subList(0, whole));
            assertThat(reader.warning())
                    .hasValueSatisfying(warning -> assertThat(warning)
                            .startsWith("The trace was cut off")
                            .contains(whole + " whole entries"));
            assertThat(reader.entryCount()).isGreaterThanOrEqualTo(before);
            before = reader.entryCount();
        }
        assertThat(before).isEqualTo(ENTRIES.size());
    }

    @Test
    void aTraceCutOffStillHasTheKeyframesBeforeTheCut() {
        TraceReader whole = new TraceReader(TRACE, EVENTS);
        TraceReader cut = new TraceReader(Arrays.copyOf(TRACE, TRACE.length - 1), EVENTS);
        assertThat(cut.keyframes()).isEqualTo(whole.keyframes()).hasSize(6);
        assertThat(cut.state(cut.keyframes().getLast(), RandomRun.TALLIES))
                .isEqualTo(whole.state(whole.keyframes().getLast(), RandomRun.TALLIES));
    }

    @Test
    void aTraceWithoutItsWholeHeaderIsMalformed() {
        for (int length = 0; length < HEADER; length++) {
            byte[] cut = Arrays.copyOf(TRACE, length);
            assertThatThrownBy(() -> new TraceReader(cut, EVENTS)).isInstanceOf(MalformedTraceException.class);
        }
    }

    @Test
    void anyChangedByteOfACompleteTraceIsNoticedWhenItIsOpened() {
        for (int at = 0; at < TRACE.length; at++) {
            byte[] changed = TRACE.clone();
            changed[at] ^= (byte) (1 << at % 8);
            assertThatThrownBy(() -> new TraceReader(changed, EVENTS))
                    .as("byte %d changed", at)
                    .isInstanceOf(MalformedTraceException.class);
        }
    }

    @Test
    void changedBytesOfATraceWithoutIndexGiveEntriesOrOneSentence() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = Arrays.copyOf(TRACE, TRACE.length - 1 - random.nextInt(TRACE.length - HEADER - 1));
            damage(changed, HEADER, changed.length, random);
            readEverything(changed);
        }
    }

    @Test
    void aForgedChecksumDoesNotMakeNonsenseReadable() {
        Random random = new Random(12);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = TRACE.clone();
            int from = random.nextBoolean() ? HEADER : changed.length - 60;
            damage(changed, from, changed.length - 12, random);
            CRC32 crc = new CRC32();
            crc.update(changed, 0, changed.length - 12);
            ByteBuffer.wrap(changed).putInt(changed.length - 12, (int) crc.getValue());
            readEverything(changed);
        }
    }

    @Test
    void aListThatClaimsToBeHugeAllocatesNothing() {
        byte[] claim = {0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertThatThrownBy(() -> RandomRun.TALLIES.decode(claim))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessage("The trace ends in the middle of a value (at byte 7 of the trace).");
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] later = TRACE.clone();
        later[8] = 2;
        assertThatThrownBy(() -> new TraceReader(later, EVENTS))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("format version 2 and this Exoscope reads version 1");
    }

    private static void damage(byte[] trace, int from, int end, Random random) {
        for (int i = random.nextInt(3); i >= 0 && from < end; i--) {
            trace[random.nextInt(from, end)] = (byte) random.nextInt();
        }
    }

    private static void readEverything(byte[] trace) {
        try {
            TraceReader reader = new TraceReader(trace, EVENTS);
            reader.keyframes().forEach(each -> reader.state(each, RandomRun.TALLIES));
            reader.entries().forEach(each -> assertThat(each.cycle()).isNotNegative());
        } catch (MalformedTraceException e) {
            assertThat(e).hasMessageMatching("[^\n]+ \\(at byte \\d+ of the trace\\)\\.");
        } catch (RuntimeException | OutOfMemoryError e) {
            fail("only a MalformedTraceException may come out", e);
        }
    }

    private static int headerLength() {
        ByteReader in = new ByteReader(TRACE, 0, TRACE.length);
        TraceHeader.read(in);
        return Math.toIntExact(in.offset());
    }
}
