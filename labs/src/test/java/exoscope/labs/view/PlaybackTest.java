package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.SkeletonRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real run that is long enough to have keyframes. */
class PlaybackTest {
    private static final LabRun RUN = SkeletonRuns.run("crowded");

    private final Playback playback = RUN.playback();

    @Test
    void viewAtAnyPlaceIsTheFoldOfAllEventsBefore() {
        assertThat(playback.events()).isGreaterThan(Recorder.EVENTS_PER_KEYFRAME);
        MachineFold fold = new MachineFold();
        assertThat(playback.viewAt(0)).isEqualTo(fold.view());
        for (TraceEntry entry : playback.entries()) {
            fold.accept(entry);
            if (entry.seq() % 97 == 0 || entry.seq() % Recorder.EVENTS_PER_KEYFRAME < 2) {
                assertThat(playback.viewAt(entry.seq() + 1)).isEqualTo(fold.view());
            }
        }
        assertThat(playback.viewAt(playback.events())).isEqualTo(fold.view()).isEqualTo(RUN.end());
    }

    @Test
    void placeOfACycleIsAfterEverythingThatHappenedInIt() {
        for (TraceEntry entry : playback.entries(0, 400)) {
            long place = playback.placeOf(entry.cycle());
            assertThat(place).isGreaterThan(entry.seq());
            assertThat(playback.viewAtCycle(entry.cycle())).isEqualTo(playback.viewAt(place));
        }
        assertThat(playback.placeOf(playback.lastCycle())).isEqualTo(playback.events());
    }

    @Test
    void entriesOfARangeAreThoseOfTheWhole() {
        assertThat(playback.entries(2040, 2060))
                .hasSize(20)
                .first()
                .satisfies(entry -> assertThat(entry.seq()).isEqualTo(2040));
        assertThat(playback.entries(playback.events() - 3, playback.events() + 10))
                .hasSize(3);
    }

    @Test
    void placesOutsideTheRunAreRefused() {
        assertThatThrownBy(() -> playback.viewAt(playback.events() + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> playback.viewAt(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void savedRecordingOpensAsTheSame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.exotrace");
        playback.save(file);
        try (Playback opened = Playback.open(file)) {
            assertThat(opened.sameBytesAs(playback)).isTrue();
            assertThat(opened.metadata()).containsEntry("ticket", "lab04-revocation:crowded:seed=1");
            opened.save(file);
        }
        try (Playback again = Playback.open(file)) {
            assertThat(again.sameBytesAs(playback)).isTrue();
        }
    }

    @Test
    void recordingInAFileIsTheRecordingInMemory(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.exotrace");
        try (Recorder recorder = Recorder.to(file, playback.metadata())) {
            playback.entries().forEach(recorder::accept);
        }
        try (Playback opened = Playback.open(file)) {
            assertThat(opened.sameBytesAs(playback)).isTrue();
            for (long place = 0; place <= opened.events(); place += 211) {
                assertThat(opened.viewAt(place)).isEqualTo(playback.viewAt(place));
            }
        }
    }

    @Test
    void eventsOfATamperedTraceAboutWhatDoesNotExistArePassedOver() {
        MachineFold fold = new MachineFold();
        List<TraceEvent> nonsense = List.of(
                new HwEvent.MachineStarted(Integer.MAX_VALUE, -1, -5),
                new HwEvent.MachineStarted(4, 1, 2),
                new HwEvent.TlbFilled(2, 0, 0, 0, true),
                new HwEvent.TlbDropped(-1, 0, 0, 0),
                new KernelEvent.FrameBound(4, 1),
                new KernelEvent.FrameReleased(-1),
                new KernelEvent.TranslationBound(1, 99, true, 0),
                new KernelEvent.TranslationBroken(1, -7, 0),
                new KernelEvent.RevocationRequested(4, 1),
                new KernelEvent.TransferSubmitted(1, 1, 1 << 30, true),
                new KernelEvent.TransferEnded(1, true),
                new KernelEvent.SliceStarted(0));
        nonsense.forEach(event -> fold.accept(0, 0, 77, event));
        assertThat(fold.view().frames()).hasSize(4).allMatch(FrameView::free);
        assertThat(fold.view().tlb()).hasSize(2).noneMatch(TlbSlotView::valid);
        assertThat(fold.view().envs()).isEmpty();
    }
}
