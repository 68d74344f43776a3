package exoscope.hw.trace;

import static exoscope.hw.trace.RandomRun.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace in a file, of which little is in memory at once, reads as it does in memory. */
class TraceInFileTest {
    private static final List<TraceEntry> ENTRIES = RandomRun.entries(21, 60);
    private static final byte[] TRACE = RandomRun.traceWithKeyframes(ENTRIES);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void blocksOfAnySizeGiveTheSameEntries(int block) throws IOException {
        try (TraceReader reader = new TraceReader(inFile(TRACE, block), EVENTS)) {
            assertThat(reader.entries()).containsExactlyElementsOf(ENTRIES);
            assertThat(reader.keyframes()).isEqualTo(new TraceReader(TRACE, EVENTS).keyframes());
            assertThat(reader.warning()).isEmpty();
        }
    }

    @Test
    void damageIsTheSameInAFileAsInMemory() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = Arrays.copyOf(TRACE, random.nextInt(TRACE.length + 1));
            for (int i = random.nextInt(3); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(everything(inFile(damaged, 5))).isEqualTo(everything(TraceBytes.of(damaged)));
        }
    }

    @Test
    void aFileThatBecomesShorterWhileItIsOpenEndsInASentence() throws IOException {
        Path file = Files.write(folder.resolve("shrinking.exotrace"), TRACE);
        try (TraceReader reader = TraceReader.open(file, EVENTS)) {
            Files.write(file, Arrays.copyOf(TRACE, 10));
            List<String> told = new ArrayList<>();
            tellEntries(reader, told);
            assertThat(told).last().asString().contains("became shorter while it was open");
        }
    }

    @Test
    void bytesAreThoseOfTheFile() throws IOException {
        try (TraceReader reader = new TraceReader(inFile(TRACE, 16), EVENTS)) {
            assertThat(reader.size()).isEqualTo(TRACE.length);
            assertThat(reader.bytes(3, 100)).isEqualTo(Arrays.copyOfRange(TRACE, 3, 103));
        }
    }

    private TraceBytes inFile(byte[] trace, int block) throws IOException {
        Path file = Files.write(folder.resolve("run.exotrace"), trace);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new TraceBytes.InFile(channel, channel.size(), block);
    }

    /** Entries, states and the sentence at the end. */
    private static List<String> everything(TraceBytes trace) throws IOException {
        List<String> told = new ArrayList<>();
        try (trace) {
            TraceReader reader = new TraceReader(trace, EVENTS);
            tellEntries(reader, told);
            reader.keyframes().forEach(each -> told.add(each + " " + reader.state(each, RandomRun.TALLIES)));
            told.add(reader.warning().toString());
        } catch (MalformedTraceException e) {
            told.add(e.toString());
        }
        return told;
    }

    private static void tellEntries(TraceReader reader, List<String> told) {
        try {
            reader.entries().forEach(each -> told.add(each.toString()));
        } catch (MalformedTraceException e) {
            told.add(e.toString());
        }
    }
}
