package exoscope.labs.view;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.KernelEvent.UpcallEnded;
import exoscope.kernel.KernelEvent.UpcallStarted;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestingTest {
    private final Recorder recorder = new Recorder(Map.of());
    private long seq;

    private void emit(int env, TraceEvent event) {
        recorder.accept(seq, 10 * seq, env, event);
        seq++;
    }

    @Test
    void stretchesOfUpcallsOnTopOfOthersAreFoundWithTheirDepth() {
        emit(1, new UpcallStarted("TlbMiss", 7));
        emit(1, new UpcallStarted("Revoke", 3));
        emit(2, new UpcallStarted("TlbMiss", 7));
        emit(1, new UpcallStarted("TlbMiss", 8));
        emit(2, new UpcallEnded("TlbMiss"));
        emit(1, new UpcallEnded("TlbMiss"));
        emit(1, new UpcallEnded("Revoke"));
        emit(1, new UpcallEnded("TlbMiss"));
        assertThat(Nesting.of(new Playback(recorder.finish())))
                .containsExactly(new Nesting(1, 1, 6, 2), new Nesting(1, 3, 5, 3));
    }

    @Test
    void whatIsOpenEndsWithItsEnvironmentOrWithTheRun() {
        emit(1, new UpcallStarted("TlbMiss", 7));
        emit(1, new UpcallStarted("Revoke", 3));
        emit(1, new KernelEvent.EnvExited(-1, "enough"));
        emit(2, new UpcallStarted("TlbMiss", 7));
        emit(2, new UpcallStarted("Revoke", 3));
        assertThat(Nesting.of(new Playback(recorder.finish())))
                .containsExactly(new Nesting(1, 1, 2, 2), new Nesting(2, 4, 5, 2));
    }

    @Test
    void upcallThatEndsWithoutHavingBegunIsPassedOver() {
        emit(1, new UpcallEnded("TlbMiss"));
        emit(1, new UpcallStarted("TlbMiss", 7));
        emit(1, new UpcallEnded("TlbMiss"));
        assertThat(Nesting.of(new Playback(recorder.finish()))).isEmpty();
    }
}
