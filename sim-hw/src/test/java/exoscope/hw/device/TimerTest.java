package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerTest {
    private final List<TraceEntry> trace = new ArrayList<>();
    private final Clock clock = new Clock();
    private final EventQueue events = new EventQueue();
    private final Timer timer =
            new Timer(clock, events, new InterruptController(events, new Tracer(clock, trace::add)));

    private int expired;

    TimerTest() {
        timer.onExpiry(() -> expired++);
    }

    private void pass(long cycles) {
        clock.charge(cycles);
        events.runDue(clock.now());
    }

    @Test
    void interruptsOnceAtItsCycle() {
        timer.set(100);
        pass(99);
        assertThat(expired).isZero();
        assertThat(timer.running()).isTrue();
        pass(1);
        pass(1_000);
        assertThat(expired).isEqualTo(1);
        assertThat(timer.running()).isFalse();
        assertThat(trace)
                .extracting(TraceEntry::event)
                .containsExactly(new HwEvent.InterruptRaised(HwEvent.Device.TIMER));
    }

    @Test
    void settingItAgainForgetsWhatItWasSetTo() {
        timer.set(100);
        timer.set(500);
        pass(499);
        assertThat(expired).isZero();
        pass(1);
        assertThat(expired).isEqualTo(1);
    }

    @Test
    void stoppedTimerDoesNotInterrupt() {
        timer.set(100);
        timer.stop();
        pass(100);
        assertThat(expired).isZero();
        assertThat(events.nextCycle()).isEqualTo(EventQueue.NEVER);
    }
}
