package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRecorderTest {
    @TempDir
    private Path folder;

    private static TraceEntry entry(int seq) {
        return seq == 0
                ? new TraceEntry(0, 0, 0, new HwEvent.MachineStarted(64, 8, 64))
                : new TraceEntry(seq, 10L * seq, 1, new HwEvent.TlbFilled(seq & 63, 1, seq, seq & 63, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 8192, 150_000})
    void fileIsTheOneThatIsWrittenWithoutAnotherThread(int events) throws IOException {
        Path file = folder.resolve("run.exotrace");
        Recorder recorder = new Recorder(Map.of("ticket", "t"));
        try (FileRecorder other = new FileRecorder(file, Map.of("ticket", "t"))) {
            for (int seq = 0; seq < events; seq++) {
                recorder.accept(entry(seq));
                other.accept(entry(seq));
            }
        }
        try (Playback playback = Playback.open(file)) {
            assertThat(playback.sameBytesAs(new Playback(recorder.finish()))).isTrue();
        }
    }

    @Test
    void whatTheOtherThreadRefusesIsThrownHere() {
        assertThatThrownBy(() -> {
                    try (FileRecorder recorder = new FileRecorder(folder.resolve("run.exotrace"), Map.of())) {
                        recorder.accept(entry(7)); // a trace begins with entry 0
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Entry 7");
    }

    @Test
    void eventsAfterAFailureAreRefusedAndNotWaitedFor() {
        assertThatThrownBy(() -> {
                    try (FileRecorder recorder = new FileRecorder(folder.resolve("run.exotrace"), Map.of())) {
                        for (int seq = 1; seq < 1_000_000; seq++) {
                            recorder.accept(entry(seq));
                        }
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Entry 1");
    }

    @Test
    void errorOfTheOtherThreadIsThrownHereAndNotWaitedFor() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int each) {
                throw new InternalError("the disk is gone");
            }
        };
        assertThatThrownBy(() -> {
                    try (FileRecorder recorder = new FileRecorder(new Recorder(broken, Map.of()))) {
                        for (int seq = 0; seq < 1_000_000; seq++) {
                            recorder.accept(entry(seq));
                        }
                    }
                })
                .isInstanceOf(InternalError.class)
                .hasMessage("the disk is gone");
    }

    @Test
    void fileThatCannotBeWrittenIsRefusedAtOnce() {
        assertThatThrownBy(() -> new FileRecorder(folder.resolve("none").resolve("run.exotrace"), Map.of()))
                .isInstanceOf(IOException.class);
    }
}
