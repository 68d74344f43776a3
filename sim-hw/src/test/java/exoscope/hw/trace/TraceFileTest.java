package exoscope.hw.trace;

import static exoscope.hw.trace.RandomRun.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.HwEvent.DiskFinished;
import exoscope.hw.trace.HwEvent.TlbDropped;
import exoscope.hw.trace.RandomRun.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFileTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasWrittenIsRead(long seed) {
        List<TraceEntry> entries = RandomRun.entries(seed, 500);
        assertThat(RandomRun.read(RandomRun.trace(entries))).isEqualTo(entries);
    }

    @Test
    void theRandomRunHasEveryKindOfHardwareEvent() {
        List<Class<?>> seen = RandomRun.entries(1, 500).stream()
                .<Class<?>>map(entry -> entry.event().getClass())
                .distinct()
                .toList();
        assertThat(seen).containsExactlyInAnyOrder(HwEvent.class.getPermittedSubclasses());
    }

    @Test
    void anEmptyTraceIsComplete() {
        TraceReader reader = new TraceReader(RandomRun.trace(List.of()), EVENTS);
        assertThat(reader.entries()).isEmpty();
        assertThat(reader.warning()).isEmpty();
        assertThat(reader.keyframeBeforeSeq(0)).isEmpty();
    }

    @Test
    void equalEventsGiveEqualBytes() {
        assertThat(RandomRun.traceWithKeyframes(RandomRun.entries(9, 100)))
                .isEqualTo(RandomRun.traceWithKeyframes(RandomRun.entries(9, 100)));
    }

    @Test
    void theOrderInWhichMetadataWasGivenDoesNotMatter() throws IOException {
        Map<String, String> forth = new LinkedHashMap<>();
        forth.put("a", "1");
        forth.put("b", "2");
        Map<String, String> back = new LinkedHashMap<>();
        back.put("b", "2");
        back.put("a", "1");
        assertThat(emptyTrace(forth)).isEqualTo(emptyTrace(back));
        assertThat(new TraceReader(emptyTrace(back), EVENTS).metadata()).isEqualTo(forth);
    }

    @Test
    void aTraceInAFileIsRead(@TempDir Path folder) throws IOException {
        List<TraceEntry> entries = RandomRun.entries(5, 20);
        Path file = Files.write(folder.resolve("run.exotrace"), RandomRun.trace(entries));
        assertThat(TraceReader.open(file, EVENTS).entries()).containsExactlyElementsOf(entries);
    }

    @Test
    void keyframesDoNotChangeWhatIsRead() {
        List<TraceEntry> entries = RandomRun.entries(6, 105);
        assertThat(RandomRun.read(RandomRun.traceWithKeyframes(entries))).isEqualTo(entries);
    }

    @Test
    void seekingToAnyEntryGivesTheStateOfReadingFromTheStart() {
        List<TraceEntry> entries = RandomRun.entries(7, 105);
        TraceReader reader = new TraceReader(RandomRun.traceWithKeyframes(entries), EVENTS);
        Tally expected = Tally.START;
        for (TraceEntry target : entries) {
            assertThat(stateBefore(reader, target.seq())).isEqualTo(expected);
            expected = expected.after(target);
        }
        assertThat(reader.keyframes()).hasSize(10);
    }

    @Test
    void theKeyframeBeforeACycleHoldsNothingLaterAndNoLaterOneWouldDo() {
        List<TraceEntry> entries = RandomRun.entries(8, 200);
        TraceReader reader = new TraceReader(RandomRun.traceWithKeyframes(entries), EVENTS);
        for (TraceEntry each : entries) {
            List<Keyframe> fitting = reader.keyframes().stream()
                    .filter(keyframe -> keyframe.cycle() <= each.cycle())
                    .toList();
            assertThat(reader.keyframeBeforeCycle(each.cycle()).stream().toList())
                    .isEqualTo(fitting.subList(Math.max(0, fitting.size() - 1), fitting.size()));
        }
    }

    @Test
    void entriesFromAKeyframeAreTheRestOfTheTrace() {
        List<TraceEntry> entries = RandomRun.entries(7, 105);
        TraceReader reader = new TraceReader(RandomRun.traceWithKeyframes(entries), EVENTS);
        assertThat(reader.keyframes())
                .allSatisfy(keyframe -> assertThat(reader.entriesFrom(keyframe))
                        .containsExactlyElementsOf(entries.subList((int) keyframe.seq(), entries.size())));
    }

    @Test
    void aReaderWithOtherEventTypesRefuses() {
        EventCodec other = new EventCodec(List.of(TlbDropped.class));
        assertThatThrownBy(() -> new TraceReader(RandomRun.trace(List.of()), other))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("another schema")
                .hasMessageContaining("MachineStarted(int frames")
                .hasMessageContaining("TlbDropped(int index");
    }

    @Test
    void aStateOfAnotherTypeIsRefused() {
        TraceReader reader = new TraceReader(RandomRun.traceWithKeyframes(RandomRun.entries(1, 10)), EVENTS);
        RecordCodec<DiskFinished> other = new RecordCodec<>(DiskFinished.class);
        assertThatThrownBy(() -> reader.state(reader.keyframes().getFirst(), other))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("another schema");
    }

    @Test
    void anEntryOutOfOrderIsRefusedAndLeavesTheFileAsItWas() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TraceEntry first = new TraceEntry(0, 5, 1, new DiskFinished(1, true));
        try (TraceWriter writer = new TraceWriter(out, EVENTS, Map.of())) {
            writer.accept(first);
            assertThatIllegalArgumentException().isThrownBy(() -> writer.accept(first));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.accept(new TraceEntry(1, 4, 1, new DiskFinished(2, true))))
                    .withMessage("Entry 1 at cycle 4 cannot follow 1 entries up to cycle 5.");
        }
        assertThat(RandomRun.read(out.toByteArray())).containsExactly(first);
    }

    @Test
    void aFullDiskLeavesATraceThatCanBeReadUpToItsLastWholeEntry() throws IOException {
        List<TraceEntry> entries = RandomRun.entries(4, 8000);
        SmallDisk disk = new SmallDisk();
        TraceWriter writer = new TraceWriter(disk, EVENTS, Map.of());
        assertThatThrownBy(() -> entries.forEach(writer::accept)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> writer.accept(entries.getFirst()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed");
        writer.close();
        TraceReader reader = new TraceReader(disk.kept.toByteArray(), EVENTS);
        assertThat(reader.warning()).isPresent();
        assertThat(reader.entries()).isNotEmpty().containsExactlyElementsOf(entries.subList(0, (int)
                reader.entryCount()));
    }

    /** Takes ten thousand bytes and no more. */
    private static final class SmallDisk extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int octet) throws IOException {
            if (kept.size() == 10_000) {
                throw new IOException("the disk is full");
            }
            kept.write(octet);
        }
    }

    private static Tally stateBefore(TraceReader reader, long seq) {
        Keyframe from = reader.keyframeBeforeSeq(seq).orElse(null);
        Tally state = from == null ? Tally.START : reader.state(from, RandomRun.TALLIES);
        for (TraceEntry each : from == null ? reader.entries() : reader.entriesFrom(from)) {
            if (each.seq() == seq) {
                break;
            }
            state = state.after(each);
        }
        return state;
    }

    private static byte[] emptyTrace(Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TraceWriter(out, EVENTS, new LinkedHashMap<>(metadata)).close();
        return out.toByteArray();
    }
}
